import ClusterSimulation
import Findings
import SimulationKernel

/// A time in which a producer sent nothing, as its process had been told to stop, was killed, had no power,
/// or was paused for more than a second.
public struct ProducerAbsence: Hashable, Sendable {
  /// The producer's name.
  public let producer: String
  /// When it began, since the start of the load.
  public let begins: Duration
  /// When the producer's process ran again, since the start of the load; nil if it never did.
  public let ends: Duration?
  /// How it came to it and what ended it, a sentence each.
  public let causes: [String]
}

extension DrillOutcome {
  /// When producers were gone, by producer and time. What they did not send is nobody's outage.
  public var producerAbsences: [ProducerAbsence] {
    let origin = findings.record.origin.nanoseconds
    return findings.evidence.absences.flatMap { $0 }.map { absence in
      ProducerAbsence(
        producer: findings.record.plan.producers[absence.producer].name,
        begins: .nanoseconds(absence.begins - origin),
        ends: absence.ends.map { .nanoseconds($0 - origin) },
        causes: findings.evidence.story(of: absence))
    }
  }
}

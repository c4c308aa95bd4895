import ClusterSimulation
import Findings
import Scenario
import SimulationKernel

/// A time of more than a second in which a partition acknowledged no write, although a record waited as long or was
/// refused, or the caller stood in send() as long while its leader or in-sync replicas changed.
public struct Outage: Hashable, Sendable {
  /// Which partition.
  public let partition: Scenario.PartitionName
  /// From the last acknowledgement before to the first one after it, since the start of the load.
  public let time: ClosedRange<Duration>
  /// When the first who waited in it began to, since the start of the load: with a producer that fills one partition after the
  /// other this may be long after the last acknowledgement.
  public let feltFrom: Duration
  /// What happened to the partition meanwhile, with its causes, a sentence each.
  public let causes: [String]
  /// A setting that would have made it shorter; nil where nothing certain can be said.
  public let remedy: String?

  /// How long somebody waited.
  public var length: Duration { time.upperBound - feltFrom }
}

extension DrillOutcome {
  /// Times without acknowledgements that were longer than a second, by partition and time; empty without producers.
  public var outages: [Outage] {
    let origin = findings.record.origin.nanoseconds
    return findings.availability.flatMap { availability in
      availability.gaps.map { gap in
        Outage(
          partition: Scenario.PartitionName(findings.evidence.name(of: availability.partition)),
          time: .nanoseconds(gap.gap.begins - origin) ... .nanoseconds(gap.gap.ends - origin),
          feltFrom: .nanoseconds(gap.feltFrom - origin), causes: gap.story,
          remedy: gap.remark)
      }
    }
  }
}

import ClusterSimulation
import Findings
import Scenario
import SimulationKernel

/// A time of more than a second in which records waited for a group and nothing of their partitions was handed out, though
/// the group was not merely slow: something happened to the partitions, their owners or the group, or a step fired.
public struct DeliveryStall: Hashable, Sendable {
  /// Which stood still for the same reasons.
  public let partitions: [Scenario.PartitionName]
  /// From when the first record that waited was sent (of a copy: its original) to the last partition's next delivery, or
  /// to the end of the run where records are left; since the start of the load.
  public let time: ClosedRange<Duration>
  /// The longest that one of the partitions stood still while a record waited.
  public let length: Duration
  /// What happened meanwhile, with its causes, a sentence each.
  public let causes: [String]
  /// The setting that would have made it shorter; nil where nothing certain can be said.
  public let remedy: String?
}

extension GroupOutcome {
  /// When its partitions stood still, in order of time.
  public var stalls: [DeliveryStall] {
    let origin = evidence.record.origin.nanoseconds
    return evidence.readings.filter { evidence.record.plan.groups[$0.group].name == name }
      .flatMap { evidence.stalls(of: $0) }.map { stall in
        DeliveryStall(
          partitions: stall.partitions.map {
            Scenario.PartitionName(evidence.name(of: $0))
          },
          time: .nanoseconds(stall.waitsFrom - origin) ... .nanoseconds(stall.ends - origin),
          length: .nanoseconds(stall.length), causes: stall.story, remedy: stall.remark)
      }
  }
}

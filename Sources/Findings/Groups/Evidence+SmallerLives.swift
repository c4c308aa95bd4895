import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Topics that came back with fewer partitions.
extension Evidence {
  /// What a group that reads such a topic waits for: before they join again its members commit their positions, and those
  /// of partitions that are gone are refused and tried again until max.poll.interval.ms is over (KAFKA-13310). Nil where it
  /// joined sooner.
  func remarkOnSmallerLife(_ gap: DeliveryGap, in reading: GroupReading) -> String? {
    let (topic, group) = (gap.partition.topic, reading.group)
    guard let deletion = earlierDeletion(of: topic), deletion < gap.ends,
      deletion >= gap.begins - Availability.threshold,
      record.deletedLogs.contains(where: {
        isSameName($0.log.topic, topic)
          && Int($0.log.partition.partition.raw) >= partitionCounts[topic]
      }),
      let interval = record.plan.groups[group].members.first?.settings.maxPollInterval.raw,
      let joined = record.groups[group].generations.first(where: {
        $0.at.nanoseconds > deletion && $0.members > 0
      }), joined.at.nanoseconds >= deletion + interval * 1_000_000
    else { return nil }
    return
      "the group's members commit for partitions that are gone until max.poll.interval.ms=\(interval) is "
      + "over, and then join: a shorter one, or a topic that comes back with as many partitions, "
      + "lets them join sooner"
  }

  /// When an earlier topic of the same name was deleted, if one was.
  func earlierDeletion(of topic: Int) -> Int64? {
    record.deletedLogs.last { deleted in
      deleted.log.topic != topic && isSameName(deleted.log.topic, topic)
    }?.at.nanoseconds
  }
}

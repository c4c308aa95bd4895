import KafkaModel
import SimulationKernel

/// The offsets of a group without members are set by OffsetCommit, as `kafka-consumer-groups --reset-offsets` and
/// `Admin.alterConsumerGroupOffsets` do it.
extension Simulation {
  mutating func setOffsets(
    of group: Int, _ references: [PartitionRef], to target: Action.OffsetTarget, by step: Int
  ) {
    guard let id = plan.groups[group].id, let coordinator = coordinator(of: group),
      processes[Int(brokers[coordinator].process.raw)].state == .running
    else {
      return refuse(.noCoordinator, to: step)
    }
    let cluster = plan.groups[group].cluster
    var offsets: [PartitionOffset] = []
    for reference in present(references, for: step) {
      let partition = key(reference)
      guard let log = leadersLog(of: partition, in: cluster) else {
        refuse(.noLeader(reference), to: step)
        continue
      }
      let sought: Offset?
      switch target {
      case .spec(let spec): sought = offset(of: spec, in: partition, of: cluster)
      case .offset(let offset): sought = offset
      case .shift(let by):
        sought = committed(partition, of: group).map { Offset($0.offset.raw + by) }
      }
      guard let sought else { continue }
      // The tool keeps to what the log has; the API takes any number.
      let within =
        if case .offset = target { sought } else {
          min(max(sought, log.logStart), log.highWatermark)
        }
      offsets.append(
        PartitionOffset(partition, OffsetAndEpoch(offset: within, leaderEpoch: .none)))
    }
    let error = brokers[coordinator].machine.commitOffsets(
      OffsetCommitRequest(
        identity: GroupMemberIdentity(
          group: id, generation: .unknown, member: .unknown, groupInstanceID: nil),
        offsets: offsets),
      now: serverClock, into: &brokerEffects)
    settleBroker(coordinator)
    if error != .none { refuse(.answered(error), to: step) }
  }

  /// What the leader would answer a ListOffsets; nil without a leader, and where no record is as young as asked.
  func offset(
    of spec: OffsetSpec, in partition: TopicPartition, of cluster: ClusterIndex
  ) -> Offset? {
    guard let log = leadersLog(of: partition, in: cluster) else { return nil }
    switch spec {
    case .earliest: return log.logStart
    case .latest: return log.highWatermark
    case .timestamp(let time):
      return log.batches.first { $0.maxTimestamp >= time && $0.nextOffset > log.logStart }.map {
        max($0.baseOffset, log.logStart)
      }
    }
  }
}

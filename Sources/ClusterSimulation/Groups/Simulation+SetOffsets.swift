import KafkaModel
import SimulationKernel

/// The offsets of a group without members are set by OffsetCommit, as `kafka-consumer-groups --reset-offsets` and
/// `Admin.alterConsumerGroupOffsets` do it.
extension Simulation {
  /// Sets the offsets if the group has a coordinator, else looks for one again soon; true if the step has come to its end.
  mutating func setOffsets(by step: Int) -> Bool {
    guard case .setOffsets(let group, let references, let target) = plan.steps[step].action else {
      preconditionFailure("step \(step) sets no offsets")
    }
    if let (coordinator, id) = loadedCoordinator(of: group) {
      setOffsets(of: group, id, at: coordinator, references, to: target, by: step)
      return true
    }
    if let fired = drill.steps[step].firedAt,
      now.nanoseconds - fired.nanoseconds >= Self.toolTimeout
    {
      refuse(.noCoordinator, to: step)
      return true
    }
    askForCoordinator(of: group)
    push(.coordinatorIsSought(step: Int32(step)), at: after(Self.toolBackoff))
    return false
  }

  /// `--timeout` of kafka-consumer-groups, nanoseconds (`ConsumerGroupCommandOptions`).
  private static let toolTimeout: Int64 = 5_000_000_000
  /// `retry.backoff.ms` of its client, nanoseconds; since KIP-580 the wait grows, up to a second.
  private static let toolBackoff: Int64 = 100_000_000

  private func loadedCoordinator(of group: Int) -> (broker: Int, id: GroupID)? {
    guard let id = plan.groups[group].id, let coordinator = coordinator(of: group),
      processStates[Int(brokers[coordinator].process.raw)] == .running,
      brokers[coordinator].machine.coordinates(id)
    else { return nil }
    return (coordinator, id)
  }

  /// Whichever broker is asked first has the offsets topic made.
  private mutating func askForCoordinator(of group: Int) {
    let cluster = plan.groups[group].cluster
    let asked = brokers.indices.first {
      brokers[$0].cluster == cluster
        && processStates[Int(brokers[$0].process.raw)] == .running
    }
    guard let asked else { return }
    brokers[asked].machine.makeOffsetsTopic(now: serverClock, into: &brokerEffects)
    settleBroker(asked)
  }

  private mutating func setOffsets(
    of group: Int, _ id: GroupID, at coordinator: Int, _ references: [PartitionRef],
    to target: Action.OffsetTarget, by step: Int
  ) {
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
    drill.steps[step].offsets = offsets
    let error = brokers[coordinator].machine.commitOffsets(
      OffsetCommitRequest(
        identity: GroupMemberIdentity(
          group: id, generation: .unknown, member: .unknown, groupInstanceID: nil),
        offsets: offsets),
      now: serverClock, into: &brokerEffects)
    settleBroker(coordinator)
    if error != .none { refuse(.answered(error), to: step) }
  }

  /// The last step that has set the group's offsets so.
  func stepThatSet(_ offsets: [PartitionOffset], of group: Int) -> Int? {
    drill.steps.indices.last { step in
      guard case .setOffsets(group, _, _) = plan.steps[step].action else { return false }
      return drill.steps[step].offsets == offsets
    }
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

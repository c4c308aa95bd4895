import KafkaModel
package import Scenario

/// Vectors of kind replica-fetch: one partition on its leader, with followers, ISR and high watermark.
package enum ReplicaFetch {
  /// The first difference between a recorded case and the model; nil if they agree.
  package static func difference(in recorded: Node) -> StepDifference? {
    guard let initial = recorded["init"] else { return nil }
    var bench = PartitionBench(initial)
    for (index, step) in (recorded["steps"]?.elements ?? []).enumerated() {
      let wanted = StepAnswers(recorded: step, inputs: inputs(of: step))
      let got = bench.answers(to: step)
      if let difference = wanted.difference(from: got, at: index) { return difference }
    }
    return nil
  }

  private static func inputs(of step: Node) -> [String] {
    switch step["op"]?.string {
    case "become_leader": ["op", "leader_epoch", "isr", "partition_epoch"]
    case "append": ["op", "count", "acks"]
    case "fetch":
      [
        "op", "replica", "offset", "last_fetched_epoch", "broker_epoch", "current_leader_epoch",
        "follower_log_start",
      ]
    case "sleep": ["op", "ms"]
    case "alter_partition_answer": ["op", "answer", "new_partition_epoch"]
    case "broker": ["op", "id", "fenced", "shutting_down", "epoch"]
    case "check_acks_all": ["op", "required_offset"]
    case "delete_records": ["op", "offset"]
    default: ["op"]
    }
  }
}

/// The leader's partition on a manual clock, with the controller's side of AlterPartition scripted.
private struct PartitionBench {
  private var partition: Partition
  private var context: PartitionContext
  private let replicas: [NodeID]
  /// Sent and not answered yet, oldest first.
  private var sent: [AlterPartitionRequest.Partition] = []
  private var effects: [PartitionEffect] = []
  private var reported = StepAnswers()

  init(_ initial: Node) {
    let count = Int32(initial["replicas"]?.integer ?? 0)
    replicas = (1...max(count, 1)).map { NodeID($0) }
    var settings = TopicSettings()
    settings.minInsyncReplicas = Int32(initial["min_insync_replicas"]?.integer ?? 1)
    // Not in the file, but its reads end where segments of this size do, given the batch sizes below.
    settings.segmentBytes = 400
    var log = ReplicaLog(settings: settings, producerIDExpiration: Milliseconds(86_400_000))
    for _ in 0..<(initial["records_in_log"]?.integer ?? 0) {
      var batch = Self.batch(count: 1, at: .zero)
      batch.baseOffset = log.logEnd
      batch.leaderEpoch = LeaderEpoch(0)
      _ = log.appendAsFollower(batch)
    }
    log.updateHighWatermark(to: Offset(initial["checkpointed_hw"]?.integer ?? 0))
    partition = Partition(
      TopicPartition(TopicIndex(0), PartitionIndex(0)), broker: NodeID(1),
      behaviour: BrokerBehaviour(
        strictMinIsr: true, minIsrCappedByReplicas: true, truncatesByLeaderEpoch: true,
        uncleanElectionInKRaft: true, leaderDiscoveryInResponses: true,
        eligibleLeaderReplicas: false),
      replicaLagTimeMax: Milliseconds(30_000), log: log)
    var brokers = BrokerView()
    for id in replicas {
      brokers[id] = KnownBroker(
        epoch: BrokerEpoch(100 + Int64(id.raw)), fenced: false, inControlledShutdown: false)
    }
    context = PartitionContext(now: .zero, brokerEpoch: BrokerEpoch(1), brokers: brokers)
  }

  mutating func answers(to step: Node) -> StepAnswers {
    effects.removeAll()
    var answers = StepAnswers()
    take(step, answers: &answers)
    let proposals = effects.compactMap { effect in
      if case .alterPartition(let proposal) = effect { proposal } else { nil }
    }
    sent += proposals
    if !proposals.isEmpty {
      answers["alter_partition_sent"] = StepAnswers.list(proposals.map(Self.text(of:)))
    }
    let marks = effects.compactMap { effect in
      if case .isrMark(let mark) = effect { String(describing: mark) } else { nil }
    }
    if !marks.isEmpty { answers["marks"] = StepAnswers.list(marks) }
    report(&answers, isr: step["op"]?.string != "become_leader")
    return answers
  }

  private mutating func take(_ step: Node, answers: inout StepAnswers) {
    switch step["op"]?.string {
    case "become_leader":
      answers["was_not_leader_before"] = String(becomeLeader(step))
    case "append":
      append(step, answers: &answers)
    case "fetch":
      fetch(step, answers: &answers)
    case "sleep":
      context.now = context.now + Milliseconds(step["ms"]?.integer ?? 0)
    case "isr_expiration":
      let lagging = partition.outOfSyncReplicas(now: context.now)
      answers["out_of_sync"] = StepAnswers.list(lagging.sorted().map(\.description))
      partition.shrinkIsr(context: context, effects: &effects)
    case "alter_partition_answer":
      answerAlterPartition(step)
    case "broker":
      context.brokers[node(step["id"])] = KnownBroker(
        epoch: BrokerEpoch(step["epoch"]?.integer ?? -1), fenced: step["fenced"]?.bool ?? false,
        inControlledShutdown: step["shutting_down"]?.bool ?? false)
    case "check_acks_all":
      let required = Offset(step["required_offset"]?.integer ?? 0)
      switch partition.acksAll(required: required) {
      case .waiting: (answers["done"], answers["error"]) = ("false", "NONE")
      case .reached(let error): (answers["done"], answers["error"]) = ("true", error.protocolName)
      case .notLeader:
        (answers["done"], answers["error"]) = ("false", "NOT_LEADER_OR_FOLLOWER")
      }
    case "delete_records":
      let offset = Offset(step["offset"]?.integer ?? -1)
      switch partition.deleteRecords(before: offset, brokers: context.brokers) {
      case .refused(let error): answers["error"] = error.protocolName
      case .deleted(_, let lowWatermark): answers["low_watermark"] = lowWatermark.description
      }
    case let other:
      answers["unknown step"] = other ?? "none"
    }
  }

  private mutating func becomeLeader(_ step: Node) -> Bool {
    partition.makeLeader(
      PartitionRegistration(
        replicas: replicas, isr: (step["isr"]?.elements ?? []).map { node($0) }, leader: NodeID(1),
        leaderEpoch: LeaderEpoch(Int32(step["leader_epoch"]?.integer ?? 0)),
        partitionEpoch: PartitionEpoch(Int32(step["partition_epoch"]?.integer ?? 0))),
      context: context, effects: &effects)
  }

  private mutating func append(_ step: Node, answers: inout StepAnswers) {
    let batch = Self.batch(count: Int32(step["count"]?.integer ?? 1), at: context.now)
    let acks = Acks(rawValue: Int16(step["acks"]?.integer ?? 1)) ?? .leader
    switch partition.append(batch, acks: acks, context: context, effects: &effects) {
    case .appended(let first, let last): answers["appended"] = "[\(first), \(last)]"
    case .duplicate(let first, let last): answers["duplicate"] = "[\(first), \(last)]"
    case .refused(let error): answers["error"] = error.protocolName
    }
  }

  private mutating func fetch(_ step: Node, answers: inout StepAnswers) {
    let request = FetchPartition(
      partition.id, fetchOffset: Offset(step["offset"]?.integer ?? 0),
      logStart: Offset(step["follower_log_start"]?.integer ?? 0),
      currentLeaderEpoch: currentLeaderEpoch(of: step),
      lastFetchedEpoch: LeaderEpoch(Int32(step["last_fetched_epoch"]?.integer ?? -1)),
      maxBytes: .max)
    let replica = FetchRequest.ReplicaState(
      id: node(step["replica"]), epoch: BrokerEpoch(step["broker_epoch"]?.integer ?? -1))
    let read = partition.fetch(
      request, by: .follower(replica, updatesState: true), maxBytes: .max, minOneMessage: true,
      context: context, effects: &effects)
    switch read {
    case .refused(let error):
      answers["error"] = error.protocolName
    case .diverging(let end, let highWatermark, let logStart):
      answers["diverging"] = "[\(end.epoch), \(end.endOffset)]"
      answers["reply_hw"] = highWatermark.description
      answers["reply_log_start"] = logStart.description
    case .read(let data, let highWatermark, let logStart):
      answers["read_up_to"] = data.batches.last?.lastOffset.description ?? "null"
      answers["reply_hw"] = highWatermark.description
      answers["reply_log_start"] = logStart.description
    }
  }

  /// The recorder hands -1 over as an epoch, below all others; on the wire, as here, it would mean none.
  private func currentLeaderEpoch(of step: Node) -> LeaderEpoch {
    guard let epoch = step["current_leader_epoch"]?.integer else { return .none }
    return LeaderEpoch(Int32(epoch == -1 ? -2 : epoch))
  }

  private mutating func answerAlterPartition(_ step: Node) {
    guard !sent.isEmpty else { return }
    let proposal = sent.removeFirst()
    let error = step["answer"]?.string.flatMap { ErrorCode(protocolName: $0) }
    let answer: AlterPartitionAnswer =
      if let error, error != .none {
        .refused(error)
      } else {
        .accepted(
          leaderEpoch: proposal.leaderEpoch,
          partitionEpoch: PartitionEpoch(Int32(step["new_partition_epoch"]?.integer ?? 0)),
          isr: proposal.isr.map(\.id))
      }
    partition.alterPartitionAnswered(
      answer, sent: proposal, context: context, effects: &effects)
  }

  /// Adds what changed since the last step; nothing was reported before the first.
  private mutating func report(_ answers: inout StepAnswers, isr reportsIsr: Bool) {
    var state = StepAnswers()
    state["leo"] = partition.log.logEnd.description
    state["hw"] = partition.log.highWatermark.description
    state["log_start"] = partition.log.logStart.description
    state["current_partition_epoch"] = partition.partitionEpoch.description
    if let leadership = partition.leadership {
      state["isr"] = StepAnswers.list(leadership.isr.committed.sorted().map(\.description))
      state["maximal_isr"] = StepAnswers.list(
        replicas.filter { leadership.isr.maximalContains($0) }.map(\.description))
      state["in_flight"] = String(leadership.isr.isInFlight)
      state["replicas"] = StepAnswers.list(leadership.followers.map(Self.text(of:)))
    }
    for key in Self.stateKeys where state[key] != reported[key] {
      if key != "isr" || reportsIsr { answers[key] = state[key] }
    }
    reported = state
  }

  private static let stateKeys = [
    "leo", "hw", "log_start", "isr", "maximal_isr", "in_flight", "current_partition_epoch",
    "replicas",
  ]

  private static func text(of follower: FollowerState) -> String {
    let time = { (time: Milliseconds) in time == FollowerState.never ? "null" : String(time.raw) }
    return StepAnswers.list([
      follower.id.description, follower.logEnd.description, time(follower.lastCaughtUpTime),
      follower.lastFetchLeaderLogEnd.description, time(follower.lastFetchTime),
      follower.brokerEpoch?.description ?? "null",
    ])
  }

  private static func text(of proposal: AlterPartitionRequest.Partition) -> String {
    let members = proposal.isr.sorted { $0.id < $1.id }.map { "[\($0.id), \($0.epoch)]" }
    return "{isr: \(StepAnswers.list(members)), leader_epoch: \(proposal.leaderEpoch), "
      + "partition_epoch: \(proposal.partitionEpoch)}"
  }

  private static func batch(count: Int32, at now: Milliseconds) -> RecordBatch {
    RecordBatch(
      content: .anonymous, recordCount: count, sizeInBytes: 61 + 18 * count, maxTimestamp: now)
  }

  private func node(_ id: Node?) -> NodeID { NodeID(Int32(id?.integer ?? -1)) }
}

import KafkaModel

/// One partition on three brokers, without a network: followers fetch when a test says so.
struct PartitionTrio {
  var partitions: [Partition]
  var context: PartitionContext
  var effects: [PartitionEffect] = []
  /// What the controller says.
  var state = PartitionRegistration(
    replicas: [NodeID(0), NodeID(1), NodeID(2)], isr: [NodeID(0), NodeID(1), NodeID(2)],
    leader: NodeID(0), leaderEpoch: LeaderEpoch(0), partitionEpoch: PartitionEpoch(0))

  init(
    logs: [ReplicaLog] = [emptyLog(), emptyLog(), emptyLog()], minIsr: Int32 = 1,
    adjusting adjust: (inout BrokerBehaviour) -> Void = { _ in }
  ) {
    var behaviour = BrokerBehaviour(
      strictMinIsr: true, minIsrCappedByReplicas: true, truncatesByLeaderEpoch: true,
      uncleanElectionInKRaft: true, leaderDiscoveryInResponses: true,
      eligibleLeaderReplicas: false)
    adjust(&behaviour)
    partitions = logs.enumerated().map { index, log in
      var log = log
      log.settings.minInsyncReplicas = minIsr
      return Partition(
        TopicPartition(TopicIndex(0), PartitionIndex(0)), broker: NodeID(Int32(index)),
        behaviour: behaviour, replicaLagTimeMax: Milliseconds(30_000), log: log)
    }
    var brokers = BrokerView()
    for id in 0..<3 {
      brokers[NodeID(Int32(id))] = KnownBroker(
        epoch: BrokerEpoch(10 + Int64(id)), fenced: false, inControlledShutdown: false)
    }
    context = PartitionContext(now: .zero, brokerEpoch: BrokerEpoch(10), brokers: brokers)
  }

  /// The controller names a leader; the brokers given apply it.
  mutating func elect(_ leader: Int, isr: [Int], on brokers: [Int] = [0, 1, 2]) {
    state.leader = NodeID(Int32(leader))
    state.leaderEpoch.raw += 1
    state.partitionEpoch.raw += 1
    state.isr = isr.map { NodeID(Int32($0)) }
    for broker in brokers {
      if broker == leader {
        partitions[broker].makeLeader(state, context: context, effects: &effects)
      } else if partitions[broker].makeFollower(state, now: context.now, effects: &effects) {
        partitions[broker].beginFetching(now: context.now, effects: &effects)
      }
    }
  }

  @discardableResult
  mutating func append(_ count: Int = 1, on broker: Int = 0, acks: Acks = .all) -> LogAppend {
    var outcome = LogAppend.refused(.none)
    for _ in 0..<count {
      outcome = partitions[broker].append(
        batch(), acks: acks, context: context, effects: &effects)
    }
    return outcome
  }

  /// One round of fetch, answer and append; returns the leader's answer.
  @discardableResult
  mutating func fetch(_ follower: Int, from leader: Int = 0) -> PartitionRead {
    let request = partitions[follower].nextFetch(maxBytes: 1_048_576)
    let replica = FetchRequest.ReplicaState(
      id: NodeID(Int32(follower)), epoch: BrokerEpoch(10 + Int64(follower)))
    let read = partitions[leader].fetch(
      request, by: .follower(replica, updatesState: true), maxBytes: request.maxBytes,
      minOneMessage: true, context: context, effects: &effects)
    var response = FetchPartitionResponse(request.partition, error: .none)
    switch read {
    case .refused(let error):
      response.error = error
    case .diverging(let end, let highWatermark, let logStart):
      (response.diverging, response.highWatermark) = (end, highWatermark)
      response.logStart = logStart
    case .read(let data, let highWatermark, let logStart):
      (response.batches, response.highWatermark) = (data.batches, highWatermark)
      response.logStart = logStart
    }
    let progress = partitions[follower].apply(
      [response], at: 0, to: request, now: context.now, effects: &effects)
    if progress == .needsLeaderOffsets {
      partitions[follower].outOfRange(
        leaderStart: partitions[leader].log.logStart, leaderEnd: partitions[leader].log.logEnd,
        now: context.now, effects: &effects)
    }
    return read
  }

  func logEnd(_ broker: Int) -> Int64 { partitions[broker].log.logEnd.raw }
  func highWatermark(_ broker: Int) -> Int64 { partitions[broker].log.highWatermark.raw }

  /// The proposals sent so far.
  var proposals: [AlterPartitionRequest.Partition] {
    effects.compactMap { if case .alterPartition(let proposal) = $0 { proposal } else { nil } }
  }
}

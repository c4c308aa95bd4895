/// A Kafka broker in KRaft mode: one process with its disk.
///
/// Its inputs are handled in the order they come, each at once: request handling itself takes no time. What takes
/// time is what Kafka waits for: other brokers, the controller, synced writes. The disk (logs, checkpoints, the
/// metadata log) survives `killed` and, as far as it was written back, `powerLost`.
/// Source: `kafka.server.BrokerServer`, `KafkaApis`, `ReplicaManager`, `BrokerMetadataPublisher`.
package struct Broker: Sendable {
  package let id: NodeID
  package let rack: String?
  package let controller: NodeID
  package let settings: BrokerSettings
  package let behaviour: BrokerBehaviour

  /// Counts the starts of the process.
  package internal(set) var incarnation: Int32 = 0
  package internal(set) var state = State.down(.stopped)
  package internal(set) var metadata = MetadataLogReplica()
  package internal(set) var lifecycle: BrokerLifecycle

  var draws: BrokerDraws
  var hosted = HostedPartitions()
  var server = SocketServer()
  var producePurgatory = ProducePurgatory()
  var fetchPurgatory = FetchPurgatory()
  var fetchSessions: FetchSessionCache
  /// Racks that consumers have named.
  var racks: [String] = []
  var purgatoryAlarm = Alarm()
  var fetchers: [ReplicaFetcher] = []
  var publishing = MetadataPublishing.idle
  var lockedRequests = LockedRequests()
  var lastSync = SyncToken(0)
  var metadataChannel: BrokerChannel
  var heartbeatChannel: BrokerChannel
  var alterPartitionChannel: BrokerChannel
  var heartbeat: HeartbeatRequest?
  var isrProposals = IsrProposals()
  var jobs = BrokerJobs()
  var isInControlledShutdown = false
  /// The broker has asked to be unfenced: its first image is taken over and the controller calls it caught up.
  var hasAskedToUnfence = false
  var groups: GroupCoordinator
  var groupWrites = GroupWriteQueues()
  var groupLog = GroupLogTable()
  var groupAlarm = Alarm()
  /// `__consumer_offsets`, once there is one.
  var offsetsTopic: TopicIndex?
  var forwardingChannel: BrokerChannel
  var forwarded = ForwardedRequests()
  /// Producer ids given out so far; kept over restarts, as the controller keeps the blocks.
  var producerIDsGiven: Int64 = 0

  /// What nearly all heartbeats are answered, made once.
  let heartbeatAnswer = Response.heartbeat(.none)

  // Outboxes of the parts, kept to save allocations; empty between inputs.
  var partitionEffects: [PartitionEffect] = []
  /// The answer of the fetch in hand, until it is known whether it is sent.
  var fetchAnswers: [FetchPartitionResponse] = []
  /// Emptied lists of answers that this broker was given, for those that it gives.
  var spareAnswers: [[FetchPartitionResponse]] = []
  /// The place of each of these answers' partitions in the session, if it is one that is read.
  var fetchAnswerPositions = Few<Int32>.none
  /// The entries of the session in hand that must be looked at, in the order of reading.
  var fetchPlaces: [Int32] = []
  /// The fetches that wait at the partition in hand.
  var fetchWakes: [FetchPurgatory.Wake] = []
  /// Where the high watermark must come to for each partition of the produce request in hand; .none if nowhere.
  var produceRequired: [Offset] = []
  var lifecycleEffects: [BrokerLifecycleEffect] = []
  var groupEffects: [GroupEffect] = []

  /// Whether the process runs.
  package enum State: Hashable, Sendable {
    /// Not running; how it ended decides what the logs still hold.
    case down(Ending)
    /// Registering, catching up, not listening yet.
    case starting
    /// Listening.
    case running
  }

  /// How the process ended.
  package enum Ending: Hashable, Sendable {
    /// Flushed and checkpointed, or never started.
    case stopped
    /// The page cache, and with it every appended byte, survives.
    case killed
    /// What was not on disk by fsync or by the host's write-back is gone.
    case powerLost
  }

  package init(
    id: NodeID, controller: NodeID, rack: String?, settings: BrokerSettings,
    behaviour: BrokerBehaviour, draws: BrokerDraws
  ) {
    self.id = id
    self.rack = rack
    self.controller = controller
    self.settings = settings
    self.behaviour = behaviour
    self.draws = draws
    fetchSessions = FetchSessionCache(limit: settings.fetchSessionSlots)
    lifecycle = BrokerLifecycle(
      broker: id, incarnation: 0, rack: rack, settings: settings,
      retriesByInterval: behaviour.heartbeatRetriesByInterval, random: draws.heartbeatJitter)
    metadataChannel = BrokerChannel(
      .metadataLog, to: controller, policy: .metadataLog(settings))
    heartbeatChannel = BrokerChannel(
      .heartbeat, to: controller, policy: .heartbeat(settings, behaviour))
    alterPartitionChannel = BrokerChannel(
      .alterPartition, to: controller, policy: .alterPartition(settings))
    forwardingChannel = BrokerChannel(
      .forwarding, to: controller, policy: .alterPartition(settings))
    groups = GroupCoordinator(
      settings: settings, partitions: settings.offsetsTopicPartitions,
      memberIDs: MemberIDDraws(draws.memberIDs))
  }

  /// The replica of a partition on this broker's disk, leader or follower.
  package func replica(of partition: TopicPartition) -> Partition? {
    guard let index = hosted.index(of: partition) else { return nil }
    return hosted.rows[index].partition
  }

  /// The log of a partition's replica on this broker's disk.
  package func log(of partition: TopicPartition) -> ReplicaLog? { replica(of: partition)?.log }

  /// The partitions with a replica here, ascending.
  package var replicas: [TopicPartition] { hosted.keys }

  /// What partitions must know of their broker at this instant.
  func context(_ now: Milliseconds) -> PartitionContext {
    PartitionContext(now: now, brokerEpoch: lifecycle.brokerEpoch, brokers: metadata.brokers)
  }

  package var isDown: Bool {
    switch state {
    case .down: true
    case .starting, .running: false
    }
  }
}

/// The Java consumer of the classic group protocol: one application thread, and the heartbeat thread of its group.
///
/// The shell makes the application's calls (`call`), reports what the network brings (`connected`,
/// `disconnected`, `responseArrived`), and calls `wake` after any of these and at the time of the last `.wake`.
/// Only one call is made at a time; each ends in one `.returned`.
/// Source: `org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer` (before 3.7 `KafkaConsumer`).
package struct Consumer: Sendable {
  var thread = ApplicationThread.outside
  /// Rounds in which the thread found nothing to do and did not wait; a real one would spin.
  var idleRounds: Int32 = 0
  /// The version of the metadata at which a round of a poll last found nothing more to do. Time alone, or another
  /// heartbeat's answer, do not change that: whatever else happens makes it nil.
  var quietAt: Int32?
  /// The subscription and the metadata that were last compared.
  var seenTopics: Int32 = 0
  var seenMetadata: Int32 = -1
  var clientEffects: [ClientEffect] = []
  package internal(set) var network: ConsumerNetwork
  var fetcher: Fetcher
  var offsets: OffsetFetcher
  package internal(set) var subscriptions: SubscriptionState
  /// The group's side of the consumer; nil without `group.id`.
  package internal(set) var coordinator: ConsumerCoordinator?
  /// The method whose listener runs while the application is in another: a commit inside of a callback.
  var enclosing: CallInProgress?
  /// The partitions of `assign`.
  var userAssignment: [NamedPartition] = []
  /// The cluster has told of all their topics.
  var isAssignmentResolved = true
  /// Seeks of partitions that are not resolved.
  var pendingSeeks: [(partition: TopicPartition, seek: Seek)] = []
  package let index: Int32
  package let settings: ConsumerSettings
  package let behaviour: ConsumerBehaviour

  /// Where a seek leads.
  enum Seek: Hashable, Sendable {
    case to(OffsetAndEpoch)
    case reset(OffsetResetPolicy)
  }

  package init(
    index: Int32, settings: ConsumerSettings, behaviour: ConsumerBehaviour, bootstrap: [NodeID],
    draws: ConsumerDraws, clientBehaviour: ClientBehaviour? = nil,
    assignors: Assignors = Assignors()
  ) {
    let clientBehaviour = clientBehaviour ?? ClientBehaviour(behaviour)
    self.index = index
    self.settings = settings
    self.behaviour = behaviour
    var metadata = ClientMetadata(
      bootstrap: bootstrap, settings: settings.client, behaviour: clientBehaviour)
    metadata.interest = .named([])
    metadata.createsTopics = settings.allowsAutomaticTopics
    network = ConsumerNetwork(
      client: NetworkClient(
        settings: settings.client, behaviour: clientBehaviour, metadata: metadata,
        draws: draws.client, asksAtOnce: settings.group != nil),
      heartbeatInterval: settings.heartbeatInterval)
    subscriptions = SubscriptionState(resetPolicy: settings.autoOffsetReset)
    fetcher = Fetcher(settings: settings, behaviour: behaviour)
    offsets = OffsetFetcher(settings: settings)
    coordinator = settings.group.map { group in
      ConsumerCoordinator(
        group: group, settings: settings, behaviour: behaviour, assignors: assignors,
        jitter: draws.retryJitter)
    }
  }

  // MARK: Inputs of the network

  package mutating func connected(_ node: ConsumerNode) {
    network.client.connected(node.connection)
  }

  /// The node refused the attempt, or the connection ended.
  package mutating func disconnected(_ node: ConsumerNode) {
    network.client.disconnected(node.connection)
  }

  package mutating func responseArrived(
    _ node: ConsumerNode, correlation: Int32, _ response: consuming Response
  ) {
    network.client.responseArrived(node.connection, correlation: correlation, response)
  }
}

extension ConsumerNode {
  /// What the network client calls this connection.
  var connection: NodeID { isCoordinator ? id.asCoordinator : id }

  init(connection: NodeID) {
    self.init(
      connection.isCoordinator ? connection.asCoordinator : connection,
      isCoordinator: connection.isCoordinator)
  }
}

// MARK: What can be asked at any time

extension Consumer {
  /// The assigned partitions, ascending.
  package var assignment: [TopicPartition] { subscriptions.assignedPartitions }

  /// The next offset to be handed out, if the consumer knows.
  package func position(of partition: TopicPartition) -> Offset? {
    subscriptions[partition]?.position?.offset
  }

  /// `records-lag`: as computed when records of the partition were last handed out.
  package func lag(of partition: TopicPartition) -> Int64? { subscriptions[partition]?.lag }

  /// `records-lead`: likewise.
  package func lead(of partition: TopicPartition) -> Int64? { subscriptions[partition]?.lead }

  /// `records-lag-max` over the last samples; nil (NaN) when nothing was handed out of late.
  package func recordsLagMax(now: Milliseconds) -> Int64? { fetcher.lags.largest(now: now) }

  /// The replica that the next fetch of the partition asks: `preferred-read-replica`, nil for the leader.
  package func preferredReplica(of partition: TopicPartition) -> NodeID? {
    subscriptions[partition]?.preferredReplica?.node
  }

  /// `close` has returned.
  package var isClosed: Bool { thread == .closed }
}

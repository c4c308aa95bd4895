/// A client's picture of the cluster, when it was taken, and when it may be taken again.
///
/// Source: `org.apache.kafka.clients.Metadata`, `MetadataSnapshot`, `ProducerMetadata`.
package struct ClientMetadata: Sendable {
  /// A topic as last answered.
  package struct Topic: Hashable, Sendable {
    package var partitions: [Partition]
    /// What partitioners see: the count, and the partitions with a known leader.
    package var candidates: PartitionCandidates
  }

  package struct Partition: Hashable, Sendable {
    /// The leader if it is in the node list.
    package var leader: NodeID?
    package var epoch: LeaderEpoch
  }

  /// The partitions led by a node, in the order in which a sender walks them.
  package struct Ring: Hashable, Sendable {
    package var node: NodeID
    package var partitions: [TopicPartition]
  }

  /// Which topics the client asks for. Indirect, as every pass asks what kind it is, and nothing else of it.
  package indirect enum Interest: Hashable, Sendable {
    /// Those that it used of late, by number (`ProducerMetadata`).
    case used
    /// Topics by name, whether they exist or not (`ConsumerMetadata`).
    case named([String])
    /// All topics; kept are those that match, and the named ones (`ConsumerMetadata` with a pattern).
    case matching(TopicPattern, named: [String])
    /// None: the client's owner asks for the brokers itself (`AdminMetadataManager`).
    case owners
  }

  /// A topic that the client uses.
  struct Tracked: Sendable {
    var expiresAt: Milliseconds
    /// Not answered yet.
    var isNew: Bool
  }

  /// Raised by every answer, and by a return to the bootstrap servers.
  package internal(set) var version: Int32 = 0
  /// Raised by every answer: what wakes a thread in `ProducerMetadata.awaitUpdate`. `Metadata.rebootstrap` raises the
  /// version too, but notifies nobody.
  package internal(set) var answers: Int32 = 0
  var needsFull = true
  var needsPartial = false
  var lastRefresh = ClientMetadata.longAgo
  var lastSuccess = ClientMetadata.longAgo
  var failures: Int64 = 0
  var equivalentAnswers: Int64 = 0
  /// Later lives of topics, for clients that know topics by number.
  package internal(set) var lives = TopicLives()
  let maxAge: Milliseconds
  let backoff: ExponentialBackoff
  /// Set by consumers whenever their subscription changes.
  package var interest = Interest.used
  /// Whether requests let brokers make the topics that they name (`allow.auto.create.topics`; producers always do).
  package var createsTopics = false
  /// By topic; nil where the cluster has not answered with partitions.
  package internal(set) var topics: [Topic?] = []
  /// By topic: the error of the last answer.
  package internal(set) var errors: [ErrorCode] = []
  /// By topic: its name, as last answered; nil for topics that the client never asked for.
  package internal(set) var names: [String?] = []
  package internal(set) var nodes: [NodeID]
  package internal(set) var rings: [Ring] = []
  var tracked: [Tracked?] = []
  /// By topic: the answer that its partitions were made of, while nothing else is known of them; else empty.
  var taken: [[MetadataPartition]] = []
  var lastSeenEpochs = PartitionTable<LeaderEpoch>()
  var requestVersion: Int32 = 0
  /// Recorded runs: the hash-map order of the partitions in every ring; empty is ascending.
  var recordedRing: [TopicPartition] = []
  let bootstrap: [NodeID]
  /// `metadata.max.idle.ms`
  let maxIdle: Milliseconds

  /// Kafka's zero: clocks of hosts begin at 0 here.
  static let longAgo = Milliseconds(-1 << 40)

  package init(
    bootstrap: [NodeID], settings: ClientSettings, behaviour: ClientBehaviour,
    maxIdle: Milliseconds = Milliseconds(300_000)
  ) {
    self.bootstrap = bootstrap
    self.nodes = bootstrap
    self.maxAge = settings.metadataMaxAge
    self.maxIdle = maxIdle
    backoff = ExponentialBackoff(
      initial: settings.retryBackoff,
      limit: behaviour.exponentialRetryBackoff
        ? settings.retryBackoffMax : settings.retryBackoff,
      recordedFactor: behaviour.recordedJitter)
  }

  package func topic(_ topic: TopicIndex) -> Topic? {
    let index = Int(topic.raw)
    return index < topics.count ? topics[index] : nil
  }

  /// The topic's partitions, by themselves: a whole topic would be copied.
  func partitions(of topic: TopicIndex) -> [Partition]? {
    let index = Int(topic.raw)
    return index < topics.count ? topics[index]?.partitions : nil
  }

  /// How many partitions partitioners see of the topic, by itself.
  @inline(__always)
  func candidateCount(of topic: TopicIndex) -> Int? {
    let index = Int(topic.raw)
    guard index < topics.count, let count = topics[index]?.candidates.count else { return nil }
    return Int(count)
  }

  /// What partitioners see of the topic, by itself.
  @inline(__always)
  func candidates(of topic: TopicIndex) -> PartitionCandidates? {
    let index = Int(topic.raw)
    return index < topics.count ? topics[index]?.candidates : nil
  }

  /// Whether the topic has just so many partitions, each with a leader.
  func isFullyLed(_ topic: Int, partitions: Int) -> Bool {
    // Stored properties all the way: a topic is never copied, nor one of its lists.
    topic < topics.count && topics[topic]?.candidates.count == Int32(partitions)
      && topics[topic]?.candidates.areAll == true
  }

  package func error(of topic: TopicIndex) -> ErrorCode {
    let index = Int(topic.raw)
    return index < errors.count ? errors[index] : .none
  }

  package func leader(of partition: TopicPartition) -> Partition? {
    guard let partitions = partitions(of: partition.topic) else { return nil }
    let index = Int(partition.partition.raw)
    return index < partitions.count ? partitions[index] : nil
  }

  /// Where the ring of a node is in `rings`; nil if the node leads nothing.
  @inline(__always)
  package func ring(of node: NodeID) -> Int? {
    for index in rings.indices where rings[index].node == node {
      return rings[index].partitions.isEmpty ? nil : index
    }
    return nil
  }

  /// Uses a topic: it stays known for `metadata.max.idle.ms`; a new one is asked for at once.
  package mutating func use(_ topic: TopicIndex, now: Milliseconds) {
    let index = Int(topic.raw)
    while tracked.count <= index { tracked.append(nil) }
    if tracked[index] != nil {
      tracked[index]?.expiresAt = now + maxIdle
    } else {
      tracked[index] = Tracked(expiresAt: now + maxIdle, isNew: true)
      requestUpdateForNewTopics()
    }
  }

  /// Names a topic that the cluster does not have yet, and will have under this number: brokers are asked by the name.
  package mutating func expect(_ topic: TopicIndex, named name: String) {
    let index = Int(topic.raw)
    while names.count <= index { names.append(nil) }
    while errors.count <= index { errors.append(.none) }
    guard names[index] == nil else { return }
    names[index] = name
    errors[index] = .unknownTopicOrPartition
  }

  /// `requestUpdate`: a full refresh when the spacing allows it; it forgets equal answers where asked to.
  package mutating func requestUpdate(resetsEquivalentBackoff: Bool = false) {
    needsFull = true
    if resetsEquivalentBackoff { equivalentAnswers = 0 }
  }

  /// A refresh was asked for and has not come (`updateRequested`).
  package var isUpdateRequested: Bool { needsFull || needsPartial }

  package mutating func requestUpdate(for topic: TopicIndex) {
    let index = Int(topic.raw)
    if index < tracked.count, tracked[index]?.isNew == true {
      requestUpdateForNewTopics()
    } else {
      requestUpdate()
    }
  }

  /// New topics do not wait for the spacing.
  package mutating func requestUpdateForNewTopics() {
    lastRefresh = Self.longAgo
    needsPartial = true
    equivalentAnswers = 0
    requestVersion &+= 1
  }

  /// Forgets the cluster and begins again from `bootstrap.servers` (KIP-899; `Metadata.rebootstrap`).
  mutating func rebootstrap() {
    needsFull = true
    version &+= 1
    nodes = bootstrap
    topics.removeAll()
    taken.removeAll()
    rings.removeAll()
  }
}

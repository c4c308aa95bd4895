/// The Java producer with its one caller thread and its network thread, pass by pass.
///
/// The shell calls the caller's side (`send`, `flush`, `close`) and reports network inputs
/// (`connected`, `disconnected`, `responseArrived`); after any network input, and at the time of the
/// last `.wake`, it calls `poll`, which also starts the network thread. Source: `KafkaProducer`, `Sender`, `RecordAccumulator`,
/// `TransactionManager`, `NetworkClient`.
package struct Producer: Sendable {
  package let index: Int32
  package let settings: ProducerSettings
  package let behaviour: ProducerBehaviour
  package internal(set) var accumulator: Accumulator
  package internal(set) var client: NetworkClient
  /// nil with `enable.idempotence` off.
  package internal(set) var sequences: ProducerSequences?
  var identity = IdentityRequest.none
  /// Produce requests on the wire.
  var requests: [RequestOnWire] = []
  /// By topic; made at the first send to it.
  var partitioners: [TopicPartitioner?] = []
  var partitionDraws: RandomSource
  var caller = CallerThread.idle
  var life = Life.running
  /// The network thread sleeps until then unless it is woken.
  var sleepsUntil = Milliseconds(Int64.min)
  /// `send` woke the sender (`Selector.wakeup`).
  var isWoken = false
  /// Bytes of a topic's name on the wire.
  let topicNameBytes: Int
  var clientEffects: [ClientEffect] = []
  var completions: [ClientCompletion] = []
  /// What a pass has found and drained; kept to save allocations.
  var check = Accumulator.ReadyCheck()
  var drained: [Accumulator.Drained] = []

  /// A produce request and the batches it carries.
  struct RequestOnWire: Sendable {
    var correlation: Int32
    var node: NodeID
    var batches: Few<BatchSlot>
  }

  enum Life: Hashable, Sendable {
    case running
    /// `close` waits for what is queued and in flight until the deadline.
    case closing(deadline: Milliseconds)
    case closed
  }

  package init(
    index: Int32, settings: ProducerSettings, behaviour: ProducerBehaviour, bootstrap: [NodeID],
    draws: ProducerDraws, clientBehaviour: ClientBehaviour? = nil, topicNameBytes: Int = 10
  ) {
    let clientBehaviour = clientBehaviour ?? ClientBehaviour(behaviour)
    self.index = index
    self.settings = settings
    self.behaviour = behaviour
    self.topicNameBytes = topicNameBytes
    partitionDraws = draws.partition
    accumulator = Accumulator(
      producer: index, settings: settings, behaviour: behaviour, draws: draws,
      recordedJitter: clientBehaviour.recordedJitter)
    var metadata = ClientMetadata(
      bootstrap: bootstrap, settings: settings.client, behaviour: clientBehaviour)
    metadata.createsTopics = true
    client = NetworkClient(
      settings: settings.client, behaviour: clientBehaviour, metadata: metadata,
      draws: draws.client, asksAtOnce: settings.idempotent)
    if settings.idempotent { sequences = ProducerSequences() }
  }

  /// `close` has returned.
  package var isClosed: Bool { life == .closed }

  /// The number by which this producer knows a topic: of the first life that it met under the name.
  package func knownTopic(_ present: TopicIndex, named name: String) -> TopicIndex {
    topic(named: name) ?? present
  }

  /// The same of a topic that may be gone; nil for a name that the producer never met.
  package func topic(named name: String) -> TopicIndex? { client.metadata.topic(named: name) }

  /// Whether a topic that the producer uses was deleted and made again.
  package var hasTopicLives: Bool { !client.metadata.lives.isEmpty }

  /// The life of a topic that the producer takes for the present one, by the number of any that it has met.
  package func presentLife(of topic: TopicIndex) -> TopicIndex {
    client.metadata.lives.present(client.metadata.lives.known(topic) ?? topic)
  }

  /// Whether the producer has this number for a topic.
  package func knows(_ topic: TopicIndex) -> Bool { client.metadata.name(of: topic) != nil }

  /// Before the first send() to a topic that is not there yet: its name, and the number that it will have.
  package mutating func expect(_ topic: TopicIndex, named name: String) {
    client.metadata.expect(topic, named: name)
  }

  /// The numbers that `send` was given for the records of a batch, in order.
  package func recordNumbers(of content: BatchContent) -> ArraySlice<Int32> {
    accumulator.recordNumbers(of: content.index)
  }

  /// The record numbers of every batch that was drained.
  package var contents: BatchContents { accumulator.contents }

  /// Goes on counting batches where an earlier life of the process ended, whose batches logs may hold.
  package mutating func goOn(after earlier: BatchContents) { accumulator.contents = earlier }

  package mutating func connected(_ node: NodeID) { client.connected(node) }

  /// The node refused the attempt, or the connection ended.
  package mutating func disconnected(_ node: NodeID) { client.disconnected(node) }

  package mutating func responseArrived(
    _ node: NodeID, correlation: Int32, _ response: consuming Response
  ) {
    client.responseArrived(node, correlation: correlation, response)
  }
}

// MARK: Recorded runs

extension Producer {
  /// Starts with metadata already there, as recorded runs do; `ring` is the order of the drain.
  package mutating func preload(
    _ response: MetadataResponse, ring: [TopicPartition], now: Milliseconds
  ) {
    for topic in response.topics { client.metadata.use(topic.topic, now: now) }
    client.metadata.recordedRing = ring
    let asked = client.metadata.requestVersion
    client.metadata.update(response, requestVersion: asked, isPartial: false, now: now)
  }

  /// Ends the network thread's sleep at its next `poll` (`KafkaClient.wakeup`).
  package mutating func wakeup() { isWoken = true }
}

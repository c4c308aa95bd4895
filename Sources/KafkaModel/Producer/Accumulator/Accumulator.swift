/// The queues between the caller's `send` and the network thread, per topic and partition.
///
/// Source: `org.apache.kafka.clients.producer.internals.RecordAccumulator`.
package struct Accumulator: Sendable {
  /// One partition's queue, with what the sender keeps per partition.
  struct PartitionState: Sendable {
    /// A queue object exists once a record went to the partition.
    var exists = false
    var queue = BatchQueue()
    /// `max.in.flight.requests.per.connection` = 1: nothing is sent until the answer (`muted`).
    var isMuted = false
    /// Batches in requests on the wire, oldest first (`Sender.inFlightBatches`).
    var inFlight: [BatchSlot] = []
  }

  struct TopicState: Sendable {
    var partitions: [PartitionState] = []
    var queueCount = 0
    var builtIn: BuiltInPartitioner
    /// Batches queued in all partitions.
    var queued = 0
  }

  /// How far the node's drains lag behind its having data (`NodeLatencyStats`).
  struct NodeLatency: Sendable {
    var node: NodeID
    var ready: Milliseconds
    var drained: Milliseconds
  }

  let settings: ProducerSettings
  let behaviour: ProducerBehaviour
  /// Whose contents these are.
  let producer: Int32
  var topics: [TopicState] = []
  var pool = BatchPool()
  package internal(set) var contents = BatchContents()
  package internal(set) var buffer: BufferPool
  var isClosed = false
  var flushes = 0
  let retryBackoff: ExponentialBackoff
  var retryDraws: RandomSource
  package internal(set) var partitionDraws: RandomSource
  let adaptsToLoad: Bool
  /// Of the pass in hand.
  var loads = PartitionLoads(queueCount: 0)
  var latencies: [NodeLatency] = []
  /// Where each node's ring is resumed; before 3.3 one entry serves all nodes.
  var drainPositions: [(node: NodeID, index: Int)] = []
  /// No batch reaches `delivery.timeout.ms` before; found anew when it may be near.
  var nextExpiry = Milliseconds.max

  package init(
    producer: Int32, settings: ProducerSettings, behaviour: ProducerBehaviour,
    draws: ProducerDraws, recordedJitter: Double? = nil
  ) {
    self.producer = producer
    self.settings = settings
    self.behaviour = behaviour
    buffer = BufferPool(total: settings.bufferMemory)
    retryDraws = draws.retryJitter
    partitionDraws = draws.partition
    adaptsToLoad = settings.adaptivePartitioning && settings.partitioner == .builtIn
    retryBackoff = ExponentialBackoff(
      initial: settings.client.retryBackoff,
      limit: behaviour.exponentialRetryBackoff
        ? settings.client.retryBackoffMax : settings.client.retryBackoff,
      recordedFactor: recordedJitter)
  }

  /// The batch in a slot that a pass drained.
  package func batch(_ slot: BatchSlot) -> ProducerBatch { pool[slot] }

  /// The numbers of the records of a batch that was drained or completed.
  package func recordNumbers(of content: Int32) -> ArraySlice<Int32> { contents[content] }

  /// The topic's load table after the last `ready`; nil chooses uniformly.
  package func loadTable(of topic: TopicIndex) -> PartitionLoadTable? {
    Int(topic.raw) < topics.count ? topics[Int(topic.raw)].builtIn.loadTable : nil
  }

  var hasUndrained: Bool { topics.contains { $0.queued > 0 } }

  mutating func ensureTopic(_ topic: TopicIndex) {
    while topics.count <= Int(topic.raw) {
      topics.append(TopicState(builtIn: BuiltInPartitioner(batchSize: settings.batchSize)))
    }
  }

  mutating func ensureQueue(_ topic: Int, _ partition: Int) {
    while topics[topic].partitions.count <= partition {
      topics[topic].partitions.append(PartitionState())
    }
    if !topics[topic].partitions[partition].exists {
      topics[topic].partitions[partition].exists = true
      topics[topic].queueCount += 1
    }
  }

  /// Collects queue lengths into the shared table; see `PartitionLoads`.
  mutating func collectLoads(_ topic: Int, count: Int?) -> Bool {
    guard adaptsToLoad, topics[topic].queueCount >= count ?? 0 else { return false }
    loads.reset(queueCount: topics[topic].queueCount)
    return true
  }

  mutating func finishLoads(_ topic: Int, collected: Bool) {
    if collected {
      topics[topic].builtIn.queuesCollected(swapping: &loads)
    } else {
      topics[topic].builtIn.queuesCollected(nil)
    }
  }
}

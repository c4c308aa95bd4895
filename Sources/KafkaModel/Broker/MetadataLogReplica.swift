/// A broker's copy of the metadata log and what it has made of it.
///
/// The image and the records not yet applied lie on disk; how far the log is committed is learnt anew by every
/// process, and nothing is published before that. Source: `KafkaRaftClient` (observer), `MetadataLoader`.
package struct MetadataLogReplica: Sendable {
  /// What the broker has applied; Metadata requests are answered from it.
  package internal(set) var image = MetadataImage()
  /// The brokers of the image, as partitions look them up.
  package internal(set) var brokers = BrokerView()
  /// Records from the end of the image on.
  private var unapplied: [MetadataRecord] = []
  private var highWatermark: Offset?
  /// By topic, what Metadata requests are told of its partitions, once one has asked since the image changed: all clients
  /// get the same array, and see at once that it is the one they had.
  private var told: [[MetadataPartition]?] = []
  /// The first image of this process has been published.
  package private(set) var isLoaded = false

  package init() {}

  /// Offset of the next record to fetch.
  package var logEnd: Offset { image.lastOffset + Int64(1 + unapplied.count) }

  /// Takes in records of a fetch from `logEnd`.
  mutating func append(_ records: [MetadataRecord], highWatermark: Offset) {
    unapplied.append(contentsOf: records)
    self.highWatermark = max(self.highWatermark ?? .none, highWatermark)
  }

  /// True if there is something to publish: committed records, or the first image of a process that has caught up.
  var hasNews: Bool {
    guard let highWatermark else { return false }
    if !isLoaded { return logEnd >= highWatermark }
    return committedCount > 0
  }

  /// Applies what is committed; nil as delta stands for everything, at the first time.
  mutating func applyNews() -> MetadataDelta? {
    let count = committedCount
    let delta = image.apply(unapplied[..<count])
    unapplied.removeFirst(count)
    told.removeAll()
    if isLoaded {
      for broker in delta.brokers { brokers[broker] = known(broker) }
      return delta
    }
    isLoaded = true
    brokers = BrokerView()
    for broker in image.brokers { brokers[broker.id] = known(broker.id) }
    return nil
  }

  /// What Metadata requests are told of a topic's partitions, `alive` being the brokers that are shown.
  mutating func partitions(of topic: TopicIndex, _ alive: [NodeID]) -> [MetadataPartition] {
    let index = Int(topic.raw)
    guard index < image.partitions.topics.count else { return [] }
    while told.count <= index { told.append(nil) }
    if let known = told[index] { return known }
    let partitions = image.partitions.topics[index].compactMap { registration in
      guard let partition = registration else { return nil as MetadataPartition? }
      let leader = partition.leader.flatMap { alive.contains($0) ? $0 : nil }
      return MetadataPartition(
        error: leader == nil ? .leaderNotAvailable : .none, leader: leader,
        leaderEpoch: partition.leaderEpoch, replicas: partition.replicas, isr: partition.isr)
    }
    told[index] = partitions
    return partitions
  }

  /// The process ended; the disk keeps the log.
  mutating func processEnded() {
    highWatermark = nil
    isLoaded = false
  }

  private var committedCount: Int {
    guard let highWatermark else { return 0 }
    let committed = highWatermark - (image.lastOffset + 1)
    return max(0, min(Int(committed), unapplied.count))
  }

  private func known(_ id: NodeID) -> KnownBroker? {
    image.broker(id).map {
      KnownBroker(
        epoch: $0.epoch, fenced: $0.isFenced, inControlledShutdown: $0.isInControlledShutdown)
    }
  }
}

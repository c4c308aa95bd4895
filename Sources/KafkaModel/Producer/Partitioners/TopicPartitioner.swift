/// A producer's partitioner with its state for one topic: what `KafkaProducer.partition` asks.
///
/// An explicit partition of the record never comes here, but its new batch does (`newBatch`).
package enum TopicPartitioner: Hashable, Sendable {
  /// No class set, 3.3 and later: keys by hash; for all others the accumulator asks its own
  /// `BuiltInPartitioner` at the append.
  case builtIn(ignoresKeys: Bool)
  /// `DefaultPartitioner` (2.4 to 3.9): keys by hash, all others sticky.
  case hashThenSticky(StickyPartitionCache)
  /// `UniformStickyPartitioner` (2.4 to 3.9): sticky for all records.
  case sticky(StickyPartitionCache)
  case roundRobin(RoundRobinPartitioner)
  case weighted(WeightedRule)
  /// The author's own, with how often it was asked.
  case custom(CustomPartitioner, turns: Int64)

  package init(_ settings: ProducerSettings) {
    self =
      switch settings.partitioner {
      case .builtIn: .builtIn(ignoresKeys: settings.ignoreKeys)
      case .defaultPartitioner: .hashThenSticky(StickyPartitionCache())
      case .uniformSticky: .sticky(StickyPartitionCache())
      case .roundRobin: .roundRobin(RoundRobinPartitioner())
      case .weighted(let rule): .weighted(rule)
      case .custom(let partitioner): .custom(partitioner, turns: 0)
      }
  }

  /// Where a record goes; nil leaves the choice to the built-in partitioner at the append.
  ///
  /// Clients up to 3.9.1 ask again after `newBatch` (`ProducerBehaviour.partitionsTwiceOnNewBatch`).
  package mutating func partition(
    key: RecordKey, among candidates: PartitionCandidates, random: inout RandomSource
  ) -> PartitionIndex? {
    switch self {
    case .builtIn(let ignoresKeys):
      return ignoresKeys ? nil : key.partition(of: candidates.count)
    case .hashThenSticky(var cache):
      if let partition = key.partition(of: candidates.count) { return partition }
      let partition = cache.partition(among: candidates, random: &random)
      self = .hashThenSticky(cache)
      return partition
    case .sticky(var cache):
      let partition = cache.partition(among: candidates, random: &random)
      self = .sticky(cache)
      return partition
    case .roundRobin(var counter):
      let partition = counter.partition(among: candidates)
      self = .roundRobin(counter)
      return partition
    case .weighted(let rule):
      return rule.partition(key: key, of: candidates.count, random: &random)
    case .custom(let partitioner, let turns):
      self = .custom(partitioner, turns: turns + 1)
      return partitioner.partition(key: key, among: candidates, turn: turns)
    }
  }

  /// Whether `KafkaProducer.send` gives up the first append that would open a batch, to tell and to ask
  /// again (`abortOnNewBatch`): a partitioner class is set and the client is older than 4.0.
  package func hearsOfNewBatches(_ behaviour: ProducerBehaviour) -> Bool {
    switch self {
    case .builtIn: false
    case .hashThenSticky, .sticky, .roundRobin, .weighted, .custom:
      behaviour.partitionsTwiceOnNewBatch
    }
  }

  /// `Partitioner.onNewBatch`: a record for `previous` found no batch with room.
  package mutating func newBatch(
    previous: PartitionIndex, among candidates: PartitionCandidates, random: inout RandomSource
  ) {
    switch self {
    case .builtIn, .roundRobin, .weighted, .custom:
      break
    case .hashThenSticky(var cache):
      cache.newBatch(previous: previous, among: candidates, random: &random)
      self = .hashThenSticky(cache)
    case .sticky(var cache):
      cache.newBatch(previous: previous, among: candidates, random: &random)
      self = .sticky(cache)
    }
  }
}

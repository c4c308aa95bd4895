/// What a partitioner needs to know of a record's serialized key.
///
/// A workload hashes each of its keys once; a record then carries eight bytes instead of its key.
package enum RecordKey: Hashable, Sendable {
  /// No key. An empty key is a key: it has a hash.
  case null
  /// A key with its murmur2 hash; `favoured` says that it falls under the producer's weighted rule.
  case hashed(UInt32, favoured: Bool = false)
  /// For a partitioner of the author's: the key's hash and its number in the workload's table, nil and -1 without a
  /// key, and the number of the topic.
  case described(UInt32?, key: Int32, topic: Int32)

  /// The key made of these bytes, for a producer whose partitioner is a weighted rule or none.
  package init(_ bytes: some RandomAccessCollection<UInt8>, rule: WeightedRule? = nil) {
    self = .hashed(Murmur2.hash(bytes), favoured: rule?.covers(bytes) ?? false)
  }

  /// The partition of a hashed key: `toPositive(murmur2) mod partitions`; nil for no key.
  ///
  /// Source: `BuiltInPartitioner.partitionForKey`.
  package func partition(of partitionCount: Int32) -> PartitionIndex? {
    switch self {
    case .null, .described(nil, _, _): nil
    case .hashed(let hash, _), .described(let hash?, _, _):
      PartitionIndex(Murmur2.positive(hash) % partitionCount)
    }
  }
}

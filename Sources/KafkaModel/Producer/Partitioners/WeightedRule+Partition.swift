extension WeightedRule {
  /// Whether a key begins with the rule's text.
  package func covers(_ key: some RandomAccessCollection<UInt8>) -> Bool {
    key.starts(with: keyPrefix.utf8)
  }

  /// Where a record goes: favoured keys by hash into the first `share` of every `of` partitions, all
  /// other keys by hash into the rest; a record without a key goes anywhere in the rest by a draw.
  ///
  /// Each side has at least one partition, unless the topic has only one, which both then share.
  package func partition(
    key: RecordKey, of partitionCount: Int32, random: inout RandomSource
  ) -> PartitionIndex {
    guard partitionCount > 1 else { return PartitionIndex(0) }
    let exact = Int64(partitionCount) * Int64(share) / Int64(max(1, of))
    let favouredCount = Int32(min(max(exact, 1), Int64(partitionCount - 1)))
    let restCount = partitionCount - favouredCount
    return switch key {
    case .hashed(let hash, favoured: true):
      PartitionIndex(Murmur2.positive(hash) % favouredCount)
    case .hashed(let hash, favoured: false):
      PartitionIndex(favouredCount + Murmur2.positive(hash) % restCount)
    case .null, .described:
      PartitionIndex(favouredCount + random.below(restCount))
    }
  }
}

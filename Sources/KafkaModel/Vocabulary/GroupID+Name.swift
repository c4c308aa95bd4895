extension GroupID {
  /// The group of a name.
  package init(index: Int32, name: String) {
    self.init(index: index, hash: name.javaHash)
  }

  /// The partition of `__consumer_offsets` whose leader coordinates the group.
  ///
  /// Source: `GroupCoordinator.partitionFor`, with `Utils.abs`, where the smallest integer becomes 0.
  package func offsetsPartition(of count: Int32) -> PartitionIndex {
    PartitionIndex(hash == .min ? 0 : abs(hash) % count)
  }
}

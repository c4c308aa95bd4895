extension BuiltInPartitioner {
  /// A sender pass collected the queues; nil switches to uniform choice (adaptive off, or not every
  /// partition has a queue yet).
  package mutating func queuesCollected(_ loads: PartitionLoads?) {
    loadTable = loads.flatMap(PartitionLoadTable.init)
  }
}

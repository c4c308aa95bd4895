/// Cumulative weights of a topic's partitions: the shorter a queue, the heavier its partition.
///
/// Source: `BuiltInPartitioner.updatePartitionLoadStats` and its `PartitionLoadStats`.
package struct PartitionLoadTable: Hashable, Sendable {
  package private(set) var partitions: [PartitionIndex]
  /// Running sums of `longest queue + 1 - queue`.
  package private(set) var cumulative: [Int32]

  /// Builds the table, or nil where the choice is to be uniform: fewer than two queues, nothing
  /// usable, or all queues equally long and none excluded.
  package init?(_ loads: PartitionLoads) {
    let length = loads.length
    guard length >= 1, loads.queueSizes.count >= 2 else { return nil }
    var longest = loads.queueSizes[0]
    var allEqual = true
    for index in 1..<max(1, length) {
      if loads.queueSizes[index] != longest { allEqual = false }
      longest = max(longest, loads.queueSizes[index])
    }
    if allEqual && length == loads.queueSizes.count { return nil }
    partitions = Array(loads.partitions[..<length])
    cumulative = []
    cumulative.reserveCapacity(length)
    var sum: Int32 = 0
    for index in 0..<length {
      sum += longest + 1 - loads.queueSizes[index]
      cumulative.append(sum)
    }
  }

  /// The first partition whose running sum is above the draw modulo the total weight.
  package func pick(_ draw: Int32) -> PartitionIndex {
    let weighted = draw % cumulative[cumulative.count - 1]
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > weighted { high = middle } else { low = middle + 1 }
    }
    return partitions[low]
  }
}

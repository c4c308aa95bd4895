package import ClusterSimulation

/// A time in which records waited for a group and nothing of their partitions was handed out, and what happened meanwhile.
/// Times are nanoseconds since the start of the run.
package struct Stall: Hashable, Sendable {
  /// Which stood still for the same reasons, in the plan's order.
  package var partitions: [PartitionRef]
  /// From the earliest of their last deliveries before it to the latest of their first ones after it.
  package var begins: Int64
  package var ends: Int64
  /// When the first record that waited was sent; not before the stall begins.
  package var waitsFrom: Int64
  /// Deliveries ended it; otherwise the run did, and records were left.
  package var isOver: Bool
  /// The longest that one of the partitions stood still while a record waited.
  package var length: Int64
  /// What happened meanwhile, with its causes, a sentence each.
  package var story: [String]
  /// What would have made it shorter; nil where nothing certain can be said.
  package var remark: String?

  /// A story of more sentences than these keeps only what happened in the stall, and the steps.
  static let manyCauses = 12

  init(_ gap: DeliveryGap, story: [String], remark: String?) {
    partitions = [gap.partition]
    begins = gap.begins
    ends = gap.ends
    waitsFrom = gap.waitsFrom
    isOver = gap.isOver
    length = gap.stall
    self.story = story
    self.remark = remark
  }

  /// Another partition that the same befell.
  mutating func join(_ gap: DeliveryGap) {
    if partitions.last != gap.partition { partitions.append(gap.partition) }
    begins = min(begins, gap.begins)
    ends = max(ends, gap.ends)
    waitsFrom = min(waitsFrom, gap.waitsFrom)
    isOver = isOver && gap.isOver
    length = max(length, gap.stall)
  }
}

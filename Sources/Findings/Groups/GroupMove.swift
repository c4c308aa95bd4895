package import ClusterSimulation

/// What a group had to read again, or never read, where it goes on with the work of a group on another cluster.
package struct GroupMove: Hashable, Sendable {
  /// The groups with the same `group.id` on other clusters that were handed something first, by their places in the plan.
  package var from: [Int]
  /// When it took up their work, nanoseconds since the start of the run: at its beginning, or when it came back to it.
  package var began: Int64
  /// Originals that it was handed although they had been handed there before it began.
  package var again: Int64
  /// Originals before its positions that neither was ever handed; not what the others had gone past themselves.
  package var missedByPartition: [PartitionRef: Int64]
  /// Where the offsets that it began at came from or, where it found none, what kept a mirror from storing them.
  package var story: [String]
  /// What would have had them stored; nil where nothing certain can be said.
  package var remark: String?

  package init(
    from: [Int], began: Int64, again: Int64, missed: [PartitionRef: Int64], story: [String] = [],
    remark: String? = nil
  ) {
    self.from = from
    self.began = began
    self.again = again
    missedByPartition = missed
    self.story = story
    self.remark = remark
  }

  /// Of all partitions.
  package var missed: Int64 { missedByPartition.values.reduce(0, +) }
}

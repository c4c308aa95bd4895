/// Records of one source partition with consecutive source offsets, as a poll returns them.
package struct SourceRun: Hashable, Sendable {
  /// What becomes of each of the records before it is sent.
  package enum Conversion: Hashable, Sendable {
    case fine
    /// A transformation leaves it out.
    case filtered
    /// The value's converter throws, at every attempt.
    case fails(TaskException)
  }

  package var partition: SourcePartition
  package var firstOffset: Offset
  package var count: Int32
  package var conversion: Conversion

  package init(
    partition: SourcePartition, firstOffset: Offset, count: Int32, conversion: Conversion = .fine
  ) {
    self.partition = partition
    self.firstOffset = firstOffset
    self.count = count
    self.conversion = conversion
  }
}

/// A position in a source partition, as a task stores it.
package struct SourceOffset: Hashable, Sendable {
  package var partition: SourcePartition
  package var offset: Offset

  package init(partition: SourcePartition, offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

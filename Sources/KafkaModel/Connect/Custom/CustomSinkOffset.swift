/// The next offset to be read of a partition, as an author's sink task knows it.
package struct CustomSinkOffset: Hashable, Sendable {
  package var partition: NamedPartition
  package var offset: Offset

  package init(partition: NamedPartition, offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

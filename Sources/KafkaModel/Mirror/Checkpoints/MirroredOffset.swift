/// A partition of the target or the source and a group's offset in it.
package struct MirroredOffset: Hashable, Sendable {
  package var partition: NamedPartition
  package var offset: Offset

  package init(_ partition: NamedPartition, _ offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

/// A position in a source partition, as an author's task names it.
package struct CustomSourceOffset: Hashable, Sendable {
  package var partition: String
  package var offset: Offset

  package init(partition: String, offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

/// An offset sync that a source task hands to its producer.
package struct OutgoingOffsetSync: Hashable, Sendable {
  package var partition: MirroredPartition
  package var sync: OffsetSync

  package init(partition: MirroredPartition, sync: OffsetSync) {
    self.partition = partition
    self.sync = sync
  }
}

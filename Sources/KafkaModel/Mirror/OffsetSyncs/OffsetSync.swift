/// Two offsets of one record: a record of the offset-syncs topic, whose key is the source's partition.
///
/// Source: `OffsetSync`.
package struct OffsetSync: Hashable, Sendable {
  /// The record's offset at the source.
  package var upstream: Offset
  /// The offset of its copy at the target.
  package var downstream: Offset

  package init(upstream: Offset, downstream: Offset) {
    self.upstream = upstream
    self.downstream = downstream
  }
}

/// A partition's place in the list of those that a source task copies.
package struct MirroredPartition: Hashable, Sendable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package var description: String { String(raw) }
}

/// An offset sync that a source task hands to its producer.
package struct OutgoingOffsetSync: Hashable, Sendable {
  package var partition: MirroredPartition
  package var sync: OffsetSync

  package init(partition: MirroredPartition, sync: OffsetSync) {
    self.partition = partition
    self.sync = sync
  }
}

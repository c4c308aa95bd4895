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

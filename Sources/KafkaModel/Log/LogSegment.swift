/// One segment of a log: where it begins and what it holds.
///
/// Source: `org.apache.kafka.storage.internals.log.LogSegment`. Rolls by size only: `segment.ms` and full indexes
/// are not modelled.
package struct LogSegment: Hashable, Sendable {
  package var baseOffset: Offset
  package var sizeInBytes: Int64

  package init(baseOffset: Offset, sizeInBytes: Int64 = 0) {
    self.baseOffset = baseOffset
    self.sizeInBytes = sizeInBytes
  }
}

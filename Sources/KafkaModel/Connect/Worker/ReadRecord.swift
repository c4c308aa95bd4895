/// A record as a client inside of a worker sees it.
package struct ReadRecord: Hashable, Sendable {
  package var partition: TopicPartition
  package var offset: Offset
  package var shape: RecordShape
  package var timestamp: Milliseconds
  /// What Connect or a mirror wrote; nil for records of producers, copied or not.
  package var written: ConnectRecord?

  package init(
    partition: TopicPartition, offset: Offset, shape: RecordShape, timestamp: Milliseconds,
    written: ConnectRecord?
  ) {
    self.partition = partition
    self.offset = offset
    self.shape = shape
    self.timestamp = timestamp
    self.written = written
  }
}

/// A record that a sink connector of a test author's is given.
///
/// Source: `org.apache.kafka.connect.sink.SinkRecord`.
package struct CustomSinkRecord: Hashable, Sendable {
  package var topic: String
  package var partition: PartitionIndex
  package var offset: Offset
  package var key: String?
  /// nil for a null value.
  package var valueBytes: Int32?
  package var timestamp: Milliseconds
  /// The producer's name and its number for the record, from 0; nil for records that no producer of the plan sent.
  package var producer: String?
  package var number: Int32

  package init(
    topic: String, partition: PartitionIndex, offset: Offset, key: String?, valueBytes: Int32?,
    timestamp: Milliseconds, producer: String?, number: Int32
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.key = key
    self.valueBytes = valueBytes
    self.timestamp = timestamp
    self.producer = producer
    self.number = number
  }
}

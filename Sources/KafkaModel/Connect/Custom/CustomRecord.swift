/// A record of a source connector that a test author wrote.
///
/// Source: `org.apache.kafka.connect.source.SourceRecord`, whose source partition and offset are maps of any contents.
package struct CustomRecord: Hashable, Sendable {
  /// On the cluster that the connector's producer writes to.
  package var topic: String
  /// nil leaves it to the producer's partitioner.
  package var partition: PartitionIndex?
  package var key: String?
  /// nil for a null value.
  package var valueBytes: Int32?
  package var source: CustomSourceOffset

  package init(
    topic: String, partition: PartitionIndex?, key: String?, valueBytes: Int32?,
    source: CustomSourceOffset
  ) {
    self.topic = topic
    self.partition = partition
    self.key = key
    self.valueBytes = valueBytes
    self.source = source
  }

  /// Where a record was written (`RecordMetadata`).
  package struct Position: Hashable, Sendable {
    package var partition: PartitionIndex
    /// `.none` without acknowledgement of the broker (acks=0).
    package var offset: Offset
  }
}

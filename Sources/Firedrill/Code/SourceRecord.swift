import KafkaModel

/// A record that a ``SourceTask`` read.
///
/// Source: `org.apache.kafka.connect.source.SourceRecord`.
public struct SourceRecord: Hashable, Sendable {
  /// Where it was read; stored once it and all before it of its source partition are acknowledged.
  public var source: SourceOffset
  /// The topic it goes to, by its name in the cluster of the worker or of `producer.override.bootstrap.servers`.
  public var topic: String
  /// The partition it goes to, from 0; nil leaves it to the producer's partitioner.
  public var partition: Int?
  /// Its key; nil if it has none.
  public var key: String?
  /// The bytes of its value, serialized, zero or more; nil for a null value. More than `max.request.size` fails the send.
  public var valueBytes: Int?

  /// A record for `topic`.
  public init(
    from source: SourceOffset, to topic: String, partition: Int? = nil, key: String? = nil,
    valueBytes: Int?
  ) {
    self.source = source
    self.topic = topic
    self.partition = partition
    self.key = key
    self.valueBytes = valueBytes
  }

  /// Where a record was written.
  public struct Position: Hashable, Sendable {
    /// The partition's number, from 0.
    public let partition: Int
    /// The offset in it; nil without an answer of the broker (acks=0).
    public let offset: Int?

    init(_ position: CustomRecord.Position) {
      partition = Int(position.partition.raw)
      offset = position.offset == .none ? nil : Int(position.offset.raw)
    }
  }

  init(_ record: CustomRecord) {
    self.init(
      from: SourceOffset(record.source), to: record.topic,
      partition: record.partition.map { Int($0.raw) }, key: record.key,
      valueBytes: record.valueBytes.map { Int($0) })
  }

  var written: CustomRecord {
    CustomRecord(
      topic: topic, partition: partition.map { PartitionIndex(Int32(clamping: $0)) }, key: key,
      valueBytes: valueBytes.map { Int32(clamping: $0) }, source: source.written)
  }
}

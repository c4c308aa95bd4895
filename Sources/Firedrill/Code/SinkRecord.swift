import KafkaModel

/// A record that a ``SinkTask`` is to put.
///
/// Source: `org.apache.kafka.connect.sink.SinkRecord`.
public struct SinkRecord: Hashable, Sendable {
  /// Where it stands.
  public let partition: SinkPartition
  /// Its offset there.
  public let offset: Int
  /// Its key; nil if it has none, or if none is known of it.
  public let key: String?
  /// The bytes of its value; nil for a null value.
  public let valueBytes: Int?
  /// The producer that sent it; nil if no producer of the scenario did.
  public let producer: String?
  /// Its number among the producer's records, from 0; -1 without a producer.
  public let number: Int

  init(_ record: CustomSinkRecord) {
    partition = SinkPartition(record.topic, Int(record.partition.raw))
    offset = Int(record.offset.raw)
    key = record.key
    valueBytes = record.valueBytes.map { Int($0) }
    producer = record.producer
    number = Int(record.number)
  }
}

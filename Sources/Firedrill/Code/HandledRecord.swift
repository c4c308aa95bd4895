import ClusterSimulation
import KafkaModel

/// A record that a member's application is about to process.
public struct HandledRecord: Hashable, Sendable {
  /// The topic's name in its cluster.
  public let topic: String
  /// The partition's number, from 0.
  public let partition: Int
  /// The record's offset in it.
  public let offset: Int
  /// The producer that sent it; nil if no producer of the scenario did.
  public let producer: String?
  /// Its number among the producer's records, from 0; -1 without a producer.
  public let number: Int
  /// Its key; nil if it has none.
  public let key: String?
  /// The member that processes it, by its name in the group.
  public let member: String
  /// The life of the member's process, from 1: a restart counts up.
  public let life: Int

  init(_ record: ClusterSimulation.HandledRecord) {
    topic = record.topic
    partition = Int(record.partition.raw)
    offset = Int(record.offset.raw)
    producer = record.producer
    number = Int(record.number)
    key = record.key
    member = record.member
    life = Int(record.life)
  }
}

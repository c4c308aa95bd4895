import KafkaModel

/// What a partitioner is asked: where one record goes.
public struct PartitionerQuestion: Hashable, Sendable {
  /// The topic's name in its cluster.
  public let topic: String
  /// The record's key; nil if it has none.
  public let key: String?
  /// How many partitions the topic has, as the client's metadata says; above zero.
  public let partitionCount: Int
  /// Partitions with a known leader (`Cluster.availablePartitionsForTopic`), ascending.
  public let available: [Int]
  /// How often this producer's partitioner was asked about records of the topic before.
  public let turn: Int

  init(_ question: CustomPartitioner.Question) {
    topic = question.topic
    key = question.key
    partitionCount = Int(question.candidates.count)
    available = question.candidates.available.map { Int($0.raw) }
    turn = Int(question.turn)
  }

  /// The partition that Kafka's own partitioners choose for a key: murmur2 of its UTF-8 text; nil without a key.
  ///
  /// Source: `BuiltInPartitioner.partitionForKey`.
  public var partitionByHash: Int? {
    key.flatMap { RecordKey(Array($0.utf8)).partition(of: Int32(partitionCount)) }.map {
      Int($0.raw)
    }
  }
}

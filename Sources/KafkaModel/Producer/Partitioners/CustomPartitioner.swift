/// A partitioner that a test author wrote (`partitioner.class`), by its registered name.
///
/// Two are equal if their names are: a drill registers a name once.
///
/// Source: `org.apache.kafka.clients.producer.Partitioner`.
package struct CustomPartitioner: Hashable, Sendable {
  package let name: String
  /// The texts of the producer's keys and topics, by the numbers that records carry.
  package var keys: [String] = []
  package var topics: [String] = []
  /// The partition of a record; must be one of the topic's, and the same for the same question.
  package let choose: @Sendable (Question) -> Int32

  /// What the partitioner is asked.
  package struct Question: Hashable, Sendable {
    package var topic: String
    package var key: String?
    package var candidates: PartitionCandidates
    /// How often it was asked about records of this topic before.
    package var turn: Int64
  }

  package init(name: String, choose: @escaping @Sendable (Question) -> Int32) {
    self.name = name
    self.choose = choose
  }

  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The author's answer.
  func partition(
    key: RecordKey, among candidates: PartitionCandidates, turn: Int64
  ) -> PartitionIndex {
    guard case .described(_, let key, let topic) = key else {
      preconditionFailure("the caller of \(name) describes its records")
    }
    let chosen = choose(
      Question(
        topic: topics[Int(topic)], key: key < 0 ? nil : keys[Int(key)], candidates: candidates,
        turn: turn))
    precondition(
      (0..<candidates.count).contains(chosen),
      "partitioner \(name) chose partition \(chosen) of \(candidates.count)")
    return PartitionIndex(chosen)
  }
}

/// One topic's turn counter; keys are ignored.
///
/// Up to 3.9.1 a record that opens a batch asks twice, so the counter moves by two (KAFKA-9965).
///
/// Source: `org.apache.kafka.clients.producer.RoundRobinPartitioner`.
package struct RoundRobinPartitioner: Hashable, Sendable {
  private var counter: Int32 = 0

  package init() {}

  /// The next partition in turn among the available ones, among all if none is.
  package mutating func partition(among candidates: PartitionCandidates) -> PartitionIndex {
    let turn = counter & 0x7fff_ffff
    counter &+= 1
    return candidates.pick(turn)
  }
}

/// The Java producer with its one caller thread and its network thread, pass by pass.
///
/// The shell calls the caller's side (`send`, `flush`, `close`) and reports network inputs
/// (`connected`, `disconnected`, `responseArrived`); after any network input, and at the time of the
/// last `.wake`, it calls `poll`. Source: `KafkaProducer`, `Sender`, `RecordAccumulator`,
/// `TransactionManager`, `NetworkClient`.
package struct Producer: Sendable {
  package let index: Int32
  package let settings: ProducerSettings
  package let behaviour: ProducerBehaviour

  package init(
    index: Int32, settings: ProducerSettings, behaviour: ProducerBehaviour, bootstrap: [NodeID],
    draws: ProducerDraws
  ) {
    self.index = index
    self.settings = settings
    self.behaviour = behaviour
  }

  package mutating func send(
    record: Int32, topic: TopicIndex, partition: PartitionIndex?, key: RecordKey,
    shape: RecordShape, now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> SendOutcome { preconditionFailure("not built yet") }

  package mutating func flush(now: Milliseconds, into effects: inout [ProducerEffect]) {}

  package mutating func close(
    timeout: Milliseconds, now: Milliseconds, into effects: inout [ProducerEffect]
  ) {}

  package mutating func connected(_ node: NodeID) {}

  package mutating func disconnected(_ node: NodeID) {}

  package mutating func responseArrived(
    _ node: NodeID, correlation: Int32, _ response: Response
  ) {}

  package mutating func poll(now: Milliseconds, into effects: inout [ProducerEffect]) {}

  package var contentCount: Int32 { 0 }

  package func recordNumbers(of content: BatchContent) -> ArraySlice<Int32> { [] }
}

/// The random sources of one producer, one per purpose.
package struct ProducerDraws: Sendable {
  /// The sticky partition (`BuiltInPartitioner`, `StickyPartitionCache`).
  package var partition = RandomSource.still
  /// Jitter of retry back-offs.
  package var retryJitter = RandomSource.still
  /// Draws of the network client.
  package var client = ClientDraws()

  package init() {}
}

/// What a producer asks of its shell, in order.
package enum ProducerEffect: Hashable, Sendable {
  /// Open a connection to the node; negative ids are the bootstrap servers in their order.
  case connect(NodeID)
  /// Close the connection: bytes already written still travel.
  case close(NodeID)
  case send(NodeID, correlation: Int32, Request, bytes: Int32)
  /// Call `poll` at this reading of the host's clock, or on the next input; replaces the earlier wake.
  case wake(at: Milliseconds)
  /// All records of a batch got their callbacks, in order; `recordNumbers(of:)` lists them.
  case completed(BatchContent, partition: TopicPartition, outcome: DeliveryOutcome)
  /// A blocked `send` returned to its caller.
  case sendReturned(record: Int32, SendOutcome)
  /// A `flush` returned to its caller.
  case flushed
  /// A `close` returned to its caller; the producer is gone.
  case closed
  case journal(JournalEvent)
}

/// What `send` came to for its caller.
package enum SendOutcome: Hashable, Sendable {
  case queued(PartitionIndex)
  /// The caller's thread waits for metadata or buffer memory; `sendReturned` follows.
  case blocked
  /// The future and the callback failed, or the call threw.
  indirect case failed(ProducerException)
}

/// What the callbacks of a batch's records were told.
package enum DeliveryOutcome: Hashable, Sendable {
  /// Offset of the first record; `.none` with acks=0 and for DUPLICATE_SEQUENCE_NUMBER.
  case acknowledged(baseOffset: Offset)
  /// `possiblyPersisted`: an attempt may have been appended, as far as the client can know.
  indirect case failed(ProducerException, possiblyPersisted: Bool)
}

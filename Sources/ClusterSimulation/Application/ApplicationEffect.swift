package import KafkaModel
package import SimulationKernel

/// What the application around a consumer asks of its shell, in order.
package enum ApplicationEffect: Hashable, Sendable {
  /// A call of its consumer; what it returns comes back as `returned`.
  case call(ConsumerCall)
  /// `wakeup()`: the call in progress, or the next one, ends early.
  case wakeUp
  /// The rebalance listener has done its work.
  case listenerReturned
  /// The results up to this offset are stored outside of Kafka, together with the offset.
  case stored(TopicPartition, next: Offset)
  /// Call `goOn` then; replaces the earlier one, and nil cancels it.
  case wake(at: Instant?)
  /// The process ends by itself.
  case exited
}

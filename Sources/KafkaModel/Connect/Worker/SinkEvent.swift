/// What becomes of records and partitions at a sink task, for ledgers.
package enum SinkEvent: Hashable, Sendable {
  /// A life of the task begins.
  case began
  /// Its rebalance listener ran; positions of assigned partitions.
  case rebalanced(RebalanceCallback, [Offset])
  /// `put` was called with these.
  case putBegan([DeliveredBatch])
  /// That call returned, or threw.
  case putEnded(isTaken: Bool)
  /// The task is gone.
  case ended
}

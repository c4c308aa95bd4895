/// What a partition asks of its broker, or lets it know.
package enum PartitionEffect: Hashable, Sendable {
  /// Propose an ISR to the controller (`AlterPartitionManager.submit`).
  indirect case alterPartition(AlterPartitionRequest.Partition)
  /// Records came to the leader's log: parked fetches of followers may be complete.
  case logEndMoved(TopicPartition, to: Offset)
  /// Parked produce, fetch and DeleteRecords requests of the partition may be complete.
  case highWatermarkMoved(TopicPartition, to: Offset)
  /// The smallest log start of all live replicas may have risen: parked DeleteRecords may be complete.
  case lowWatermarkMoved(TopicPartition)
  /// Whoever waits at this partition must be told that it is not led here any more.
  case leadershipLost(TopicPartition)
  /// Meters IsrExpandsPerSec, IsrShrinksPerSec and FailedIsrUpdatesPerSec.
  case isrMark(IsrMark)
  case journal(JournalEvent)
}

/// The outcome of a proposed ISR change (`AlterPartitionListener`).
package enum IsrMark: Hashable, Sendable {
  case expanded
  case shrunk
  case failed
}

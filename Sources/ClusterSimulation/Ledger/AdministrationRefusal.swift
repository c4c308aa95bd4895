package import KafkaModel

/// Why nothing, or not all, came of what an administrator asked for.
package enum AdministrationRefusal: Hashable, Sendable {
  /// Kafka's answer for one or more of the topics or partitions.
  case answered(ErrorCode)
  case noController
  /// Nobody answers for the group's offsets.
  case noCoordinator
  case noLeader(PartitionRef)
}

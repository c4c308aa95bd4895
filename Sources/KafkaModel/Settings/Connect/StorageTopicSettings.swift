/// An internal topic of a Connect cluster, made by the first worker that needs it.
package struct StorageTopicSettings: Hashable, Sendable {
  package var name: String
  /// -1 leaves it to the brokers.
  package var partitions: Int32
  /// -1 leaves it to the brokers.
  package var replicationFactor: Int16 = 3

  package init(name: String, partitions: Int32) {
    self.name = name
    self.partitions = partitions
  }
}

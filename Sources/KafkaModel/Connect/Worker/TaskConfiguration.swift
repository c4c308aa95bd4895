/// What one task of a connector is given to do.
package enum TaskConfiguration: Hashable, Sendable {
  /// `MirrorSourceConfig.TASK_TOPIC_PARTITIONS`
  case partitions([NamedPartition])
  /// `MirrorCheckpointConfig.TASK_CONSUMER_GROUPS`
  case groups([GroupID])
  /// Nothing of its own.
  case whole
  /// What a connector of a test author's wants its task to read.
  case settings(SettingMap)
}

extension TaskConfiguration {
  /// Bytes of the task's own list; what all tasks share is counted by the caller.
  var bytes: Int {
    switch self {
    case .partitions(let partitions):
      partitions.reduce(0) { $0 + $1.topic.utf8.count + 1 + "\($1.partition.raw)".utf8.count + 1 }
    // The names are not at hand; 15 bytes each is a guess.
    case .groups(let groups): 16 * groups.count
    case .whole: 0
    case .settings(let map):
      map.entries.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 6 }
    }
  }
}

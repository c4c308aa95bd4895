/// What a record says that Connect or a mirror wrote; records that a mirror copies are not among them.
///
/// Source: `KafkaConfigBackingStore`, `KafkaOffsetBackingStore`, `KafkaStatusBackingStore`; `OffsetSync`,
/// `Checkpoint` and `Heartbeat` of `org.apache.kafka.connect.mirror`.
package enum ConnectRecord: Hashable, Sendable {
  /// How far a source connector has read one of its source partitions; `.none` is a tombstone.
  case sourceOffset(connector: String, cluster: String, NamedPartition, Offset)
  /// The same for what a task does not read but makes itself.
  case ownSourceOffset(connector: String, OwnSourcePartition, Offset)
  /// A connector's tasks, as many as there are task configurations, and which partitions or groups each has.
  case taskConfigurations(connector: String, [TaskConfiguration])
  case connectorStatus(connector: String, state: ConnectState, worker: String, GenerationID)
  case taskStatus(TaskName, state: ConnectState, worker: String, GenerationID)
  /// A record of a source partition is at this offset of the remote partition.
  case offsetSync(NamedPartition, upstream: Offset, downstream: Offset)
  case checkpoint(group: String, NamedPartition, upstream: Offset, downstream: Offset)
  case heartbeat(source: String, target: String)
}

/// The source partition of a record that a mirror's task makes itself.
///
/// Source: `Checkpoint.connectPartition`, `Heartbeat.connectPartition`.
package enum OwnSourcePartition: Hashable, Sendable {
  /// The partition is the target's.
  case checkpoint(group: String, NamedPartition)
  case heartbeat(source: String, target: String)
}

/// A task by its connector and its number in it.
package struct TaskName: Hashable, Sendable {
  /// `group.id` of its Connect cluster: a dedicated MirrorMaker runs connectors of one name for each of its flows.
  package var group: String
  package var connector: String
  package var task: Int32

  package init(group: String, connector: String, task: Int32) {
    self.group = group
    self.connector = connector
    self.task = task
  }
}

/// What one task of a mirror's connector is given to do.
package enum TaskConfiguration: Hashable, Sendable {
  /// `MirrorSourceConfig.TASK_TOPIC_PARTITIONS`
  case partitions([NamedPartition])
  /// `MirrorCheckpointConfig.TASK_CONSUMER_GROUPS`
  case groups([GroupID])
  /// Nothing of its own.
  case whole
}

/// `AbstractStatus.State`, as the status topic and the REST API show it.
package enum ConnectState: String, Hashable, Sendable, CaseIterable {
  case unassigned = "UNASSIGNED"
  case running = "RUNNING"
  case paused = "PAUSED"
  case failed = "FAILED"
  case restarting = "RESTARTING"
  case stopped = "STOPPED"
  case destroyed = "DESTROYED"
}

extension ConnectRecord {
  /// The sizes of key and value as Connect's JSON and the mirror's own schemas serialize them.
  package var shape: RecordShape {
    func bytes(_ text: String) -> Int32 { Int32(text.utf8.count) }
    func digits(_ number: Int64) -> Int32 { Int32("\(number)".utf8.count) }
    switch self {
    case .sourceOffset, .ownSourceOffset, .taskStatus, .connectorStatus, .taskConfigurations:
      return RecordShape(keyBytes: bytes(key), valueBytes: valueBytes)
    case .offsetSync(let partition, _, _):
      // Version, topic with its length, partition; version and two offsets.
      return RecordShape(keyBytes: 2 + bytes(partition.topic) + 4, valueBytes: 16)
    case .checkpoint(let group, let partition, _, _):
      return RecordShape(
        keyBytes: 2 + bytes(group) + 2 + bytes(partition.topic) + 4, valueBytes: 2 + 16 + 2)
    case .heartbeat(let source, let target):
      return RecordShape(keyBytes: 2 + bytes(source) + 2 + bytes(target), valueBytes: 2 + 8)
    }
  }

  /// The key's text where it is one: it decides the record's partition.
  package var key: String {
    switch self {
    case .sourceOffset(let connector, let cluster, let partition, _):
      "[\"\(connector)\",{\"cluster\":\"\(cluster)\",\"partition\":\(partition.partition.raw),"
        + "\"topic\":\"\(partition.topic)\"}]"
    case .ownSourceOffset(let connector, .checkpoint(let group, let partition), _):
      "[\"\(connector)\",{\"partition\":\(partition.partition.raw),\"topic\":\"\(partition.topic)\","
        + "\"group\":\"\(group)\"}]"
    case .ownSourceOffset(let connector, .heartbeat(let source, let target), _):
      "[\"\(connector)\",{\"sourceClusterAlias\":\"\(source)\",\"targetClusterAlias\":\"\(target)\"}]"
    case .taskConfigurations(let connector, _): "commit-\(connector)"
    case .connectorStatus(let connector, _, _, _): "status-connector-\(connector)"
    case .taskStatus(let task, _, _, _): "status-task-\(task.connector)-\(task.task)"
    case .offsetSync, .checkpoint, .heartbeat: ""
    }
  }

  /// Null for a tombstone.
  private var valueBytes: Int32? {
    switch self {
    case .sourceOffset(_, _, _, .none), .ownSourceOffset(_, _, .none): return nil
    case .sourceOffset(_, _, _, let offset), .ownSourceOffset(_, _, let offset):
      return Int32("{\"offset\":\(offset.raw)}".utf8.count)
    case .connectorStatus(_, let state, let worker, let generation),
      .taskStatus(_, let state, let worker, let generation):
      let text =
        "{\"state\":\"\(state.rawValue)\",\"trace\":null,\"worker_id\":\"\(worker)\",\"generation\":"
        + "\(generation.raw)}"
      return Int32(text.utf8.count)
    case .taskConfigurations(_, let tasks):
      return Int32(tasks.reduce(20) { $0 + 400 + $1.bytes })
    case .offsetSync, .checkpoint, .heartbeat:
      return nil
    }
  }
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
    }
  }
}

/// A connector that runs on this worker.
struct ConnectorNode: Sendable {
  let herder: Int
  let connector: ConnectorIndex
  /// One of these five; none while it is paused.
  var source: MirrorSourceConnector?
  var checkpoints: MirrorCheckpointConnector?
  var heartbeats: MirrorHeartbeatConnector?
  var custom: CustomSourceConnector?
  var sink: CustomSinkConnector?
  /// The connector's own configuration, for one that a test author wrote.
  var configuration = SettingMap()
  /// It has asked for its tasks once; a retriable failure is repeated then.
  var retriesAt: Milliseconds?
  /// As last reported.
  var state = ConnectState.unassigned
  var isGone = false

  @inline(__always)
  var deadline: Milliseconds {
    var deadline = retriesAt ?? .max
    if let due = source?.deadline { deadline = min(deadline, due) }
    if let due = checkpoints?.deadline { deadline = min(deadline, due) }
    if let due = heartbeats?.deadline { deadline = min(deadline, due) }
    return deadline
  }

  /// nil while a failure that may pass keeps it from saying.
  func taskConfigurations(atMost limit: Int32) -> [TaskConfiguration]? {
    if let source { return source.taskConfigurations(atMost: limit) }
    if let checkpoints { return checkpoints.taskConfigurations(atMost: limit) }
    if let heartbeats { return heartbeats.taskConfigurations(atMost: limit) }
    let settings = custom?.split(configuration, limit) ?? sink?.split(configuration, limit)
    return settings?.map(TaskConfiguration.settings)
  }
}

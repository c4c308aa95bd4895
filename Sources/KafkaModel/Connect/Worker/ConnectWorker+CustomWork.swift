/// Connectors and tasks that a test author wrote.
extension ConnectWorker {
  /// The connector has no clients; it is asked for its tasks at once.
  mutating func start(
    _ custom: CustomSourceConnector, _ configured: ConfiguredConnector,
    connector index: ConnectorIndex, of herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var node = ConnectorNode(herder: herder, connector: index)
    node.custom = custom
    node.configuration = configured.configuration
    node.retriesAt = now
    connectors.append(node)
    report(.running, ofConnector: connectors.count - 1, now: now, into: &effects)
  }

  /// The offset topic has been read to its end: `SourceTask.start` with what is stored for the connector.
  mutating func startCustom(
    _ task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let stored = herders[tasks[task].herder].customOffsets(of: tasks[task].name.connector)
    var notices: [OwnRecordNotice] = []
    tasks[task].custom?.start(stored: stored, now: now, notices: &notices)
    var requests: [SourceTaskEffect] = []
    take(notices, task, &requests, now: now)
    settle(task: task, &requests, now: now, into: &effects)
  }
}

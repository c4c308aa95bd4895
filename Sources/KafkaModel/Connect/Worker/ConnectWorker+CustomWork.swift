/// Source tasks that a test author wrote.
extension ConnectWorker {
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

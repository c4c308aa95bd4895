import Firedrill

/// A source connector for tests: files of numbered lines that grow with time, dealt out to tasks in turn.
struct LedgerFiles: SourceConnector {
  func taskSettings(
    for settings: Scenario.Settings, atMost limit: Int
  ) -> [Scenario.Settings] {
    let files = (settings["files"]?.text ?? "").split(separator: ",").map(String.init)
    var tasks = [[String]](repeating: [], count: min(limit, files.count))
    for (index, file) in files.enumerated() { tasks[index % tasks.count].append(file) }
    return tasks.map { files in
      var task = settings
      task["files"] = .init(stringLiteral: files.joined(separator: ","))
      return task
    }
  }

  func makeTask() -> LedgerTask { LedgerTask() }
}

/// Every file gets a line each 10 ms, for 45 s from the start of the estate on, and each line becomes a record of the topic "lines".
struct LedgerTask: SourceTask {
  private var files: [(name: String, next: Int)] = []
  private var failsAt: Int?

  mutating func start(
    _ settings: Scenario.Settings, stored: [SourceOffset]
  ) throws(ConnectorFailure) {
    guard let names = settings["files"]?.text, !names.isEmpty else { throw .fatal("no files") }
    failsAt = settings["fails.at"].flatMap { Int($0.text) }
    files = names.split(separator: ",").map { name in
      let last = stored.first { $0.partition == name }
      return (String(name), last.map { $0.offset + 1 } ?? 0)
    }
  }

  mutating func poll(at time: Duration) throws(ConnectorFailure) -> SourcePoll {
    let written = min(4500, Int(time / .milliseconds(10)))
    var records: [SourceRecord] = []
    for index in files.indices {
      while files[index].next < written {
        if files[index].next == failsAt { throw .fatal("line \(files[index].next)") }
        records.append(
          SourceRecord(
            from: SourceOffset(partition: files[index].name, offset: files[index].next),
            to: "lines", key: files[index].name, valueBytes: 80))
        files[index].next += 1
      }
    }
    return records.isEmpty ? .wait(.milliseconds(50)) : .records(records)
  }
}

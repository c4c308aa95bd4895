import Firedrill

/// A sink connector for tests: it stores what it is given, with a failure or a delay where its settings say so.
struct Warehouse: SinkConnector {
  func makeTask() -> WarehouseTask { WarehouseTask() }
}

struct WarehouseTask: SinkTask {
  private var takes = Duration.zero
  private var failsAt: Int?
  private var retriesAt: Int?
  private var retriesLeft = 0
  /// What was put since the last commit is not stored yet, and not committed.
  private var commitsNothing = false

  mutating func start(
    _ settings: Scenario.Settings, _ context: inout SinkContext
  ) throws(ConnectorFailure) {
    takes = .milliseconds(settings["takes.ms"].flatMap { Int($0.text) } ?? 0)
    failsAt = settings["fails.at"].flatMap { Int($0.text) }
    retriesAt = settings["retries.at"].flatMap { Int($0.text) }
    retriesLeft = retriesAt == nil ? 0 : 3
    commitsNothing = settings["commits.nothing"]?.text == "true"
  }

  mutating func put(
    _ records: [SinkRecord], _ context: inout SinkContext
  ) throws(ConnectorFailure) {
    guard !records.isEmpty else { return }
    context.takes(takes)
    if records.contains(where: { $0.number == failsAt }) { throw .fatal("record \(failsAt ?? 0)") }
    if retriesLeft > 0, records.contains(where: { $0.number == retriesAt }) {
      retriesLeft -= 1
      context.retry(after: .milliseconds(200))
      throw .retriable("busy")
    }
  }

  mutating func preCommit(
    _ offsets: [SinkOffset], _ context: inout SinkContext
  ) throws(ConnectorFailure) -> [SinkOffset] { commitsNothing ? [] : offsets }
}

/// Connectors and tasks that the tick thread stops and waits for.
///
/// Work that was revoked is stopped by a pool of eight threads, each waiting for its own connector or task; tasks that
/// were reconfigured or that end with the worker are all stopped at once and share one time.
///
/// Source: `DistributedHerder.startAndStop`, `Worker.stopAndAwaitTask`, `Worker.stopAndAwaitTasks`.
struct WorkStops: Sendable {
  enum Unit: Hashable, Sendable {
    case connector(ConnectorIndex)
    case task(ConnectTask)
  }

  private struct Stop: Sendable {
    var unit: Unit
    var deadline: Milliseconds
  }

  private var waiting: [Unit] = []
  private var running: [Stop] = []
  private let threads: Int
  private let grace: Milliseconds

  /// As the pool does it.
  init(revoked work: ConnectorsAndTasks, grace: Milliseconds) {
    waiting = work.connectors.map(Unit.connector) + work.tasks.map(Unit.task)
    threads = 8
    self.grace = grace
  }

  /// All at once.
  init(together units: [Unit], grace: Milliseconds) {
    waiting = units
    threads = .max
    self.grace = grace
  }

  var isDone: Bool { waiting.isEmpty && running.isEmpty }

  var deadline: Milliseconds { running.map(\.deadline).min() ?? .max }

  /// Begins as many stops as there are threads.
  mutating func go(now: Milliseconds, into effects: inout [HerderEffect]) {
    while running.count < threads, !waiting.isEmpty {
      let unit = waiting.removeFirst()
      let stop = Stop(unit: unit, deadline: now + grace)
      running.append(stop)
      switch unit {
      case .connector(let connector): effects.append(.stopConnector(connector))
      case .task(let task): effects.append(.stopTask(task, deadline: stop.deadline))
      }
    }
  }

  mutating func stopped(_ unit: Unit) { running.removeAll { $0.unit == unit } }

  /// Gives up waiting for what had its time.
  mutating func expire(now: Milliseconds, into effects: inout [HerderEffect]) {
    for stop in running where stop.deadline <= now {
      switch stop.unit {
      case .connector(let connector): effects.append(.cancelConnector(connector))
      case .task(let task): effects.append(.cancelTask(task))
      }
    }
    running.removeAll { $0.deadline <= now }
  }
}

/// A worker of the group and what it runs.
///
/// Source: `WorkerCoordinator.WorkerLoad`.
package struct WorkerWork: Hashable, Sendable {
  package var worker: MemberID
  package var work: ConnectorsAndTasks

  package init(worker: MemberID, work: ConnectorsAndTasks = ConnectorsAndTasks()) {
    self.worker = worker
    self.work = work
  }
}

extension [WorkerWork] {
  /// In the order of Java's hash map of the workers' ids, by which some decisions fall.
  var inHashOrder: [WorkerWork] {
    var order = JavaHashOrder()
    for (index, member) in enumerated() { order.insert(index, hash: member.worker.text.javaHash) }
    return order.keys.map { self[$0] }
  }

  /// Deals connectors to the workers with the fewest, level by level.
  mutating func deal(connectors: [ConnectorIndex]) {
    sort { $0.precedes($1, by: $0.work.connectors.count, $1.work.connectors.count) }
    var next = 0
    while next < connectors.count, let level = first?.work.connectors.count {
      let end = firstIndex { $0.work.connectors.count > level } ?? count
      for index in 0..<end where next < connectors.count {
        self[index].work.connectors.append(connectors[next])
        next += 1
      }
    }
  }

  /// Deals tasks to the workers with the fewest, level by level.
  mutating func deal(tasks: [ConnectTask]) {
    sort { $0.precedes($1, by: $0.work.tasks.count, $1.work.tasks.count) }
    var next = 0
    while next < tasks.count, let level = first?.work.tasks.count {
      let end = firstIndex { $0.work.tasks.count > level } ?? count
      for index in 0..<end where next < tasks.count {
        self[index].work.tasks.append(tasks[next])
        next += 1
      }
    }
  }
}

extension WorkerWork {
  /// By load, then by id.
  fileprivate func precedes(_ other: WorkerWork, by load: Int, _ otherLoad: Int) -> Bool {
    load == otherLoad
      ? worker.text.precedesInJava(other.worker.text) : load < otherLoad
  }
}

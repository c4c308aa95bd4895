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
    sortByLoad { $0.connectors.count }
    deal(connectors.count, load: { $0.connectors.count }) { $0.connectors.append(connectors[$1]) }
  }

  /// Deals tasks to the workers with the fewest, level by level.
  mutating func deal(tasks: [ConnectTask]) {
    sortByLoad { $0.tasks.count }
    deal(tasks.count, load: { $0.tasks.count }) { $0.tasks.append(tasks[$1]) }
  }

  private mutating func sortByLoad(_ load: (ConnectorsAndTasks) -> Int) {
    sort { left, right in
      let loads = (load(left.work), load(right.work))
      return loads.0 == loads.1
        ? left.worker.text.precedesInJava(right.worker.text) : loads.0 < loads.1
    }
  }

  private mutating func deal(
    _ number: Int, load: (ConnectorsAndTasks) -> Int,
    give: (inout ConnectorsAndTasks, Int) -> Void
  ) {
    guard !isEmpty else { return }
    var next = 0
    while next < number {
      let level = load(self[0].work)
      let end = firstIndex { load($0.work) > level } ?? count
      for index in 0..<end where next < number {
        give(&self[index].work, next)
        next += 1
      }
    }
  }
}

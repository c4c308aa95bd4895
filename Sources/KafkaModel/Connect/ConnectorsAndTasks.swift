/// Connectors and tasks that belong together: what a worker runs, gets or gives up.
///
/// Two lists without repetitions whose order Kafka keeps and in places decides by.
///
/// Source: `org.apache.kafka.connect.runtime.distributed.WorkerCoordinator.ConnectorsAndTasks`.
package struct ConnectorsAndTasks: Hashable, Sendable {
  package var connectors: [ConnectorIndex]
  package var tasks: [ConnectTask]

  package init(connectors: [ConnectorIndex] = [], tasks: [ConnectTask] = []) {
    self.connectors = connectors
    self.tasks = tasks
  }

  package var isEmpty: Bool { connectors.isEmpty && tasks.isEmpty }

  /// In the order of names and numbers, each once.
  var sorted: ConnectorsAndTasks {
    ConnectorsAndTasks(connectors: connectors.sortedOnce, tasks: tasks.sortedOnce)
  }

  mutating func append(_ other: ConnectorsAndTasks) {
    connectors.append(contentsOf: other.connectors)
    tasks.append(contentsOf: other.tasks)
  }

  /// Appends what is not there yet.
  mutating func formUnion(_ other: ConnectorsAndTasks) {
    append(other.without(sorted))
  }

  /// Without what is in the other, which must be sorted.
  func without(_ other: ConnectorsAndTasks) -> ConnectorsAndTasks {
    ConnectorsAndTasks(
      connectors: connectors.filter { !other.connectors.containsSorted($0) },
      tasks: tasks.filter { !other.tasks.containsSorted($0) })
  }

  /// Only what is also in the other, which must be sorted.
  func intersection(_ other: ConnectorsAndTasks) -> ConnectorsAndTasks {
    ConnectorsAndTasks(
      connectors: connectors.filter { other.connectors.containsSorted($0) },
      tasks: tasks.filter { other.tasks.containsSorted($0) })
  }

  /// What these hold more than once, sorted.
  static func repeated(in works: [ConnectorsAndTasks]) -> ConnectorsAndTasks {
    var all = ConnectorsAndTasks()
    for work in works { all.append(work) }
    return ConnectorsAndTasks(connectors: all.connectors.repeated, tasks: all.tasks.repeated)
  }
}

extension Array where Element: Comparable {
  fileprivate var sortedOnce: [Element] {
    var once: [Element] = []
    for element in sorted() where once.last != element { once.append(element) }
    return once
  }

  fileprivate var repeated: [Element] {
    let all = sorted()
    var found: [Element] = []
    for index in all.indices.dropFirst() where all[index] == all[index - 1] {
      if found.last != all[index] { found.append(all[index]) }
    }
    return found
  }

  fileprivate func containsSorted(_ element: Element) -> Bool {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == element
  }
}

/// What a worker knows of the config topic: the connectors with their tasks, and how far it has read.
///
/// Source: `org.apache.kafka.connect.storage.ClusterConfigState`, without the settings themselves.
package struct ConnectConfiguration: Hashable, Sendable {
  /// A connector that is configured and how many task configs it has published.
  package struct Entry: Hashable, Sendable {
    package var connector: ConnectorIndex
    package var taskCount: Int32
    /// Of the task configs; different for different contents.
    package var version: Int32

    package init(connector: ConnectorIndex, taskCount: Int32, version: Int32 = 0) {
      self.connector = connector
      self.taskCount = taskCount
      self.version = version
    }
  }

  /// The end of what was read; -1 before anything was.
  package var offset: Offset
  /// By connector.
  package private(set) var entries: [Entry] = []

  package init(offset: Offset, entries: [Entry] = []) {
    self.offset = offset
    self.entries = entries.sorted { $0.connector < $1.connector }
  }

  /// What is known of a connector; nil if it is not configured.
  package func entry(of connector: ConnectorIndex) -> Entry? {
    entries.first { $0.connector == connector }
  }

  /// The number of tasks of a connector; nil if it is not configured.
  package func taskCount(of connector: ConnectorIndex) -> Int32? {
    entry(of: connector)?.taskCount
  }

  /// Configures a connector, or gives it another number of tasks.
  package mutating func set(_ connector: ConnectorIndex, taskCount: Int32, version: Int32 = 0) {
    let entry = Entry(connector: connector, taskCount: taskCount, version: version)
    let place = entries.firstIndex { $0.connector >= connector } ?? entries.count
    if place < entries.count, entries[place].connector == connector {
      entries[place] = entry
    } else {
      entries.insert(entry, at: place)
    }
  }

  package mutating func remove(_ connector: ConnectorIndex) {
    entries.removeAll { $0.connector == connector }
  }

  /// All of it, sorted.
  package var work: ConnectorsAndTasks {
    var work = ConnectorsAndTasks()
    for entry in entries {
      work.connectors.append(entry.connector)
      for number in 0..<entry.taskCount { work.tasks.append(ConnectTask(entry.connector, number)) }
    }
    return work
  }
}

/// A herder on its worker, with what it has read from the internal topics of its Connect cluster.
struct HerderNode: Sendable {
  let specification: ConnectCluster
  let names: ConnectorNames
  var herder: Herder
  /// The connections of its group's client go by this slot.
  let member: ClientSlot
  /// The places of its internal topics among the worker's.
  let configLog: Int
  let offsetLog: Int
  let statusLog: Int
  /// Periodic commits of all its tasks.
  var committer: OffsetCommitter
  /// What the config topic says: the connectors from the beginning, their tasks as they are published.
  var store: ConnectConfiguration
  /// By connector, the task configurations that were last read, and those that the connector wants.
  var configurations: [[TaskConfiguration]]
  var wanted: [[TaskConfiguration]]
  /// By connector, every list of task configurations that there was; the place is the version.
  var contents: [[[TaskConfiguration]]]
  private(set) var sourceOffsets: [StoredOffset] = []
  /// The same of connectors that a test author wrote.
  private(set) var customOffsets: [(connector: String, CustomSourceOffset)] = []
  /// A read of the config topic that the herder waits for, and until when.
  var configRead: Milliseconds?
  var hasStopped = false
  /// Connectors whose target state is PAUSED.
  var paused: [ConnectorIndex] = []
  var generation = GenerationID(0)

  struct StoredOffset: Hashable, Sendable {
    var connector: String
    var cluster: String
    var partition: NamedPartition
    var offset: Offset
  }

  /// The offset of the last record that was copied; `.none` for none.
  func offset(of partition: NamedPartition, cluster: String, connector: String) -> Offset {
    sourceOffsets.first {
      $0.partition == partition && $0.cluster == cluster && $0.connector == connector
    }?.offset ?? .none
  }

  mutating func read(
    _ offset: Offset, of partition: NamedPartition, cluster: String, connector: String
  ) {
    if let place = sourceOffsets.firstIndex(where: {
      $0.partition == partition && $0.cluster == cluster && $0.connector == connector
    }) {
      sourceOffsets[place].offset = offset
    } else {
      sourceOffsets.append(
        StoredOffset(
          connector: connector, cluster: cluster, partition: partition, offset: offset))
    }
  }

  /// What is stored for a connector of a test author's, in the order of first mention.
  func customOffsets(of connector: String) -> [CustomSourceOffset] {
    customOffsets.filter { $0.connector == connector }.map(\.1)
  }

  mutating func read(_ stored: CustomSourceOffset, connector: String) {
    if let place = customOffsets.firstIndex(where: {
      $0.connector == connector && $0.1.partition == stored.partition
    }) {
      customOffsets[place].1 = stored
    } else {
      customOffsets.append((connector, stored))
    }
  }

  func configured(_ connector: ConnectorIndex) -> ConfiguredConnector {
    let name = names[connector]
    guard let found = specification.connectors.first(where: { $0.settings.name == name }) else {
      preconditionFailure("every connector of a cluster is configured")
    }
    return found
  }

  /// Different contents have different versions, the same on every worker that has seen the same.
  mutating func version(of tasks: [TaskConfiguration], _ connector: ConnectorIndex) -> Int32 {
    let known = contents[Int(connector.raw)]
    if let place = known.firstIndex(of: tasks) { return Int32(place) }
    contents[Int(connector.raw)].append(tasks)
    return Int32(known.count)
  }
}

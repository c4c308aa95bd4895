/// A herder on its worker, with what it has read from the internal topics of its Connect cluster.
struct HerderNode: Sendable {
  let specification: ConnectCluster
  /// The places of its internal topics among the worker's.
  let configLog: Int
  let offsetLog: Int
  let statusLog: Int
  /// Periodic commits of all its tasks.
  var committer: OffsetCommitter
  /// The task configurations that were last published, by connector.
  var configurations: [[TaskConfiguration]]
  /// States as last written, for the REST API.
  private(set) var sourceOffsets: [StoredOffset] = []
  var startedLogs = 0

  struct StoredOffset: Sendable {
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
}

/// A connector that runs on this worker.
struct ConnectorNode: Sendable {
  let herder: Int
  let connector: ConnectorIndex
  var source: MirrorSourceConnector
  var isGone = false
}

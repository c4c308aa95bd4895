extension Response {
  /// Bytes of a controller's answer on the wire: its parts by the sizes that their records have, names counted as 16.
  ///
  /// Produce and Fetch answers are sized where they are made; only what a controller answers is sized here.
  package var sizeOnTheWire: Int32 {
    switch self {
    case .apiVersions: 400
    case .metadata(let response):
      Int32(
        40 + response.brokers.count * 30
          + response.topics.reduce(0) { $0 + 50 + $1.partitions.count * 60 })
    case .initProducerID: 30
    case .produce(let partitions): Int32(40 + partitions.count * 50)
    case .fetch(let response): response.sizeOnTheWire
    case .alterPartition(let response): Int32(30 + response.partitions.count * 50)
    case .brokerRegistration: 20
    case .brokerHeartbeat: 20
    case .metadataLogFetch(let response): Int32(80 + response.records.count * 90)
    case .createTopics(let errors), .deleteRecords(let errors), .electLeaders(let errors),
      .alterConfigs(let errors), .createPartitions(let errors):
      Int32(20 + errors.count * 40)
    case .findCoordinator: 60
    case .joinGroup(let response):
      Int32(response.members.reduce(100) { $0 + 50 + $1.metadata.count })
    case .syncGroup(let response): Int32(40 + response.assignment.count)
    case .heartbeat, .leaveGroup: 20
    case .offsetCommit(let partitions): Int32(30 + partitions.count * 10)
    case .offsetFetch(let response): Int32(40 + response.offsets.count * 24)
    case .listOffsets(let response): Int32(30 + response.partitions.count * 26)
    case .offsetForLeaderEpoch(let response): Int32(30 + response.partitions.count * 20)
    case .deleteTopics(let errors), .incrementalAlterConfigs(let errors):
      Int32(20 + errors.count * 40)
    case .describeConfigs(let topics):
      // A broker lists some thirty settings of each topic, whichever of them the model knows.
      topics.reduce(20) { $0 + ($1.error == .none ? 1_800 : 40) }
    case .listGroups(let response): Int32(20 + response.groups.count * 50)
    case .describeGroups(let groups):
      groups.reduce(20) { sum, group in
        group.members.reduce(sum + 60) { $0 + 110 + Int32($1.assignment.count) }
      }
    }
  }
}

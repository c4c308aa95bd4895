extension Request {
  /// Bytes on the wire, close enough for links: headers and fields are counted, names taken as short.
  package var sizeOnTheWire: Int32 {
    switch self {
    case .apiVersions: 52
    case .metadata(let request):
      48 + 32 * Int32(request.topics?.count ?? 0) + 32 * Int32(request.names.count)
    case .initProducerID: 52
    case .produce(let request):
      request.content.partitions.reduce(60) { $0 + 40 + $1.batch.sizeInBytes }
    case .fetch(let request):
      80 + 48 * Int32(request.content.partitions.count)
        + 20 * Int32(request.content.forgotten.count)
    case .alterPartition(let request):
      request.partitions.reduce(60) { $0 + 40 + 12 * Int32($1.isr.count) }
    case .brokerRegistration: 200
    case .brokerHeartbeat: 72
    case .metadataLogFetch: 130
    case .createTopics(let topics): 60 + 60 * Int32(topics.count)
    case .deleteRecords(let partitions): 60 + 32 * Int32(partitions.count)
    case .electLeaders(let request): 60 + 24 * Int32(request.partitions?.count ?? 0)
    case .alterConfigs(let configs): 60 + 60 * Int32(configs.count)
    case .createPartitions(let topics): 60 + 32 * Int32(topics.count)
    case .findCoordinator: 60
    case .joinGroup(let request):
      request.protocols.reduce(120) { $0 + 20 + Int32($1.metadata.count) }
    case .syncGroup(let request):
      request.assignments.reduce(120) { $0 + 40 + Int32($1.assignment.count) }
    case .heartbeat: 100
    case .leaveGroup: 100
    case .offsetCommit(let request): 100 + 24 * Int32(request.offsets.count)
    case .offsetFetch(let request): 60 + 16 * Int32(request.partitions?.count ?? 0)
    case .listOffsets(let request): 60 + 28 * Int32(request.partitions.count)
    case .offsetForLeaderEpoch(let request): 60 + 24 * Int32(request.partitions.count)
    case .deleteTopics(let names): 60 + 36 * Int32(names.count)
    case .incrementalAlterConfigs(let topics):
      topics.reduce(60) { $0 + 24 + 40 * Int32($1.changes.count) }
    case .describeConfigs(let names): 60 + 26 * Int32(names.count)
    case .listGroups: 46
    case .describeGroups(let groups): 60 + 20 * Int32(groups.count)
    }
  }
}

extension Request {
  /// Bytes on the wire, close enough for links: headers and fields are counted, names taken as short.
  package var sizeOnTheWire: Int32 {
    switch self {
    case .apiVersions: 52
    case .metadata(let request): 48 + 32 * Int32(request.topics?.count ?? 0)
    case .initProducerID: 52
    case .produce(let request):
      request.partitions.reduce(60) { $0 + 40 + $1.batch.sizeInBytes }
    case .fetch(let request): 80 + 48 * Int32(request.partitions.count)
    case .alterPartition(let request):
      request.partitions.reduce(60) { $0 + 40 + 12 * Int32($1.isr.count) }
    case .brokerRegistration: 200
    case .brokerHeartbeat: 72
    case .metadataLogFetch: 130
    case .createTopics(let topics): 60 + 60 * Int32(topics.count)
    case .deleteRecords(let partitions): 60 + 32 * Int32(partitions.count)
    case .electLeaders(let request): 60 + 24 * Int32(request.partitions?.count ?? 0)
    case .alterConfigs(let configs): 60 + 60 * Int32(configs.count)
    }
  }
}

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

extension Response {
  /// Bytes on the wire, counted as those of requests.
  package var sizeOnTheWire: Int32 {
    switch self {
    case .apiVersions: 480
    case .metadata(let response):
      response.topics.reduce(40 + 40 * Int32(response.brokers.count)) {
        $0 + 40 + 60 * Int32($1.partitions.count)
      }
    case .initProducerID: 28
    case .produce(let partitions): 30 + 50 * Int32(partitions.count)
    case .fetch(let response):
      response.partitions.reduce(24) { sum, partition in
        partition.batches.reduce(sum + 56) { $0 + $1.sizeInBytes }
      }
    case .alterPartition(let response): 30 + 50 * Int32(response.partitions.count)
    case .brokerRegistration: 24
    case .brokerHeartbeat: 22
    case .metadataLogFetch(let response): 90 + 100 * Int32(response.records.count)
    case .createTopics(let errors): 30 + 60 * Int32(errors.count)
    case .deleteRecords(let errors): 30 + 24 * Int32(errors.count)
    case .electLeaders(let errors): 30 + 24 * Int32(errors.count)
    case .alterConfigs(let errors): 30 + 40 * Int32(errors.count)
    }
  }
}

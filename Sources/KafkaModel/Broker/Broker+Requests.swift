/// What clients and other brokers ask (`KafkaApis`).
extension Broker {
  mutating func handle(
    _ request: Request, _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    switch request {
    case .produce(let request):
      produce(request, correlation, on: connection, now: now, into: &effects)
    case .fetch(let request):
      fetch(request, correlation, on: connection, now: now, into: &effects)
    case .metadata(let request):
      createMissingTopics(of: request, for: connection, now: now, into: &effects)
      respond(.metadata(metadataAnswer(to: request)), correlation, on: connection, into: &effects)
    case .apiVersions:
      respond(.apiVersions, correlation, on: connection, into: &effects)
    case .initProducerID:
      respond(nextProducerID(), correlation, on: connection, into: &effects)
    case .deleteRecords(let partitions):
      guard !waits(request, for: partitions.lazy.map(\.partition), correlation, on: connection)
      else { return }
      let errors = partitions.map { deleteRecords($0) }
      respond(.deleteRecords(errors), correlation, on: connection, into: &effects)
    case .listOffsets(let asked):
      guard
        !waits(request, for: asked.partitions.lazy.map(\.partition), correlation, on: connection)
      else { return }
      respond(listOffsets(asked), correlation, on: connection, into: &effects)
    case .offsetForLeaderEpoch(let asked):
      guard
        !waits(request, for: asked.partitions.lazy.map(\.partition), correlation, on: connection)
      else { return }
      respond(endsOfEpochs(asked), correlation, on: connection, into: &effects)
    case .findCoordinator, .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit,
      .offsetFetch, .listGroups, .describeGroups:
      handleGroupRequest(request, correlation, on: connection, now: now, into: &effects)
    case .describeConfigs(let names):
      respond(
        .describeConfigs(names.map { configs(of: $0) }), correlation, on: connection,
        into: &effects)
    case .createTopics, .electLeaders, .alterConfigs, .createPartitions, .deleteTopics,
      .incrementalAlterConfigs:
      forward(
        request, from: .client(connection, correlation: correlation), now: now, into: &effects)
    case .alterPartition, .brokerRegistration, .brokerHeartbeat, .metadataLogFetch:
      preconditionFailure("only the controller answers this: \(request)")
    }
  }

  /// Answers the request in hand and lets the connection's next one in.
  mutating func respond(
    _ response: consuming Response, _ correlation: Int32, on connection: ServerConnection,
    into effects: inout [BrokerEffect]
  ) {
    guard server.finish(connection) else { return }
    let bytes = response.sizeOnTheWire
    effects.append(.respond(connection, correlation: correlation, response, bytes: bytes))
  }

  /// DeleteRecords as an administrator's client asks it of the leader; done when the leader has done it.
  ///
  /// Kafka answers when all live replicas have followed; that wait is left out.
  package mutating func deleteRecords(
    _ request: DeleteRecordsPartition, now: Milliseconds, into effects: inout [BrokerEffect]
  ) -> ErrorCode {
    guard !isDown else { return .notLeaderOrFollower }
    let error = deleteRecords(request)
    settle(now: now, into: &effects)
    return error
  }

  private mutating func deleteRecords(_ request: DeleteRecordsPartition) -> ErrorCode {
    guard let row = hosted.index(of: request.partition) else {
      return errorWithoutReplica(request.partition)
    }
    switch hosted.rows[row].partition.deleteRecords(
      before: request.offset, brokers: metadata.brokers)
    {
    case .refused(let error): return error
    case .deleted: return .none
    }
  }

  /// Unique in the cluster: the broker's id and a count of its own stand for the controller's blocks of 1000 ids.
  private mutating func nextProducerID() -> Response {
    producerIDsGiven += 1
    let id = Int64(id.raw) * 1_000_000_000 + producerIDsGiven - 1
    return .initProducerID(error: .none, producerID: ProducerID(id), epoch: ProducerEpoch(0))
  }

  /// What a request gets for a partition without a replica here.
  func errorWithoutReplica(_ partition: TopicPartition) -> ErrorCode {
    metadata.image.partitions[partition] == nil ? .unknownTopicOrPartition : .notLeaderOrFollower
  }

  /// Metadata as this broker knows them, however old; only unfenced brokers are shown (`KRaftMetadataCache`).
  private mutating func metadataAnswer(to request: MetadataRequest) -> MetadataResponse {
    let image = metadata.image
    let brokers = image.brokers.filter { !$0.isFenced }.map(\.id)
    let topics: [TopicIndex] =
      request.topics
      ?? image.topics.indices.filter { image.topics[$0] != nil }.map { TopicIndex(Int32($0)) }
    var answers: [MetadataTopic] = []
    for topic in topics {
      guard let known = image.topic(topic) else {
        answers.append(MetadataTopic(topic, error: .unknownTopicOrPartition, partitions: []))
        continue
      }
      answers.append(
        MetadataTopic(
          topic, name: known.name, error: .none, partitions: metadata.partitions(of: topic, brokers)
        ))
    }
    for name in request.names {
      guard let topic = image.topics.firstIndex(where: { $0?.name == name }) else {
        answers.append(
          MetadataTopic(
            TopicIndex(-1), name: name, error: .unknownTopicOrPartition, partitions: []))
        continue
      }
      let index = TopicIndex(Int32(topic))
      answers.append(
        MetadataTopic(
          index, name: name, error: .none, partitions: metadata.partitions(of: index, brokers)))
    }
    return MetadataResponse(brokers: brokers, topics: answers)
  }
}

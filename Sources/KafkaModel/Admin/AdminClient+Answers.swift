/// What became of requests (`AdminClientRunnable.handleResponses`, `Call.fail`).
extension AdminClient {
  /// Why a try of a request failed.
  enum TryFailure: Hashable, Sendable {
    /// `DisconnectException`: the connection ended, or the request timed out on it.
    case disconnected
    /// The answer as a whole is an error that goes away.
    case retriable(ErrorCode)
    case timedOut
  }

  mutating func handle(
    _ completion: ClientCompletion, now: Milliseconds, into effects: inout [AdminEffect]
  ) {
    guard
      let index = inFlight.firstIndex(where: { $0.correlation == completion.correlation })
    else { preconditionFailure("an answer to a request that no call sent") }
    let request = inFlight.remove(at: index).request
    switch completion.outcome {
    case .answered(let response):
      handle(response, to: request, from: completion.node, now: now, into: &effects)
    case .disconnected, .timedOut:
      fail(request, .disconnected, now: now, into: &effects)
    case .written:
      preconditionFailure("admin clients expect answers")
    }
  }

  /// Tries again after a back-off, or ends what the request was for.
  mutating func fail(
    _ failed: AdminRequest, _ failure: TryFailure, now: Milliseconds,
    into effects: inout [AdminEffect]
  ) {
    var request = failed
    request.nextTry = now + retryBackoff.span(after: request.tries, random: &draws.retryJitter)
    request.tries += 1
    if request.deadline <= now {
      giveUp(request, now: now, into: &effects)
      return
    }
    switch (request.purpose, failure) {
    case (.lookup(let id, let scope), .disconnected):
      forgetNode(of: id, scope, now: now)
      askForKeys(of: id, now: now, into: &effects)
    case (.fulfilment(let id, let node, _), .disconnected):
      forgetNode(of: id, .node(node), now: now)
      askForKeys(of: id, now: now, into: &effects)
    case (_, .disconnected), (_, .retriable), (_, .timedOut):
      pending.append(request)
    }
  }

  /// The time is over (`handleTimeoutFailure`).
  private mutating func giveUp(
    _ request: AdminRequest, now: Milliseconds, into effects: inout [AdminEffect]
  ) {
    switch request.purpose {
    case .metadata:
      metadata.failed()
    case .whole(let id), .brokers(let id):
      finish(id, .failed(.timedOut), into: &effects)
    case .groups(let id, let node):
      brokerIsDone(node, of: id, failure: .timedOut, into: &effects)
    case .lookup(let id, let scope):
      failKeys(of: id, scope, into: &effects)
    case .fulfilment(let id, let node, _):
      failKeys(of: id, .node(node), into: &effects)
    }
  }

  private mutating func handle(
    _ response: Response, to request: AdminRequest, from node: NodeID, now: Milliseconds,
    into effects: inout [AdminEffect]
  ) {
    switch request.purpose {
    case .metadata:
      guard case .metadata(let answer) = response else { preconditionFailure("not Metadata") }
      takeBrokers(answer.brokers, now: now)
    case .whole(let id):
      guard let job = job(id) else { return }
      finish(id, Self.answer(to: jobs[job].call, response), into: &effects)
    case .brokers(let id):
      guard case .metadata(let answer) = response else { preconditionFailure("not Metadata") }
      guard let job = job(id) else { return }
      if answer.brokers.isEmpty {
        // `StaleMetadataException`
        fail(request, .retriable(.leaderNotAvailable), now: now, into: &effects)
        return
      }
      jobs[job].openBrokers = answer.brokers
      for broker in answer.brokers {
        enqueue(
          AdminRequest(
            .groups(id, broker), to: .node(broker), deadline: jobs[job].deadline, .listGroups))
      }
    case .groups(let id, let broker):
      guard case .listGroups(let answer) = response else { preconditionFailure("not ListGroups") }
      switch answer.error {
      case .none:
        guard let job = job(id) else { return }
        jobs[job].groups += answer.groups.filter {
          $0.protocolType == "consumer" || $0.protocolType.isEmpty
        }
        brokerIsDone(broker, of: id, failure: nil, into: &effects)
      case .coordinatorLoadInProgress, .coordinatorNotAvailable:
        fail(request, .retriable(answer.error), now: now, into: &effects)
      case let error:
        brokerIsDone(broker, of: id, failure: .error(error), into: &effects)
      }
    case .lookup(let id, let scope):
      lookedUp(scope, of: id, response, now: now)
      askForKeys(of: id, now: now, into: &effects)
    case .fulfilment(let id, let broker, let keys):
      fulfilled(keys, of: id, at: broker, response, now: now)
      askForKeys(of: id, now: now, into: &effects)
    }
  }

  /// Fresh brokers; whatever waits for a node that is not sent yet is given out anew.
  private mutating func takeBrokers(_ brokers: [NodeID], now: Milliseconds) {
    var controller: NodeID?
    if !brokers.isEmpty {
      controller = brokers[Int(draws.controller.below(Int32(brokers.count)))]
      client.metadata.nodes = brokers
    }
    metadata.updated(controller: controller, now: now)
    client.metadataCame()
    for index in assigned.indices { unassign(index) }
    assigned.removeAll()
  }

  /// Another request of a call in progress; the thread sees it at its next pass.
  mutating func enqueue(_ request: AdminRequest) {
    arrivals.append(request)
    isWoken = true
  }

  func job(_ id: AdminCallID) -> Int? { jobs.firstIndex { $0.id == id } }

  mutating func finish(
    _ id: AdminCallID, _ answer: AdminAnswer, into effects: inout [AdminEffect]
  ) {
    guard let job = job(id) else { return }
    jobs.remove(at: job)
    effects.append(.returned(id, answer))
  }

  private mutating func brokerIsDone(
    _ node: NodeID, of id: AdminCallID, failure: AdminFailure?, into effects: inout [AdminEffect]
  ) {
    guard let job = job(id) else { return }
    jobs[job].openBrokers.removeAll { $0 == node }
    if let failure { jobs[job].failures.append(failure) }
    guard jobs[job].openBrokers.isEmpty else { return }
    var groups = jobs[job].groups
    groups.sort { $0.id < $1.id }
    // A group that moved while it was asked for is named by both of its coordinators.
    var listed: [ListedGroup] = []
    for group in groups where listed.last?.id != group.id { listed.append(group) }
    finish(id, .groups(listed, errors: jobs[job].failures), into: &effects)
  }

  /// The answer of a call that is one request.
  private static func answer(to call: AdminCall, _ response: Response) -> AdminAnswer {
    switch (call, response) {
    case (.listTopics, .metadata(let answer)):
      .topics(answer.topics.filter { $0.error == .none }.map { topic($0) })
    case (.describeTopics(let names), .metadata(let answer)):
      .topicDescriptions(
        names.map { name in
          answer.topics.first { $0.name == name }.map { topic($0) }
            ?? AdminTopic(
              name: name, topic: TopicIndex(-1), error: .unknownTopicOrPartition, partitions: [])
        })
    case (.describeTopicConfigs, .describeConfigs(let topics)): .topicConfigs(topics)
    case (.createTopics, .createTopics(let errors)),
      (.createPartitions, .createPartitions(let errors)),
      (.incrementalAlterConfigs, .incrementalAlterConfigs(let errors)),
      (.deleteTopics, .deleteTopics(let errors)):
      .topicOutcomes(errors)
    case (.listTopics, _), (.describeTopics, _), (.describeTopicConfigs, _), (.createTopics, _),
      (.createPartitions, _), (.incrementalAlterConfigs, _), (.deleteTopics, _), (.listGroups, _),
      (.describeGroups, _), (.listConsumerGroupOffsets, _), (.alterConsumerGroupOffsets, _),
      (.listOffsets, _), (.describeACLs, _):
      preconditionFailure("a call was answered by another response: \(response.kind)")
    }
  }

  private static func topic(_ answer: MetadataTopic) -> AdminTopic {
    AdminTopic(
      name: answer.name, topic: answer.topic, error: answer.error, partitions: answer.partitions)
  }
}

/// Calls about groups and partitions: who answers for each is looked up first, then that broker is asked.
///
/// A lookup that has to be repeated is so at once, as Kafka's is; only what a broker refuses is asked again after a
/// back-off. Coordinators are looked up one group at a time, where Kafka asks for all groups in one request.
/// Source: `AdminApiDriver`, `CoordinatorStrategy`, `PartitionLeaderStrategy` and the handlers beside them.
extension AdminClient {
  /// Sends what can be sent for the call now; ends it when all its keys are done (`maybeSendRequests`).
  mutating func askForKeys(
    of id: AdminCallID, now: Milliseconds, into effects: inout [AdminEffect]
  ) {
    guard let job = job(id) else { return }
    if jobs[job].isDone {
      finish(id, answer(of: jobs[job]), into: &effects)
      return
    }
    var scopes: [AdminJob.Scope] = []
    for (index, key) in jobs[job].keys.enumerated() {
      let scope: AdminJob.Scope
      switch key.stage {
      case .done: continue
      case .at(let node): scope = .node(node)
      case .lookup:
        switch key.subject {
        case .group: scope = .coordinator(key: index)
        case .partition: scope = .leaders
        }
      }
      if !scopes.contains(scope) { scopes.append(scope) }
    }
    for scope in scopes { ask(scope, of: job) }
  }

  private mutating func ask(_ scope: AdminJob.Scope, of job: Int) {
    let place = jobs[job].place(of: scope)
    guard !jobs[job].scopes[place].isInFlight else { return }
    let state = jobs[job].scopes[place]
    jobs[job].scopes[place].isInFlight = true
    jobs[job].scopes[place].tries += 1
    let keys = jobs[job].keys(in: scope)
    let purpose: AdminRequest.Purpose
    let destination: AdminRequest.Destination
    switch scope {
    case .coordinator, .leaders:
      purpose = .lookup(jobs[job].id, scope)
      destination = .leastLoaded
    case .node(let node):
      purpose = .fulfilment(jobs[job].id, node, keys: keys)
      destination = .node(node)
    }
    enqueue(
      AdminRequest(
        purpose, to: destination, deadline: jobs[job].deadline,
        Self.request(scope, keys: keys, of: jobs[job]), tries: state.tries,
        nextTry: state.nextTry))
  }

  private static func request(
    _ scope: AdminJob.Scope, keys: [Int], of job: AdminJob
  ) -> Request {
    switch scope {
    case .coordinator(let key):
      guard case .group(let group) = job.keys[key].subject else {
        preconditionFailure("groups have coordinators")
      }
      return .findCoordinator(FindCoordinatorRequest(group: group))
    case .leaders:
      var names: [String] = []
      for key in keys {
        guard case .partition(let partition) = job.keys[key].subject,
          !names.contains(partition.topic)
        else { continue }
        names.append(partition.topic)
      }
      return .metadata(MetadataRequest(topics: [], names: names))
    case .node:
      return fulfilment(keys, of: job)
    }
  }

  private static func fulfilment(_ keys: [Int], of job: AdminJob) -> Request {
    switch job.call {
    case .describeGroups(let groups):
      return .describeGroups(keys.map { groups[$0] })
    case .listConsumerGroupOffsets(let group):
      return .offsetFetch(OffsetFetchRequest(group: group, partitions: nil))
    case .alterConsumerGroupOffsets(let group, let offsets):
      return .offsetCommit(
        OffsetCommitRequest(
          identity: GroupMemberIdentity(
            group: group, generation: .unknown, member: .unknown, groupInstanceID: nil),
          offsets: offsets.map {
            PartitionOffset(TopicPartition(TopicIndex(-1), $0.partition.partition), $0.position)
          },
          topicNames: offsets.map(\.partition.topic)))
    case .listOffsets(let partitions, let spec):
      return .listOffsets(
        ListOffsetsRequest(
          partitions: keys.map {
            ListOffsetsRequest.Partition(
              TopicPartition(job.keys[$0].topic, partitions[$0].partition),
              currentLeaderEpoch: .none, timestamp: spec)
          }))
    case .listTopics, .describeTopics, .describeTopicConfigs, .createTopics, .createPartitions,
      .incrementalAlterConfigs, .deleteTopics, .listGroups, .describeACLs:
      preconditionFailure("a call without keys")
    }
  }

  // MARK: - Failures

  /// The connection ended: whoever answers for these keys is looked up anew (`onFailure`).
  mutating func forgetNode(of id: AdminCallID, _ scope: AdminJob.Scope, now: Milliseconds) {
    guard let job = job(id) else { return }
    for key in jobs[job].keys(in: scope) { jobs[job].keys[key].stage = .lookup }
    clear(scope, of: job, now: now)
  }

  /// The keys of a scope are out of time.
  mutating func failKeys(
    of id: AdminCallID, _ scope: AdminJob.Scope, into effects: inout [AdminEffect]
  ) {
    guard let job = job(id) else { return }
    jobs[job].fail(jobs[job].keys(in: scope), .timedOut)
    if jobs[job].isDone { finish(id, answer(of: jobs[job]), into: &effects) }
  }

  /// Lookups may be repeated at once; what a broker was asked waits (`clearInflightRequest`).
  private mutating func clear(_ scope: AdminJob.Scope, of job: Int, now: Milliseconds) {
    let place = jobs[job].place(of: scope)
    jobs[job].scopes[place].isInFlight = false
    switch scope {
    case .coordinator, .leaders:
      jobs[job].scopes[place].nextTry = now
    case .node:
      let tries = jobs[job].scopes[place].tries
      jobs[job].scopes[place].nextTry =
        now + retryBackoff.span(after: max(0, tries - 1), random: &draws.retryJitter)
    }
  }

  // MARK: - Answers

  mutating func lookedUp(
    _ scope: AdminJob.Scope, of id: AdminCallID, _ response: Response, now: Milliseconds
  ) {
    guard let job = job(id) else { return }
    clear(scope, of: job, now: now)
    switch (scope, response) {
    case (.coordinator(let key), .findCoordinator(let answer)):
      switch answer.error {
      case .none:
        if let node = answer.coordinator { jobs[job].keys[key].stage = .at(node) }
      case .coordinatorNotAvailable, .coordinatorLoadInProgress: break
      case let error: jobs[job].fail([key], .error(error))
      }
    case (.leaders, .metadata(let answer)):
      for key in jobs[job].keys(in: .leaders) { foundLeader(of: key, of: job, in: answer) }
    case (.coordinator, _), (.leaders, _), (.node, _):
      preconditionFailure("a lookup was answered by another response: \(response.kind)")
    }
  }

  private mutating func foundLeader(of key: Int, of job: Int, in answer: MetadataResponse) {
    guard case .partition(let wanted) = jobs[job].keys[key].subject,
      let topic = answer.topics.first(where: { $0.name == wanted.topic })
    else { return }
    switch topic.error {
    case .none: break
    case .unknownTopicOrPartition, .leaderNotAvailable, .brokerNotAvailable: return
    case let error: return jobs[job].fail([key], .error(error))
    }
    let index = Int(wanted.partition.raw)
    guard index < topic.partitions.count, let leader = topic.partitions[index].leader else {
      return
    }
    jobs[job].keys[key].topic = topic.topic
    jobs[job].keys[key].stage = .at(leader)
  }

  mutating func fulfilled(
    _ keys: [Int], of id: AdminCallID, at node: NodeID, _ response: Response, now: Milliseconds
  ) {
    guard let job = job(id) else { return }
    clear(.node(node), of: job, now: now)
    switch response {
    case .describeGroups(let groups):
      for (key, group) in zip(keys, groups) {
        guard isAnswered([key], of: job, group.error) else { continue }
        jobs[job].keys[key].description = group
        jobs[job].keys[key].stage = .done
      }
    case .offsetFetch(let answer):
      guard isAnswered(keys, of: job, answer.error) else { return }
      jobs[job].answer = .committedOffsets(
        zip(answer.offsets, answer.topicNames).map { stored, name in
          NamedOffset(
            NamedPartition(topic: name, partition: stored.partition.partition), stored.position)
        })
      for key in keys { jobs[job].keys[key].stage = .done }
    case .offsetCommit(let answers):
      for answer in answers {
        switch answer.error {
        case .coordinatorNotAvailable, .notCoordinator:
          for key in keys { jobs[job].keys[key].stage = .lookup }
          return
        case .coordinatorLoadInProgress, .rebalanceInProgress: return
        case _: break
        }
      }
      jobs[job].answer = .offsetOutcomes(answers.map(\.error))
      for key in keys { jobs[job].keys[key].stage = .done }
    case .listOffsets(let answer):
      for (key, partition) in zip(keys, answer.partitions) {
        take(partition, for: key, of: job)
      }
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .alterPartition,
      .brokerRegistration, .brokerHeartbeat, .metadataLogFetch, .createTopics, .deleteRecords,
      .electLeaders, .alterConfigs, .createPartitions, .findCoordinator, .joinGroup, .syncGroup,
      .heartbeat, .leaveGroup, .offsetForLeaderEpoch, .deleteTopics, .incrementalAlterConfigs,
      .describeConfigs, .listGroups:
      preconditionFailure("keys were answered by another response: \(response.kind)")
    }
  }

  /// True without an error; else the keys stay, look for another coordinator, or fail.
  private mutating func isAnswered(_ keys: [Int], of job: Int, _ error: ErrorCode) -> Bool {
    switch error {
    case .none: return true
    case .coordinatorLoadInProgress: break
    case .coordinatorNotAvailable, .notCoordinator:
      for key in keys { jobs[job].keys[key].stage = .lookup }
    case let error: jobs[job].fail(keys, .error(error))
    }
    return false
  }

  private mutating func take(_ answer: ListOffsetsResponse.Partition, for key: Int, of job: Int) {
    switch answer.error {
    case .none:
      jobs[job].keys[key].offset = answer.offset
      jobs[job].keys[key].stage = .done
    case .notLeaderOrFollower, .leaderNotAvailable:
      jobs[job].keys[key].stage = .lookup
    case let error:
      if !error.isRetriable { jobs[job].fail([key], .error(error)) }
    }
  }

  private func answer(of job: AdminJob) -> AdminAnswer {
    switch job.call {
    case .describeGroups(let groups):
      if let failure = job.keys.first?.failure, job.keys.allSatisfy({ $0.failure == failure }) {
        return .failed(failure)
      }
      return .groupDescriptions(
        zip(groups, job.keys).map { group, key in
          key.description ?? DescribedGroup(id: group, error: key.failure?.errorCode ?? .none)
        })
    case .listOffsets(let partitions, _):
      return .offsets(
        zip(partitions, job.keys).map {
          AdminOffset($0, offset: $1.offset, failure: $1.failure)
        })
    case .listConsumerGroupOffsets, .alterConsumerGroupOffsets:
      if let failure = job.keys[0].failure { return .failed(failure) }
      return job.answer ?? .committedOffsets([])
    case .listTopics, .describeTopics, .describeTopicConfigs, .createTopics, .createPartitions,
      .incrementalAlterConfigs, .deleteTopics, .listGroups, .describeACLs:
      preconditionFailure("a call without keys")
    }
  }
}

extension AdminFailure {
  /// The failure as the protocol would say it, for a list in which some parts failed.
  var errorCode: ErrorCode {
    switch self {
    case .timedOut, .closed: .requestTimedOut
    case .error(let error): error
    }
  }
}

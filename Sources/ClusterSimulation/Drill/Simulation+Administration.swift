import KafkaModel
import SimulationKernel

/// What an administrator's client asks for: handed to the machine that answers it, without a network between.
extension Simulation {
  /// Tokens below 0 are an administrator's; no connection waits for their answers. -1 is that of the start, -2 that of step 0.
  private static func token(of step: Int?) -> RequestToken {
    RequestToken(step.map { -2 - Int64($0) } ?? -1)
  }

  mutating func administer(_ step: Int) {
    switch plan.steps[step].action {
    case .createTopic(let topic):
      createTopics([topic], on: Int(plan.topics[topic].cluster.raw), by: step)
    case .deleteTopic(let topic):
      deleteTopic(topic, by: step)
    case .electLeaders(let kind, let references):
      for cluster in controllers.indices {
        let partitions = references.filter { Int(plan.topics[$0.topic].cluster.raw) == cluster }
        guard !partitions.isEmpty else { continue }
        ask(
          cluster,
          .electLeaders(ElectLeadersRequest(kind: kind, partitions: partitions.map { key($0) })),
          by: step)
      }
    case .setTopicConfig(let topic, let settings):
      ask(
        Int(plan.topics[topic].cluster.raw),
        .alterConfigs([AlterConfig(topic: drill.topicIndex[topic], configs: settings)]), by: step)
    case .deleteRecords(let references, let before):
      for reference in present(references, for: step) {
        deleteRecords(of: reference, before, by: step)
      }
    case .addPartitions(let topic, let total):
      guard drill.topicIndex[topic].raw >= 0 else {
        refuse(.answered(.unknownTopicOrPartition), to: step)
        break
      }
      ask(
        Int(plan.topics[topic].cluster.raw),
        .createPartitions([
          CreatePartitionsTopic(topic: drill.topicIndex[topic], total: total, assignment: nil)
        ]), by: step)
    case .kill, .stop, .start, .restart, .rollingRestart, .pause, .resume, .pauseCycle, .powerLoss,
      .silence, .skewClock, .partition, .isolate, .heal, .degradeLink, .drop, .delayResponse,
      .changeRate, .stopProducers, .setOffsets, .stall, .changeProcessing, .restartConnector,
      .restartTask, .pauseConnector, .resumeConnector:
      preconditionFailure("not an administrator's work")
    }
  }

  /// The topics that are there from the beginning.
  mutating func createPlannedTopics(of cluster: Int) {
    createTopics(plannedTopics(of: cluster), on: cluster, by: nil)
  }

  /// Asks once more for the topics that should be there and are not; true if there were any.
  mutating func createMissingTopics() -> Bool {
    var isLate = false
    for cluster in plan.clusters.indices {
      let missing = plannedTopics(of: cluster).filter { drill.topicIndex[$0].raw < 0 }
      if !missing.isEmpty { isLate = true }
      createTopics(missing, on: cluster, by: nil)
    }
    return isLate
  }

  private func plannedTopics(of cluster: Int) -> [Int] {
    plan.topics.indices.filter { Int(plan.topics[$0].cluster.raw) == cluster && isAwaited($0) }
  }

  /// Whether a topic of the plan is to be there when the load begins: no step makes it, no mirror and no client.
  func isAwaited(_ topic: Int) -> Bool {
    plan.topics[topic].origin == .administrator
      && !plan.steps.contains { step in
        if case .createTopic(topic) = step.action { true } else { false }
      }
  }

  private mutating func createTopics(_ topics: [Int], on cluster: Int, by step: Int?) {
    guard !topics.isEmpty else { return }
    drill.asked = topics
    ask(
      cluster,
      .createTopics(
        topics.map { topic in
          let planned = plan.topics[topic]
          return CreatableTopic(
            name: planned.name, partitions: planned.partitions,
            replicationFactor: planned.replicationFactor, assignment: planned.assignment,
            configs: planned.settings)
        }), by: step)
    drill.asked = []
  }

  /// The partitions that exist at the moment; none is an error.
  mutating func present(_ references: [PartitionRef], for step: Int) -> [PartitionRef] {
    let present = references.filter { registration(of: $0) != nil }
    if present.isEmpty { refuse(.answered(.unknownTopicOrPartition), to: step) }
    return present
  }

  private mutating func deleteRecords(
    of reference: PartitionRef, _ before: Action.DeletionBound, by step: Int
  ) {
    let cluster = plan.topics[reference.topic].cluster
    guard let broker = registration(of: reference)?.leader.map({ broker($0, of: cluster) }),
      processStates[Int(brokers[broker].process.raw)] == .running
    else { return refuse(.noLeader(reference), to: step) }
    guard let offset = deletionOffset(of: reference, before, on: broker) else { return }
    let error = brokers[broker].machine.deleteRecords(
      DeleteRecordsPartition(key(reference), offset: offset), now: serverClock,
      into: &brokerEffects)
    settleBroker(broker)
    if error != .none { return refuse(.answered(error), to: step) }
    if let log = brokers[broker].machine.replica(of: key(reference))?.log {
      drill.logStartMoves.append(
        RunRecord.LogStartMove(at: now, partition: reference, logStart: log.logStart))
    }
  }

  /// Keeps the logs as they stand now; what brokers append before they learn of the deletion is in none.
  private mutating func deleteTopic(_ topic: Int, by step: Int) {
    let logs = logs(withBatches: true).filter { isSameTopic($0.topic, topic) }
    for log in logs { drill.deletedLogs.append(RunRecord.DeletedLog(at: now, log: log)) }
    ask(Int(plan.topics[topic].cluster.raw), .deleteTopics([plan.topics[topic].name]), by: step)
  }

  /// A topic's number, as the cluster's controller knows it.
  func topic(named name: String, in cluster: ClusterIndex) -> TopicIndex? {
    controllers[Int(cluster.raw)].machine.image.topics.firstIndex { $0?.name == name }.map {
      TopicIndex(Int32($0))
    }
  }

  func key(_ reference: PartitionRef) -> TopicPartition {
    TopicPartition(drill.topicIndex[reference.topic], reference.partition)
  }

  /// The offset that an administrator asks for, who has read ends and committed offsets just before.
  private func deletionOffset(
    of reference: PartitionRef, _ bound: Action.DeletionBound, on broker: Int
  ) -> Offset? {
    switch bound {
    case .offset(let offset): return offset
    case .end(minus: 0): return Offset.none
    case .end(let minus):
      let end = brokers[broker].machine.replica(of: key(reference))?.log.highWatermark
      return Offset(max(0, (end?.raw ?? 0) - minus))
    case .committed(let group, let plus):
      return committed(key(reference), of: group).map { $0.offset + plus }
    }
  }

  /// Each refusal once.
  mutating func refuse(_ refusal: AdministrationRefusal, to step: Int?) {
    guard let step else { return noteAtStart(refusal) }
    if !drill.steps[step].refusals.contains(refusal) { drill.steps[step].refusals.append(refusal) }
  }

  /// What the start asks for again each second fails each second.
  private mutating func noteAtStart(_ refusal: AdministrationRefusal) {
    let note =
      if case .answered(let error) = refusal {
        "topics of the start could not be made at once: \(error.protocolName)"
      } else { "topics of the start could not be made at once: there was no controller" }
    if !notes.contains(note) { notes.append(note) }
  }

  private mutating func ask(_ cluster: Int, _ request: Request, by step: Int?) {
    guard processStates[Int(controllers[cluster].process.raw)] == .running else {
      return refuse(.noController, to: step)
    }
    controllers[cluster].machine.handle(
      request, token: Self.token(of: step), now: serverClock,
      effects: &controllerEffects)
    settleController(cluster)
  }

  mutating func administrationAnswered(_ response: Response, to token: RequestToken) {
    drill.mayHaveChanged = true
    let step = token == Self.token(of: nil) ? nil : Int(-2 - token.raw)
    switch response {
    case .createTopics(let errors), .electLeaders(let errors), .alterConfigs(let errors),
      .createPartitions(let errors), .deleteTopics(let errors),
      .incrementalAlterConfigs(let errors):
      for error in errors where error != .none && error != .electionNotNeeded {
        refuse(.answered(error), to: step)
      }
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .alterPartition,
      .brokerRegistration, .brokerHeartbeat, .metadataLogFetch, .deleteRecords, .findCoordinator,
      .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit, .offsetFetch, .listOffsets,
      .offsetForLeaderEpoch, .describeConfigs, .listGroups, .describeGroups:
      preconditionFailure("an administrator asks for none of these")
    }
  }
}

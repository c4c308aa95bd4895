import ClusterSimulation
import KafkaModel

/// Steps, triggers, predicates and targets.
extension PlanCompiler {
  func planned(_ length: Scenario.RunLength) throws(ScenarioError) -> PlannedEnd {
    switch length {
    case .time(let span): .after(span.nanoseconds)
    case .until(let predicate, let after, let plus, let atMost):
      .when(
        .when(
          try planned(predicate, since: after), since: after.map { stepIndex($0) },
          plus: DrawnSpan(nanoseconds: plus.nanoseconds), orAfter: nil),
        atMost: (atMost ?? TimeSpan(milliseconds: 3_600_000)).nanoseconds)
    }
  }

  func planned(_ trigger: Scenario.Trigger) throws(ScenarioError) -> Trigger {
    switch trigger {
    case .at(let time): .at(span(time))
    case .after(let step, let plus): .after(stepIndex(step), plus: span(plus))
    case .when(let predicate, let after, let plus, let orAfter):
      .when(
        try planned(predicate, since: after), since: after.map { stepIndex($0) },
        plus: span(plus), orAfter: orAfter?.nanoseconds)
    }
  }

  /// Offsets are not in the journal, so an expectation about them at a moment asks for a look at that moment.
  func probe(for expectation: Scenario.Expectation) -> Trigger? {
    guard let moment = expectation.moment else { return nil }
    switch expectation.figure {
    case .highWatermark, .logEndOffset, .logStartOffset, .groupLag: break
    case _: return nil
    }
    return switch moment {
    case .at(let time): .at(DrawnSpan(nanoseconds: time.nanoseconds))
    case .after(let step, let plus):
      .after(stepIndex(step), plus: DrawnSpan(nanoseconds: plus.nanoseconds))
    }
  }

  private func span(_ range: TimeRange) -> DrawnSpan {
    DrawnSpan(from: range.from.nanoseconds, to: range.to.nanoseconds)
  }

  mutating func planned(_ step: Scenario.Step) throws(ScenarioError) -> PlannedStep {
    PlannedStep(
      name: step.name, trigger: try planned(step.trigger), action: try planned(step.action, step),
      undoneAfter: step.undoneAfter?.nanoseconds)
  }

  private mutating func planned(
    _ action: Scenario.Action, _ step: Scenario.Step
  ) throws(ScenarioError) -> Action {
    switch action {
    case .kill(let targets): return .kill(planned(targets))
    case .stop(let targets): return .stop(planned(targets))
    case .start(let targets, let startsIn):
      return .start(planned(targets), takes: takes(startsIn, targets))
    case .restart(let targets, let startsIn):
      return .restart(planned(targets), takes: takes(startsIn, targets))
    case .rollingRestart(let targets, let startsIn, let pauseBetween):
      return .rollingRestart(
        planned(targets), takes: takes(startsIn, targets), pauseBetween: pauseBetween.nanoseconds)
    case .pause(let targets): return .pause(planned(targets))
    case .resume(let targets): return .resume(planned(targets))
    case .pauseCycle(let targets, let stopped, let every):
      return .pauseCycle(
        planned(targets), stopped: stopped.nanoseconds, every: every.nanoseconds)
    case .powerLoss(let targets, let worstCase):
      return .powerLoss(planned(targets), worstCase: worstCase)
    case .silence(let targets): return .silence(planned(targets))
    case .skewClock(let targets, let by):
      return .skewClock(planned(targets), by: by.nanoseconds)
    case .partition(let groups, let oneWay):
      return .partition(groups: groups.map { planned($0) }, oneWay: oneWay)
    case .isolate(let targets, let peers, let direction):
      return .isolate(planned(targets), from: peers.map(Self.planned), Self.planned(direction))
    case .heal(let step): return .heal(step: step.map { stepIndex($0) })
    case .degradeLink(let between, let quality):
      return .degradeLink(degraded(between, quality))
    case .drop(let message, let kind, let thenReset):
      return .drop(
        planned(message), kind == .request ? .request : .response,
        thenReset: thenReset?.nanoseconds)
    case .delayResponse(let message, let by):
      return .delayResponse(planned(message), by: by.nanoseconds)
    case .createTopic(let topic): return .createTopic(topicIndex(topic.name))
    case .deleteRecords(let scope, let before):
      return .deleteRecords(partitions(scope), before: before.map { Offset($0) })
    case .electLeader(let scope, let election):
      return .electLeaders(election == .preferred ? .preferred : .unclean, partitions(scope))
    case .setConfig(let owner, let config):
      guard case .topic(let name) = owner else {
        throw failure(
          .notModelled("setConfig on a broker or cluster", instead: "a topic"), at: step.mark)
      }
      let index = topicIndex(name)
      let cluster = plan.clusters[Int(plan.topics[index].cluster.raw)]
      return .setTopicConfig(
        index,
        try topicSettings(
          config, of: "\(name.cluster)/\(name.topic)", in: cluster.version,
          inheriting: plan.topics[index].settings, at: step.mark))
    case .changeRate(let names, let load):
      return .changeRate(names.map { producerIndex($0) }, arrivals(load))
    case .stopProducer(let names): return .stopProducers(names.map { producerIndex($0) })
    }
  }

  /// How long a start takes: as the step says, else as the cluster of its first target does, else by default.
  private func takes(_ range: TimeRange?, _ targets: [Scenario.Target]) -> DrawnSpan {
    if let range { return span(range) }
    for target in targets {
      if let name = clusterName(of: target),
        let own = scenario.clusters.first(where: { $0.name == name })?.startsIn
      {
        return span(own)
      }
    }
    return scenario.clusters.count == 1
      ? drawn(scenario.clusters[0].startsIn) ?? Self.processStart : Self.processStart
  }

  private func clusterName(of target: Scenario.Target) -> String? {
    switch target {
    case .node(let name): name.cluster
    case .leader(let name), .follower(let name), .followers(let name): name.topic.cluster
    case .controller(let name), .brokers(let name), .any(let name): name
    case .host, .site, .rack, .producer, .hitBy: nil
    }
  }

  private func planned(_ message: Scenario.Message) -> MessageChoice {
    MessageChoice(
      api: Self.planned(message.api), client: message.client.map { planned($0) },
      broker: message.broker.map { planned($0) }, occurrence: message.occurrence)
  }

  private static func planned(_ api: Scenario.Message.API) -> RequestKind {
    switch api {
    case .apiVersions: .apiVersions
    case .metadata: .metadata
    case .initProducerID: .initProducerID
    case .produce: .produce
    case .fetch: .fetch
    case .alterPartition: .alterPartition
    case .brokerRegistration: .brokerRegistration
    case .brokerHeartbeat: .brokerHeartbeat
    case .createTopics: .createTopics
    case .deleteRecords: .deleteRecords
    case .electLeaders: .electLeaders
    case .incrementalAlterConfigs: .alterConfigs
    }
  }

  private static func planned(_ peer: Scenario.Action.Peer) -> Action.Peer {
    switch peer {
    case .everyone: .everyone
    case .brokers: .brokers
    case .controller: .controller
    case .clients: .clients
    }
  }

  private static func planned(_ direction: Scenario.Action.Direction) -> Action.Direction {
    switch direction {
    case .both: .both
    case .to: .to
    case .from: .from
    }
  }

  private func planned(_ targets: [Scenario.Target]) -> [Target] { targets.map { planned($0) } }

  private func planned(_ target: Scenario.Target) -> Target {
    switch target {
    case .node(let name): .node(clusterIndex(name.cluster), NodeID(name.id))
    case .host(let name): .host(hostIndex(name))
    case .site(let name): .site(siteIndex(name) ?? 0)
    case .rack(let name): .rack(name)
    case .producer(let name): .producer(producerIndex(name))
    case .leader(let name): .leader(reference(name))
    case .follower(let name): .follower(reference(name))
    case .followers(let name): .followers(reference(name))
    case .controller(let name): .controller(clusterIndex(name))
    case .brokers(let name): .brokers(clusterIndex(name))
    case .any(let name): .any(clusterIndex(name))
    case .hitBy(let step): .hitBy(stepIndex(step))
    }
  }

  private func reference(_ name: Scenario.PartitionName) -> PartitionRef {
    PartitionRef(topic: topicIndex(name.topic), partition: PartitionIndex(name.partition))
  }

  private func partitions(_ scope: Scenario.PartitionScope) -> [PartitionRef] {
    func all(_ topic: Int) -> [PartitionRef] {
      (0..<plan.topics[topic].partitions).map {
        PartitionRef(topic: topic, partition: PartitionIndex($0))
      }
    }
    switch scope {
    case .partition(let name): return [reference(name)]
    case .topic(let name): return all(topicIndex(name))
    case .cluster(let name):
      let cluster = clusterIndex(name)
      return plan.topics.indices.filter { plan.topics[$0].cluster == cluster }.flatMap { all($0) }
    }
  }

  private func planned(
    _ predicate: Scenario.Predicate, since after: String?
  ) throws(ScenarioError) -> Predicate {
    switch predicate {
    case .isrFull(let scope): return .isrFull(partitions(scope))
    case .isrSize(let name, let comparison, let size):
      return .isrSize(reference(name), Self.planned(comparison), size)
    case .leaderChanged(let scope, let since):
      return .leaderChanged(partitions(scope), since: (since ?? after).map { stepIndex($0) })
    case .leader(let name, let node):
      return .leader(reference(name), node.map { NodeID($0) })
    case .allAcked(let producer): return .settled(producer: producer.map { producerIndex($0) })
    case .sent(let producer, let comparison, let count):
      return .sent(producer: producerIndex(producer), Self.planned(comparison), count)
    case .exited(let target): return .exited(planned(target))
    case .fenced(let name): return .fenced(clusterIndex(name.cluster), NodeID(name.id))
    case .unfenced(let name): return .unfenced(clusterIndex(name.cluster), NodeID(name.id))
    case .stepDone(let step): return .stepDone(stepIndex(step))
    case .all(let predicates):
      var planned: [Predicate] = []
      for predicate in predicates {
        planned.append(try self.planned(predicate, since: after))
      }
      return .all(planned)
    }
  }

  private static func planned(
    _ comparison: Scenario.Predicate.Comparison
  ) -> Predicate.Comparison {
    switch comparison {
    case .equal: .equal
    case .notEqual: .notEqual
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .above: .above
    case .below: .below
    }
  }
}

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
    case .at(let time): .at(DrawnSpan(time))
    case .after(let step, let plus): .after(stepIndex(step), plus: DrawnSpan(plus))
    case .when(let predicate, let after, let plus, let orAfter):
      .when(
        try planned(predicate, since: after), since: after.map { stepIndex($0) },
        plus: DrawnSpan(plus), orAfter: orAfter?.nanoseconds)
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

  mutating func planned(_ step: Scenario.Step) throws(ScenarioError) -> PlannedStep {
    for target in step.action.targets {
      switch target {
      case .connector(let name), .task(let name, _): _ = try connector(name, at: step.mark)
      case _: continue
      }
    }
    var planned = PlannedStep(
      name: step.name, trigger: try planned(step.trigger), action: try planned(step.action, step),
      undoneAfter: step.undoneAfter?.nanoseconds)
    planned.wording = PlannedStep.Wording(
      verb: step.action.verb.rawValue, object: step.action.object,
      hasTargets: !step.action.targets.isEmpty)
    return planned
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
    case .createTopic: return .createTopic(topicIndex(createdBy: step.name))
    case .deleteRecords(let scope, let before):
      return .deleteRecords(grownPartitions(scope), before: planned(before))
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
    case .addPartitions(let topic, let total):
      return .addPartitions(topicIndex(topic), total: total)
    case .addMember(let targets):
      return .start(planned(targets), takes: DrawnSpan(nanoseconds: 0))
    case .removeMember(let targets): return .stop(planned(targets))
    case .setOffsets(let group, let scope, let target):
      let scopes = scope.map { [$0] } ?? scopes(readBy: scenario.groups[groupIndex(group)])
      return .setOffsets(
        group: groupIndex(group), scopes.flatMap { grownPartitions($0) }, to: Self.planned(target))
    case .stall(let targets, let lasting):
      return .stall(planned(targets), lasting: lasting.nanoseconds)
    case .changeProcessing(let targets, let perRecord):
      return .changeProcessing(planned(targets), perRecord: DrawnSpan(perRecord))
    case .changeRate(let names, let load):
      return .changeRate(names.map { producerIndex($0) }, arrivals(load))
    case .stopProducer(let names): return .stopProducers(names.map { producerIndex($0) })
    case .deleteTopic(let topic): return .deleteTopic(topicIndex(topic))
    case .startMirror(let name, let startsIn):
      return .start(workers(of: name), takes: takes(startsIn, [.workers(name)]))
    case .stopMirror(let name): return .stop(workers(of: name))
    case .restartConnector(let name, let tasks, let onlyFailed):
      return .restartConnector(
        try connector(name, at: step.mark), tasks: tasks, onlyFailed: onlyFailed)
    case .restartTask(let name, let task):
      return .restartTask(try connector(name, at: step.mark), task)
    case .pauseConnector(let name): return .pauseConnector(try connector(name, at: step.mark))
    case .resumeConnector(let name): return .resumeConnector(try connector(name, at: step.mark))
    }
  }

  private func planned(_ bound: Scenario.Action.DeletionBound) -> Action.DeletionBound {
    switch bound {
    case .offset(let offset): .offset(Offset(offset))
    case .end(let minus): .end(minus: minus)
    case .committed(let group, let plus): .committed(group: groupIndex(group), plus: plus)
    }
  }

  private static func planned(_ target: Scenario.Action.OffsetTarget) -> Action.OffsetTarget {
    switch target {
    case .earliest: .spec(.earliest)
    case .latest: .spec(.latest)
    case .offset(let offset): .offset(Offset(offset))
    case .shift(let shift): .shift(shift)
    case .time(let time): .spec(.timestamp(milliseconds(time)))
    }
  }

  private func scopes(readBy group: Scenario.Group) -> [Scenario.PartitionScope] {
    var topics: [Scenario.TopicName] = []
    for reads in [group.reads] + group.members.compactMap(\.reads) {
      guard case .topics(let names) = reads else { continue }
      topics += names.filter { !topics.contains($0) }
    }
    return topics.map { .topic($0) }
  }

  /// How long a start takes: as the step says, else as the cluster of its first target does, else by default.
  ///
  /// Producers and members of groups start at once.
  private func takes(_ range: TimeRange?, _ targets: [Scenario.Target]) -> DrawnSpan {
    if let range { return DrawnSpan(range) }
    for target in targets {
      guard let owner = workerOwner(of: target) else { continue }
      return startOfWorkers(of: owner)
    }
    if targets.allSatisfy({ isClient($0) }) { return DrawnSpan(nanoseconds: 0) }
    for target in targets {
      if let name = clusterName(of: target),
        let own = scenario.clusters.first(where: { $0.name == name })?.startsIn
      {
        return DrawnSpan(own)
      }
    }
    return scenario.clusters.count == 1
      ? drawn(scenario.clusters[0].startsIn) ?? Self.processStart : Self.processStart
  }

  /// Whether a target means producers or members of groups and nothing else; `asked` are the steps that led here.
  private func isClient(_ target: Scenario.Target, asked: [String] = []) -> Bool {
    switch target {
    case .producer, .member, .members, .anyMember: true
    case .hitBy(let name):
      if let step = scenario.steps.first(where: { $0.name == name }), !asked.contains(name),
        case let targets = step.action.targets, targets.count == 1
      {
        isClient(targets[0], asked: asked + [name])
      } else {
        false
      }
    case .node, .host, .site, .rack, .coordinator, .leader, .follower, .followers, .controller,
      .brokers, .any, .worker, .workers, .connectLeader, .connectFollower, .connector, .task:
      false
    }
  }

  private func clusterName(of target: Scenario.Target) -> String? {
    switch target {
    case .coordinator(let group): scenario.groups[groupIndex(group)].reads.cluster
    case .node(let name): name.cluster
    case .leader(let name), .follower(let name), .followers(let name): name.topic.cluster
    case .controller(let name), .brokers(let name), .any(let name): name
    case .host, .site, .rack, .producer, .member, .members, .anyMember, .worker, .workers,
      .connectLeader, .connectFollower, .connector, .task, .hitBy:
      nil
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
    case .incrementalAlterConfigs: .incrementalAlterConfigs
    case .createPartitions: .createPartitions
    case .findCoordinator: .findCoordinator
    case .joinGroup: .joinGroup
    case .syncGroup: .syncGroup
    case .heartbeat: .heartbeat
    case .leaveGroup: .leaveGroup
    case .offsetCommit: .offsetCommit
    case .offsetFetch: .offsetFetch
    case .listOffsets: .listOffsets
    case .offsetForLeaderEpoch: .offsetForLeaderEpoch
    case .deleteTopics: .deleteTopics
    case .describeConfigs: .describeConfigs
    case .listGroups: .listGroups
    case .describeGroups: .describeGroups
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

  /// One of the plan's for each, but all workers of a mirror for `workers`.
  private func planned(_ targets: [Scenario.Target]) -> [Target] {
    targets.flatMap { target in
      if case .workers(let owner) = target { workers(of: owner) } else { [planned(target)] }
    }
  }

  private func planned(_ target: Scenario.Target) -> Target {
    switch target {
    case .node(let name): .node(clusterIndex(name.cluster), NodeID(name.id))
    case .host(let name): .host(hostIndex(name))
    case .site(let name): .site(siteIndex(name) ?? 0)
    case .rack(let name): .rack(name)
    case .producer(let name): .producer(producerIndex(name))
    case .member(let name): .member(group: groupIndex(name.group), memberIndex(name))
    case .members(let name): .members(group: groupIndex(name))
    case .anyMember(let name): .anyMember(group: groupIndex(name))
    case .coordinator(let name): .coordinator(group: groupIndex(name))
    case .leader(let name): .leader(reference(name))
    case .follower(let name): .follower(reference(name))
    case .followers(let name): .followers(reference(name))
    case .controller(let name): .controller(clusterIndex(name))
    case .brokers(let name): .brokers(clusterIndex(name))
    case .any(let name): .any(clusterIndex(name))
    case .worker(let name): .worker(workerIndex(name))
    case .workers(let owner): workers(of: owner)[0]
    case .connectLeader(let owner): .connectLeader(ownCluster(of: owner))
    case .connectFollower(let owner): .connectFollower(ownCluster(of: owner))
    case .connector(let name): .connector(knownConnector(name))
    case .task(let name, let number):
      .task(knownConnector(name), number)
    case .hitBy(let step): .hitBy(stepIndex(step))
    }
  }

  func reference(_ name: Scenario.PartitionName) -> PartitionRef {
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
      return plan.topics.indices.filter {
        plan.topics[$0].cluster == cluster && plan.topics[$0].origin != .mirror
      }.flatMap { all($0) }
    }
  }

  /// The same with the partitions that a step adds; where they do not exist yet they are left alone.
  private func grownPartitions(_ scope: Scenario.PartitionScope) -> [PartitionRef] {
    var added: [PartitionRef] = []
    for step in scenario.steps {
      guard case .addPartitions(let name, let total) = step.action else { continue }
      let topic = topicIndex(name)
      let isMeant =
        switch scope {
        case .cluster(let cluster): cluster == name.cluster
        case .topic(let other): other == name
        case .partition: false
        }
      guard isMeant else { continue }
      // A topic that is made again may begin with as many.
      let first = min(plan.topics[topic].partitions, total)
      added += (first..<total).map {
        PartitionRef(topic: topic, partition: PartitionIndex($0))
      }.filter { !added.contains($0) }
    }
    return partitions(scope) + added
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
    case .groupStable(let group): return .groupStable(groupIndex(group))
    case .caughtUp(let group): return .caughtUp(groupIndex(group))
    case .delivered(let group, let comparison, let count):
      return .delivered(group: groupIndex(group), Self.planned(comparison), count)
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

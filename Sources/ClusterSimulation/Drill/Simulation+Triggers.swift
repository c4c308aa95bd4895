package import KafkaModel
import SimulationKernel

extension Simulation {
  /// Triggers count steps first, then producers, then the end of the run, then probes, then members, then
  /// Connect workers; nil for a member or worker that only a step starts.
  private func trigger(_ index: Int) -> Trigger? {
    if index < drill.plannedSteps { return plan.steps[index].trigger }
    let producer = index - drill.plannedSteps
    if producer < plan.producers.count { return plan.producers[producer].workload.start }
    if index >= firstWorkerTrigger {
      switch plan.workers[index - firstWorkerTrigger].start {
      case .when(let trigger): return trigger
      case .withEstate, .byStep: return nil
      }
    }
    if index >= firstMemberTrigger {
      let node = members[index - firstMemberTrigger]
      return plan.groups[node.group].members[node.member].start
    }
    if index > endTrigger { return plan.probes[index - endTrigger - 1] }
    switch plan.end {
    case .after(let span): return .at(DrawnSpan(nanoseconds: span))
    case .when(let trigger, _): return trigger
    }
  }

  private var endTrigger: Int { drill.plannedSteps + plan.producers.count }
  private var firstMemberTrigger: Int { endTrigger + 1 + plan.probes.count }
  private var firstWorkerTrigger: Int { firstMemberTrigger + members.count }

  /// The load begins: every trigger that waits for no step is scheduled or watched from now on.
  ///
  /// Where disks or hosts are so slow that brokers have not registered when the topics are to be made, both are tried
  /// again each second; after ten minutes the run ends without a load, and its report says so before all other notes.
  mutating func beginLoad() {
    let isLate = createMissingTopics()
    if isLate, now.nanoseconds < Self.latestLoad {
      push(.loadBegins, at: after(1_000_000_000))
      return
    }
    drill.loadHasBegun = true
    origin = now
    if isLate {
      let missing = plan.topics.indices.filter { isAwaited($0) && drill.topicIndex[$0].raw < 0 }
      let names = missing.map {
        "\(plan.clusters[Int(plan.topics[$0].cluster.raw)].name)/\(plan.topics[$0].name)"
      }
      notes.insert(
        "the load never began, and nothing was done to the estate: in the first ten minutes "
          + "\(names.joined(separator: ", ")) could not be made", at: 0)
      drill.hasLoad = false
      drill.finished = true
      return
    }
    drill.startLeaders = currentLeaders()
    for index in drill.triggers.indices { arm(index, doneStep: nil) }
    if case .when(_, let atMost) = plan.end {
      push(.triggerDue(Int32(endTrigger)), at: after(atMost))
    }
    if let interval = plan.lagSampling, !groups.isEmpty { push(.lagSample, at: after(interval)) }
    drill.mayHaveChanged = true
  }

  /// In nanoseconds since the start of the estate.
  private static let latestLoad: Int64 = 600_000_000_000

  func after(_ span: Int64) -> Instant { Instant(nanoseconds: now.nanoseconds + span) }

  /// Schedules or watches a trigger when the step it follows is done (nil: when the load begins).
  private mutating func arm(_ index: Int, doneStep: Int?) {
    guard case .waiting = drill.triggers[index] else { return }
    switch trigger(index) {
    case nil: break
    case .at(let span):
      guard doneStep == nil else { return }
      schedule(index, after: span)
    case .after(let step, let plus):
      guard doneStep == step else { return }
      schedule(index, after: plus)
    case .when(_, let since, _, let orAfter):
      guard since == doneStep else { return }
      watch(index)
      if let orAfter { push(.triggerDue(Int32(index)), at: after(orAfter)) }
    }
  }

  private mutating func watch(_ index: Int) {
    drill.triggers[index] = .watching
    drill.watched.insert(index, at: drill.watched.firstIndex { $0 > index } ?? drill.watched.count)
    drill.mayHaveChanged = true
  }

  private mutating func schedule(_ index: Int, after span: DrawnSpan) {
    drill.triggers[index] = .scheduled
    push(.triggerDue(Int32(index)), at: after(span.draw(&drill.draws[index])))
  }

  mutating func stepIsDone(_ step: Int) {
    drill.steps[step].isDone = true
    drill.mayHaveChanged = true
    for index in drill.triggers.indices { arm(index, doneStep: step) }
  }

  /// Looks at every predicate that is being watched.
  mutating func evaluateTriggers() {
    drill.mayHaveChanged = false
    progressRestarts()
    if !drill.watched.isEmpty { lookAtWatched() }
    if drill.ending, producers.allSatisfy(\.hasSettled) { drill.finished = true }
  }

  private mutating func lookAtWatched() {
    for index in drill.watched {
      guard case .watching = drill.triggers[index],
        case .when(let predicate, _, let plus, _) = trigger(index), holds(predicate)
      else { continue }
      if plus.low == 0, plus.high == 0 {
        fire(trigger: index)
      } else {
        schedule(index, after: plus)
      }
    }
    drill.watched.removeAll {
      if case .watching = drill.triggers[$0] { false } else { true }
    }
  }

  mutating func fire(trigger index: Int) {
    if case .fired = drill.triggers[index] { return }
    drill.triggers[index] = .fired
    let producer = index - drill.plannedSteps
    if producer < 0 {
      fire(step: index)
    } else if producer < producers.count {
      producers[producer].workload.start(at: now.nanoseconds - origin.nanoseconds)
      if producers[producer].isGone { producers[producer].workload.interrupt() }
      scheduleArrival(producer)
    } else if index == endTrigger {
      endRun()
    } else if index >= firstWorkerTrigger {
      let worker = index - firstWorkerTrigger
      start(workers[worker].process, takes: plan.workers[worker].startsIn, step: nil)
    } else if index >= firstMemberTrigger {
      start(
        members[index - firstMemberTrigger].process, takes: DrawnSpan(nanoseconds: 0), step: nil)
    } else {
      drill.probes.append(RunRecord.Probe(at: now, logs: logs(withBatches: false)))
    }
  }

  /// No more load; what is unresolved settles, for as long as Kafka's own time-outs can take.
  private mutating func endRun() {
    guard !drill.ending else {
      drill.finished = true
      return
    }
    drill.ending = true
    drill.mayHaveChanged = true
    for producer in producers.indices { endLoad(of: producer) }
    // The second time the end's trigger comes, nothing is waited for any longer.
    drill.triggers[endTrigger] = .scheduled
    let longest = plan.producers.map { $0.settings.deliveryTimeout.raw }.max() ?? 0
    push(
      .triggerDue(Int32(endTrigger)),
      at: after((min(longest, 3_600_000) + 120_000) * 1_000_000))
  }

  mutating func endLoad(of producer: Int) {
    producers[producer].workload.end()
    scheduleArrival(producer)
  }

  // MARK: Predicates.

  private func holds(_ predicate: Predicate) -> Bool {
    switch predicate {
    case .isrFull(let partitions):
      partitions.allSatisfy { reference in
        guard let state = registration(of: reference) else { return false }
        return state.isr.count == state.replicas.count && state.leader != nil
      }
    case .isrSize(let reference, let comparison, let size):
      compare(Int64(registration(of: reference)?.isr.count ?? 0), comparison, size)
    case .leaderChanged(let partitions, let since):
      partitions.allSatisfy { reference in
        guard let leader = registration(of: reference)?.leader else { return false }
        let leaders = since.map { drill.steps[$0].leaders } ?? drill.startLeaders
        // A partition that a step has added had no leader before.
        let before = leaders[reference.topic].dropFirst(Int(reference.partition.raw)).first
        return leader != before ?? nil
      }
    case .leader(let reference, let leader):
      registration(of: reference)?.leader == leader
    case .settled(let producer):
      producers.indices.allSatisfy { index in
        (producer != nil && producer != index) || producers[index].hasSettled
      }
    case .sent(let producer, let comparison, let count):
      compare(Int64(producers[producer].ledger.count), comparison, count)
    case .exited(let target):
      resolve(target, drawing: nil).allSatisfy { !processStates[Int($0.raw)].isAlive }
    case .fenced(let cluster, let node):
      controllers[Int(cluster.raw)].machine.image.broker(node)?.isFenced ?? true
    case .unfenced(let cluster, let node):
      !(controllers[Int(cluster.raw)].machine.image.broker(node)?.isFenced ?? true)
    case .stepDone(let step): drill.steps[step].isDone
    case .groupStable(let group): isStable(group)
    case .caughtUp(let group): isCaughtUp(group)
    case .delivered(let group, let comparison, let count):
      compare(
        groups[group].members.reduce(0) { $0 + members[$1].application.delivered }, comparison,
        count)
    case .all(let predicates): predicates.allSatisfy { holds($0) }
    }
  }

  private func compare(_ value: Int64, _ comparison: Predicate.Comparison, _ bound: Int64) -> Bool {
    switch comparison {
    case .equal: value == bound
    case .notEqual: value != bound
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .above: value > bound
    case .below: value < bound
    }
  }

  /// A partition as its controller knows it; nil before the topic exists.
  package func registration(of reference: PartitionRef) -> PartitionRegistration? {
    let index = drill.topicIndex[reference.topic]
    guard index.raw >= 0 else { return nil }
    let cluster = plan.topics[reference.topic].cluster
    return controllers[Int(cluster.raw)].machine.image.partitions[
      TopicPartition(index, reference.partition)]
  }

  /// A planned topic's partitions as they are now.
  func partitionCount(of topic: Int) -> Int32 {
    let index = drill.topicIndex[topic]
    let known = controllers[Int(plan.topics[topic].cluster.raw)].machine.image.partitions.topics
    guard index.raw >= 0, Int(index.raw) < known.count else { return plan.topics[topic].partitions }
    return max(plan.topics[topic].partitions, Int32(known[Int(index.raw)].count))
  }

  /// Who leads each of the plan's partitions.
  func currentLeaders() -> [[NodeID?]] {
    plan.topics.indices.map { topic in
      (0..<partitionCount(of: topic)).map {
        registration(of: PartitionRef(topic: topic, partition: PartitionIndex($0)))?.leader
      }
    }
  }

  /// The processes that a target means now.
  ///
  /// - Parameter drawing: the trigger whose stream draws for `any`; nil where nothing is drawn.
  func resolve(_ target: Target, drawing: UInt64?) -> [ProcessIndex] {
    switch target {
    case .node(let cluster, let node): [process(ofNode: node, in: cluster)]
    case .host(let host): processes(on: { $0 == host })
    case .site(let site): processes(on: { plan.hosts[Int($0.raw)].site == site })
    case .rack(let rack): processes(on: { plan.hosts[Int($0.raw)].rack == rack })
    case .producer(let producer): [producers[producer].process]
    case .member(let group, let member): [members[self.member(member, of: group)].process]
    case .members(let group): members[groups[group].members].map(\.process)
    case .worker(let worker): [workers[worker].process]
    case .connectLeader(let cluster): connectLeader(of: cluster).map { [workers[$0].process] } ?? []
    case .coordinator(let group): coordinator(of: group).map { [brokers[$0].process] } ?? []
    case .anyMember(let group):
      draw(
        from: members[groups[group].members].map(\.process).filter {
          processStates[Int($0.raw)].isAlive
        }, with: drawing ?? 0)
    case .leader(let reference):
      registration(of: reference)?.leader.map { [process(ofNode: $0, in: clusterOf(reference))] }
        ?? []
    case .follower(let reference):
      Array(followers(of: reference).filter { processStates[Int($0.raw)].isAlive }.prefix(1))
    case .followers(let reference): followers(of: reference)
    case .controller(let cluster): [controllers[Int(cluster.raw)].process]
    case .brokers(let cluster): brokers.filter { $0.cluster == cluster }.map(\.process)
    case .any(let cluster):
      draw(
        from: brokers.filter { $0.cluster == cluster && processStates[Int($0.process.raw)].isAlive }
          .map(\.process), with: drawing ?? 0)
    case .connectFollower(let cluster):
      connectFollower(of: cluster).map { [workers[$0].process] } ?? []
    case .connector(let connector):
      worker(running: connector).map { [workers[$0].process] } ?? []
    case .task(let connector, let task):
      worker(running: connector, task: task).map { [workers[$0].process] } ?? []
    case .hitBy(let step): drill.steps[step].processes
    }
  }

  private func draw(from candidates: [ProcessIndex], with draw: UInt64) -> [ProcessIndex] {
    candidates.isEmpty ? [] : [candidates[Int(draw % UInt64(candidates.count))]]
  }

  private func followers(of reference: PartitionRef) -> [ProcessIndex] {
    guard let state = registration(of: reference) else { return [] }
    return state.replicas.filter { $0 != state.leader }.map {
      process(ofNode: $0, in: clusterOf(reference))
    }
  }

  private func clusterOf(_ reference: PartitionRef) -> ClusterIndex {
    plan.topics[reference.topic].cluster
  }

  func processes(on host: (HostIndex) -> Bool) -> [ProcessIndex] {
    processes.indices.filter { host(processes[$0].host) }.map { ProcessIndex(Int32($0)) }
  }
}

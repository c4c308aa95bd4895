import KafkaModel
import SimulationKernel

extension Simulation {
  /// A run of the plan with this seed, before its first event.
  package init(_ plan: Plan, seed: UInt64) {
    var roles: [Process] = []
    var network = Network(seed: seed)
    for site in plan.sites { _ = network.addSite(site.name, localArea: site.localArea) }
    for host in plan.hosts {
      _ = network.addHost(host.name, in: SiteIndex(Int32(host.site)))
    }
    var links: [LinkIndex] = []
    for link in plan.links { links.append(Self.add(link, to: &network)) }
    var brokers: [BrokerNode] = []
    var controllers: [ControllerNode] = []
    for (index, cluster) in plan.clusters.enumerated() {
      controllers.append(
        ControllerNode(
          machine: Controller(
            id: cluster.controller.id, settings: cluster.controller.settings,
            behaviour: cluster.behaviour,
            placement: .stream(
              RandomStream(seed: seed, name: cluster.name, purpose: "replica placement"))),
          process: ProcessIndex(Int32(roles.count)), id: cluster.controller.id))
      roles.append(Process(role: .controller(index), host: cluster.controller.host))
      for node in cluster.brokers {
        brokers.append(
          BrokerNode(
            machine: Broker(
              id: node.id, controller: cluster.controller.id, rack: node.rack,
              settings: node.settings, behaviour: cluster.behaviour,
              draws: Self.draws(of: "\(cluster.name)/\(node.id)", seed: seed)),
            process: ProcessIndex(Int32(roles.count)), cluster: ClusterIndex(Int32(index)),
            id: node.id))
        roles.append(Process(role: .broker(brokers.count - 1), host: node.host))
      }
    }
    var producers: [ProducerNode] = []
    for (index, planned) in plan.producers.enumerated() {
      producers.append(
        ProducerNode(
          planned, index: index, process: ProcessIndex(Int32(roles.count)),
          bootstrap: plan.clusters[Int(planned.cluster.raw)].brokers.count,
          seed: seed))
      producers[index].keyNumbers = plan.hasHandlers ? [] : nil
      producers[index].shapes = plan.workers.isEmpty ? nil : []
      roles.append(Process(role: .producer(index), host: planned.host))
    }
    var members: [MemberNode] = []
    var groups: [GroupNode] = []
    var groupPlaces: [[Int?]] = plan.clusters.map { _ in [] }
    for (group, planned) in plan.groups.enumerated() {
      var node = GroupNode(members: members.count..<members.count + planned.members.count)
      for member in planned.members where !node.subscriptions.contains(member.subscription) {
        node.subscriptions.append(member.subscription)
      }
      if let sink = planned.sink { node.subscriptions.append(sink.task.subscription) }
      groups.append(node)
      if let id = planned.id {
        let cluster = Int(planned.cluster.raw)
        while groupPlaces[cluster].count <= Int(id.index) { groupPlaces[cluster].append(nil) }
        groupPlaces[cluster][Int(id.index)] = group
      }
      for (member, plannedMember) in planned.members.enumerated() {
        members.append(
          MemberNode(
            plannedMember, of: planned, assignors: plan.assignors, group: group, member: member,
            index: members.count,
            process: ProcessIndex(Int32(roles.count)),
            bootstrap: plan.clusters[Int(planned.cluster.raw)].brokers.count,
            seed: seed))
        roles.append(Process(role: .member(group: group, member: member), host: plannedMember.host))
      }
    }
    var workers: [WorkerNode] = []
    for (index, planned) in plan.workers.enumerated() {
      workers.append(
        WorkerNode(
          machine: ConnectWorker(plan, worker: index, first: 0, life: 0, seed: seed),
          process: ProcessIndex(Int32(roles.count)),
          knownTopicChanges: plan.clusters.map { _ in -1 }))
      roles.append(Process(role: .worker(index), host: planned.host))
    }
    for process in roles { _ = network.addProcess(on: process.host) }
    self.plan = plan
    self.seed = seed
    self.network = network
    self.links = links
    self.brokers = brokers
    self.controllers = controllers
    self.producers = producers
    self.members = members
    self.workers = workers
    self.groups = groups
    self.groupPlaces = groupPlaces
    processes = roles
    processStates = roles.map { _ in .notStarted }
    notes = plan.notes
    hardware = plan.hosts.map { HostHardware($0, seed: seed) }
    isAlwaysReady = hardware.allSatisfy(\.isAlwaysReady)
    drill = DrillState(
      plannedSteps: plan.steps.count,
      topicIndex: plan.topics.map { _ in TopicIndex(-1) },
      topicLife: plan.topics.map { _ in TopicIndex(-1) },
      triggers: Self.names(ofTriggersOf: plan).map { _ in .waiting },
      steps: plan.steps.map { _ in DrillState.StepState() },
      draws: Self.names(ofTriggersOf: plan).map {
        RandomStream(seed: seed, name: $0, purpose: "step")
      },
      startDraws: roles.map {
        RandomStream(seed: seed, name: plan.name(of: $0.role), purpose: "start")
      },
      teardownDraws: roles.map {
        RandomStream(seed: seed, name: plan.name(of: $0.role), purpose: "teardown")
      })
    boot()
  }

  /// Schedules the start of every process, the topics and the load.
  private mutating func boot() {
    for index in processes.indices {
      switch processes[index].role {
      case .controller(let cluster):
        push(.processStarts(ProcessIndex(Int32(index))), at: now)
        push(.topicsAreCreated(cluster: Int32(cluster)), at: after(plan.boot.topicCreation))
      case .broker:
        network.kill(ProcessIndex(Int32(index)), at: now, into: &networkEffects)
        push(
          .processStarts(ProcessIndex(Int32(index))),
          at: after(plan.boot.brokerStart.draw(&drill.startDraws[index])))
      case .producer:
        processStates[index] = .running
      case .member:
        break
      case .worker(let worker):
        guard case .withEstate = plan.workers[worker].start else { continue }
        push(
          .processStarts(ProcessIndex(Int32(index))),
          at: after(plan.boot.topicCreation + 500_000_000))
      }
    }
    var phase = RandomStream(seed: seed, name: "estate", purpose: "phase of the load")
    push(.loadBegins, at: after(plan.boot.topicCreation + plan.boot.load.draw(&phase)))
  }

  /// What draws are named by, in the order of triggers: names and not numbers, so that a drill with one thing more draws
  /// the same for all the others.
  private static func names(ofTriggersOf plan: Plan) -> [String] {
    plan.steps.map(\.name) + plan.producers.map { "start of \($0.name)" } + ["end"]
      + plan.probes.indices.map { "probe \($0)" }
      + plan.groups.flatMap { group in
        group.members.map { "start of \(group.name)/\($0.name)" }
      } + plan.workers.map { "start of worker \($0.name)" }
  }

  private static func draws(of broker: String, seed: UInt64) -> BrokerDraws {
    func stream(_ purpose: String) -> RandomSource {
      .stream(RandomStream(seed: seed, name: broker, purpose: purpose))
    }
    var draws = BrokerDraws()
    draws.connectionJitter = stream("connection jitter")
    draws.heartbeatJitter = stream("heartbeat jitter")
    draws.jobPhase = stream("phase of background jobs")
    draws.offsetExpiryPhase = stream("phase of the expiry of offsets")
    draws.memberIDs = stream("member ids")
    draws.threadOrder = stream("order of threads")
    return draws
  }

  static func add(_ link: PlannedLink, to network: inout Network) -> LinkIndex {
    switch (link.between, link.and) {
    case (.site(let first), .site(let second)):
      network.addLink(
        between: SiteIndex(Int32(first)), and: SiteIndex(Int32(second)),
        quality: link.quality)
    case (.host(let first), .host(let second)):
      network.addLink(between: first, and: second, quality: link.quality)
    case (.site, .host), (.host, .site):
      preconditionFailure("a link joins two sites or two hosts")
    }
  }

  /// A copy of a run that shares nothing with it.
  init(copying other: borrowing Simulation) {
    plan = other.plan
    seed = other.seed
    now = other.now
    origin = other.origin
    fingerprint = other.fingerprint
    eventCount = other.eventCount
    journal = other.journal
    queue = other.queue.copy()
    network = other.network
    processes = other.processes
    processStates = other.processStates
    brokers = other.brokers
    controllers = other.controllers
    producers = other.producers
    members = other.members
    workers = other.workers
    forwards = other.forwards
    groups = other.groups
    groupPlaces = other.groupPlaces
    hardware = other.hardware
    isAlwaysReady = other.isAlwaysReady
    connections = other.connections
    frames = other.frames
    links = other.links
    drill = other.drill
    causes = other.causes
    notes = other.notes
    keepsLastEvent = other.keepsLastEvent
    lastEvent = other.lastEvent
  }
}

extension Simulation.ProducerNode {
  init(
    _ planned: PlannedProducer, index: Int, process: ProcessIndex, bootstrap: Int,
    seed: UInt64
  ) {
    var rule: WeightedRule?
    if case .weighted(let weighted) = planned.settings.partitioner { rule = weighted }
    self.init(
      machine: Producer(
        planned, index: index, bootstrap: bootstrap, life: 0, seed: seed),
      process: process, cluster: planned.cluster,
      workload: Workload(plan: planned.workload, name: planned.name, rule: rule, seed: seed),
      describesKeys: planned.settings.partitioner.isCustom)
  }
}

import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Which steps of a drill may have to do with what happened.
extension Evidence {
  /// Beginnings and ends of steps in the span that touch somebody concerned, or the links between them.
  func steps(in span: ClosedRange<Int64>, about concerned: Concerned) -> [JournalIndex] {
    journal(in: span).filter { index in
      switch record.journal[index].happening {
      case .step(let step), .undone(let step): touches(step, concerned)
      case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
        .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        false
      }
    }
  }

  private func touches(_ step: Int, _ concerned: Concerned) -> Bool {
    if record.steps[step].processes.contains(where: concerned.processes.contains) { return true }
    switch record.plan.steps[step].action {
    case .kill, .stop, .start, .restart, .rollingRestart, .pause, .resume, .pauseCycle, .powerLoss,
      .silence, .skewClock, .isolate, .stall, .changeProcessing:
      return false
    case .partition: return parts(step, concerned)
    case .heal(let healed):
      return record.plan.steps.indices.contains { other in
        switch record.plan.steps[other].action {
        case .partition, .isolate, .silence, .degradeLink:
          return healed.map { $0 == other } ?? true && touches(other, concerned)
        case _: return false
        }
      }
    case .degradeLink(let link):
      let hosts = concerned.processes.compactMap(host)
      return hosts.contains { isAt($0, link.between) } && hosts.contains { isAt($0, link.and) }
    case .drop(let choice, _, _), .delayResponse(let choice, _):
      return [choice.client, choice.broker].allSatisfy { target in
        target.map { isMeant($0, concerned) } ?? true
      }
    case .createTopic(let topic), .deleteTopic(let topic), .setTopicConfig(let topic, _),
      .addPartitions(let topic, _):
      return concerned.partitions.contains { isSameName($0.topic, topic) }
    case .deleteRecords(let partitions, _), .electLeaders(_, let partitions):
      return concerned.partitions.contains { partitions.contains($0) }
    case .changeRate(let producers, _), .stopProducers(let producers):
      return producers.contains { producer in
        process(playing: .producer(producer)).map { concerned.processes.contains($0) } ?? false
      }
    case .setOffsets(let group, let partitions, _):
      return group == concerned.group
        && concerned.partitions.contains { partitions.contains($0) }
    case .restartConnector(let connector, _, _), .restartTask(let connector, _),
      .pauseConnector(let connector), .resumeConnector(let connector):
      return concerned.connectors.contains(connector)
    }
  }

  /// Whether a partition of the network lies between two of them.
  private func parts(_ step: Int, _ concerned: Concerned) -> Bool {
    let hosts = concerned.processes.compactMap(host)
    return record.journal.entries.contains { entry in
      guard case .parted(let beyond) = entry.happening,
        let cause = entry.cause, record.journal[cause].happening == .step(step),
        let process = entry.process, concerned.processes.contains(process)
      else { return false }
      return hosts.contains { beyond.contains($0) }
    }
  }

  private func isMeant(_ target: Target, _ concerned: Concerned) -> Bool {
    concerned.processes.contains { process in
      let role = cast.role(of: process)
      return switch target {
      case .node(let cluster, let id):
        role == .broker(cluster, id) || role == .controller(cluster, id)
      case .host(let host): self.host(of: process) == host
      case .site(let site): host(of: process).map { isAt($0, .site(site)) } ?? false
      case .producer(let producer): role == .producer(producer)
      case .member(let group, let member): role == .member(group: group, member)
      case .members(let group), .anyMember(let group), .coordinator(let group):
        group == concerned.group
      case .worker(let worker): role == .worker(worker)
      case .leader(let partition), .follower(let partition), .followers(let partition):
        concerned.partitions.contains(partition)
      case .brokers(let cluster), .any(let cluster):
        self.cluster(of: process) == cluster
      case .connector(let connector), .task(let connector, _):
        concerned.connectors.contains(connector)
      case .connectLeader, .connectFollower: !concerned.connectors.isEmpty
      case .rack, .controller, .hitBy: false
      }
    }
  }

  private func isAt(_ host: HostIndex, _ end: PlannedLink.End) -> Bool {
    switch end {
    case .host(let other): host == other
    case .site(let site): record.plan.hosts[Int(host.raw)].site == site
    }
  }

  private func host(of process: ProcessIndex) -> HostIndex? {
    switch cast.role(of: process) {
    case .controller(let cluster, _): record.plan.clusters[Int(cluster.raw)].controller.host
    case .broker(let cluster, let id):
      record.plan.clusters[Int(cluster.raw)].brokers.first { $0.id == id }?.host
    case .producer(let producer): record.plan.producers[producer].host
    case .member(let group, let member): record.plan.groups[group].members[member].host
    case .worker(let worker): record.plan.workers[worker].host
    case nil: nil
    }
  }

  func process(playing role: Cast.Role) -> ProcessIndex? {
    cast.roles.firstIndex(of: role).map { ProcessIndex(Int32($0)) }
  }

  /// Brokers that have led a partition or were in sync with its leader.
  func replicas(of partition: PartitionRef) -> [ProcessIndex] {
    let cluster = record.plan.topics[partition.topic].cluster
    var ids: [NodeID] = []
    for state in history(of: partition).states {
      for id in state.isr + [state.leader].compactMap({ $0 }) where !ids.contains(id) {
        ids.append(id)
      }
    }
    return ids.compactMap { process(playing: .broker(cluster, $0)) }
  }
}

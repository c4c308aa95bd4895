import KafkaModel
import SimulationKernel

/// Faults of the network, and of single messages.
extension Simulation {
  mutating func changeNetwork(_ step: Int, cause: JournalIndex) {
    switch plan.steps[step].action {
    case .partition(let groups, let oneWay):
      let hosts = groups.map { self.hosts(of: $0) }
      for first in hosts.indices {
        for second in hosts.indices where second > first {
          if oneWay, first > 0 { continue }
          cut(step, from: hosts[first], to: hosts[second], bothWays: !oneWay)
        }
      }
      for (side, own) in hosts.enumerated() {
        let others = hosts.indices.filter { $0 != side && (!oneWay || side == 0 || $0 == 0) }
        let beyond = others.flatMap { hosts[$0] }
        for host in own { mark(host, .parted(from: beyond), cause: cause) }
      }
    case .isolate(let targets, let peers, let direction):
      let inside = hosts(of: targets)
      let outside = self.hosts(of: peers, except: inside)
      drill.steps[step].processes = processes(on: inside.contains)
      switch direction {
      case .both: cut(step, from: inside, to: outside, bothWays: true)
      case .from: cut(step, from: inside, to: outside, bothWays: false)
      case .to: cut(step, from: outside, to: inside, bothWays: false)
      }
      for host in inside { mark(host, .isolated, cause: cause) }
    case .heal(let healed):
      for index in healed.map({ [$0] }) ?? Array(drill.steps.indices) {
        healNetwork(of: index, cause: cause)
        for host in drill.steps[index].silenced { unsilence(host, cause: cause) }
        drill.steps[index].silenced.removeAll()
      }
    case .degradeLink(let degraded):
      degrade(degraded, step: step)
    case .kill, .stop, .start, .restart, .rollingRestart, .pause, .resume, .pauseCycle, .powerLoss,
      .silence, .skewClock, .drop, .delayResponse, .createTopic, .deleteTopic, .deleteRecords,
      .electLeaders, .setTopicConfig, .changeRate, .stopProducers, .addPartitions, .setOffsets,
      .stall, .changeProcessing, .restartConnector, .restartTask, .pauseConnector,
      .resumeConnector:
      preconditionFailure("not a fault of the network")
    }
  }

  mutating func healNetwork(of step: Int, cause: JournalIndex) {
    for cut in drill.steps[step].cuts { network.heal(cut, at: now, into: &networkEffects) }
    if !drill.steps[step].cuts.isEmpty {
      _ = journal.append(JournalEntry(at: now, process: nil, happening: .healed, cause: cause))
    }
    drill.steps[step].cuts.removeAll()
    for (link, before) in drill.steps[step].degraded {
      network.setQuality(of: link, to: before, at: now, into: &networkEffects)
    }
    drill.steps[step].degraded.removeAll()
    settleNetwork()
  }

  private mutating func cut(
    _ step: Int, from: [HostIndex], to: [HostIndex], bothWays: Bool
  ) {
    drill.steps[step].cuts.append(
      network.cut(from: from, to: to, bothWays: bothWays, at: now, into: &networkEffects))
    settleNetwork()
  }

  private mutating func degrade(_ degraded: PlannedLink, step: Int) {
    for (index, planned) in plan.links.enumerated()
    where (planned.between == degraded.between && planned.and == degraded.and)
      || (planned.between == degraded.and && planned.and == degraded.between)
    {
      drill.steps[step].degraded.append((links[index], network.quality(of: links[index])))
      network.setQuality(
        of: links[index], to: degraded.quality, at: now, into: &networkEffects)
    }
    settleNetwork()
  }

  /// The hosts that targets mean, each once; a host without processes can be cut off as well.
  private func hosts(of targets: [Target]) -> [HostIndex] {
    var hosts: [HostIndex] = []
    for target in targets {
      let found: [HostIndex]
      switch target {
      case .host(let host): found = [host]
      case .site(let site):
        found = plan.hosts.indices.filter { plan.hosts[$0].site == site }.map {
          HostIndex(Int32($0))
        }
      case .rack(let rack):
        found = plan.hosts.indices.filter { plan.hosts[$0].rack == rack }.map {
          HostIndex(Int32($0))
        }
      case .node, .producer, .member, .members, .coordinator, .leader, .follower, .followers,
        .controller, .brokers, .any, .anyMember, .worker, .connectLeader, .connectFollower,
        .connector, .task, .hitBy:
        found = resolve(target, drawing: nil).map { processes[Int($0.raw)].host }
      }
      for host in found where !hosts.contains(host) { hosts.append(host) }
    }
    return hosts
  }

  private func hosts(of peers: [Action.Peer], except inside: [HostIndex]) -> [HostIndex] {
    plan.hosts.indices.map { HostIndex(Int32($0)) }.filter { host in
      guard !inside.contains(host) else { return false }
      return peers.contains { peer in
        switch peer {
        case .everyone: true
        case .brokers: carries(host) { if case .broker = $0 { true } else { false } }
        case .controller: carries(host) { if case .controller = $0 { true } else { false } }
        case .clients:
          carries(host) {
            switch $0 {
            case .producer, .member, .worker: true
            case .broker, .controller: false
            }
          }
        }
      }
    }
  }

  private func carries(_ host: HostIndex, _ role: (Process.Role) -> Bool) -> Bool {
    processes.contains { $0.host == host && role($0.role) }
  }

  // MARK: Messages.

  /// Harms the message about to be written, if a fault has chosen it.
  mutating func applyMessageFaults(
    to api: RequestKind, kind: Action.MessageKind, of row: ConnectionTable.Row
  ) {
    for index in drill.messageFaults.indices.reversed() {
      let fault = drill.messageFaults[index]
      guard fault.kind == kind, fault.choice.api == api, fits(fault.choice, row) else { continue }
      drill.messageFaults[index].seen += 1
      guard drill.messageFaults[index].seen == fault.choice.occurrence else { continue }
      drill.messageFaults.remove(at: index)
      let side: ConnectionSide = kind == .request ? .client : .server
      switch fault.effect {
      case .mute(let thenReset):
        network.mute(row.id, from: side)
        if let thenReset { push(.reset(row.id), at: after(thenReset)) }
      case .hold(let by):
        network.hold(row.id, from: side, until: after(by))
      }
      stepIsDone(fault.step)
    }
  }

  private func fits(_ choice: MessageChoice, _ row: ConnectionTable.Row) -> Bool {
    (choice.client.map { resolve($0, drawing: nil).contains(row.clientProcess) } ?? true)
      && (choice.broker.map { resolve($0, drawing: nil).contains(row.server) } ?? true)
  }
}

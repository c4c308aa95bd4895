import KafkaModel
import SimulationKernel

/// Processes that read: the consumer of each life and the application around it.
extension Simulation {
  /// A member's place among the members of all groups.
  package func member(_ member: Int, of group: Int) -> Int {
    groups[group].members.lowerBound + member
  }

  /// The process runs: a new consumer, and the application's loop from its beginning.
  mutating func beginLife(of member: Int) {
    let process = members[member].process
    let index = Int(process.raw)
    // Sockets of an earlier life end now at the latest.
    network.kill(process, at: now, into: &networkEffects)
    network.start(process)
    settleNetwork()
    let (group, place) = (members[member].group, members[member].member)
    members[member].machine = Consumer(
      plan.groups[group].members[place], of: plan.groups[group], assignors: plan.assignors,
      index: member,
      bootstrap: plan.clusters[Int(members[member].cluster.raw)].brokers.count,
      life: processes[index].incarnation, seed: seed)
    members[member].pausedAt = nil
    members[member].application.slowPartitions =
      members[member].application.loop.slowRecords.map { key($0.partition) }
    members[member].application.start(
      incarnation: processes[index].incarnation, seeks: seeks(of: member), now: now,
      into: &applicationEffects)
    settleMember(member)
  }

  /// Nothing of the life that has ended may happen any more.
  mutating func forgetLife(of member: Int) {
    for id in members[member].connections.all { connections.note(id, isMembers: false) }
    members[member].connections = MemberConnections()
    members[member].pausedAt = nil
    if let wake = members[member].wake { _ = queue.cancel(wake.id) }
    members[member].wake = nil
    if let alarm = members[member].alarm { _ = queue.cancel(alarm) }
    members[member].alarm = nil
  }

  mutating func pauseApplication(of member: Int) {
    members[member].pausedAt = now
    if let alarm = members[member].alarm { _ = queue.cancel(alarm) }
    members[member].alarm = nil
  }

  mutating func resumeApplication(of member: Int) {
    guard let since = members[member].pausedAt else { return }
    members[member].pausedAt = nil
    members[member].application.resumed(since: since, now: now, into: &applicationEffects)
    settleMember(member)
  }

  /// A woken process finds all that came meanwhile in its sockets at once, before its timers count.
  mutating func fillSockets(of member: Int, _ held: inout [Event]) {
    members[member].isGathering = true
    deliver(&held)
    members[member].isGathering = false
  }

  /// What a process's sockets were sent while it stood still, in order; other events stay held.
  mutating func deliver(_ held: inout [Event]) {
    var rest: [Event] = []
    for event in held {
      if case .delivery = event {
        handle(event)
        handOverDeliveries()
      } else {
        rest.append(event)
      }
    }
    held = rest
  }

  /// The consumer's threads look at what has come.
  mutating func wakeMember(_ member: Int) {
    if members[member].isGathering { return }
    members[member].machine.wake(
      now: clock(ofMember: member), through: &consumerOutbox, into: &consumerEffects)
    settleMember(member)
  }

  /// Carries out what a consumer and its application ask for, each of the other and both of the network.
  mutating func settleMember(_ member: Int) {
    var (consumers, applications) = (0, 0)
    var hasExited = false
    while true {
      if let effect = consumerEffects.takeNext(&consumers, leaving: .wake(at: .zero)) {
        carryOut(effect, of: member)
      } else if applications < applicationEffects.count {
        let effect = applicationEffects[applications]
        applications += 1
        carryOut(effect, of: member, hasExited: &hasExited)
      } else {
        break
      }
    }
    applicationEffects.clear()
    if hasExited { processExited(members[member].process) }
  }

  private mutating func carryOut(_ effect: consuming ConsumerEffect, of member: Int) {
    switch consume effect {
    case .connect(let node):
      connect(.member(member, node), to: process(ofNode: node, for: member))
    case .close(let node):
      closeConnection(of: .member(member, node))
    case .send(let node, let correlation, let request, let bytes):
      sendRequest(request, correlation: correlation, bytes: bytes, from: .member(member, node))
    case .wake(let at):
      setWake(of: member, at: at)
    case .returned(let answer):
      if case .records = answer { drill.mayHaveChanged = true }
      if case .records(let batches) = answer, !batches.isEmpty,
        members[member].application.loop.handler != nil
      {
        let described = batches.map { describe($0, for: member) }
        members[member].application.described += described
      }
      members[member].application.returned(answer, now: now, into: &applicationEffects)
    case .listener(let callback):
      callListener(callback, of: member)
    case .committed(let outcome):
      members[member].application.committed(outcome, now: now)
    case .journal(let event):
      report(event, by: members[member].process)
    }
  }

  private mutating func carryOut(
    _ effect: ApplicationEffect, of member: Int, hasExited: inout Bool
  ) {
    switch effect {
    case .call(let call):
      members[member].machine.call(
        call, now: clock(ofMember: member), through: &consumerOutbox, into: &consumerEffects)
    case .wakeUp:
      members[member].machine.wakeUp(
        now: clock(ofMember: member), through: &consumerOutbox, into: &consumerEffects)
    case .listenerReturned:
      drill.mayHaveChanged = true
      members[member].machine.listenerReturned(
        now: clock(ofMember: member), through: &consumerOutbox, into: &consumerEffects)
    case .stored(let partition, let next):
      groups[members[member].group].stored[partition] = next
    case .wake(let at):
      if let alarm = members[member].alarm { _ = queue.cancel(alarm) }
      members[member].alarm = at.map {
        queue.push(.applicationWake(Int32(member)), at: max($0, now))
      }
    case .exited:
      hasExited = true
    }
  }

  private mutating func callListener(_ callback: RebalanceCallback, of member: Int) {
    var positions: [Offset] = []
    var stored: [Offset] = []
    if case .assigned(let partitions) = callback {
      let group = members[member].group
      // A path of stored properties: asking the machine would copy it.
      positions = partitions.map {
        members[member].machine.subscriptions[$0]?.position?.offset ?? .none
      }
      stored = partitions.map { groups[group].stored[$0] ?? .none }
    }
    members[member].application.listenerCalled(
      callback, positions: positions, stored: stored, now: now, into: &applicationEffects)
  }

  private mutating func setWake(of member: Int, at reading: Milliseconds) {
    if let wake = members[member].wake {
      if wake.at == reading { return }
      _ = queue.cancel(wake.id)
    }
    guard reading != .max else {
      members[member].wake = nil
      return
    }
    let at = instant(of: reading, skew: members[member].clockSkew)
    members[member].wake = (queue.push(.memberWake(Int32(member)), at: at), reading)
  }

  /// The process that a consumer's name for a node means; -1, -2, … are its bootstrap servers in order.
  private func process(ofNode node: ConsumerNode, for member: Int) -> ProcessIndex {
    let cluster = members[member].cluster
    if node.id.raw < 0 { return bootstrapServer(-node.id.raw - 1, of: cluster) }
    return brokers[broker(node.id, of: cluster)].process
  }

  /// Where a reader without a group begins.
  private func seeks(of member: Int) -> [ConsumerCall] {
    let (group, place) = (members[member].group, members[member].member)
    guard
      case .assigned(let named, let from?) = plan.groups[group].members[place].subscription
    else { return [] }
    let cluster = members[member].cluster
    let partitions = named.compactMap { name in
      topic(named: name.topic, in: cluster).map { TopicPartition($0, name.partition) }
    }
    let offset: Offset
    switch from {
    case .spec(.earliest): return [.seekToBeginning(partitions)]
    case .spec(.latest): return [.seekToEnd(partitions)]
    case .spec(.timestamp(let time)):
      // What offsetsForTimes would answer, without its round trip.
      let time = Milliseconds(time.raw + origin.milliseconds + Self.clockBase)
      return partitions.map { partition in
        let found = self.offset(of: .timestamp(time), in: partition, of: cluster)
        return .seek(partition, OffsetAndEpoch(offset: found ?? .zero, leaderEpoch: .none))
      }
    case .offset(let given): offset = given
    }
    return partitions.map { .seek($0, OffsetAndEpoch(offset: offset, leaderEpoch: .none)) }
  }
}

extension Simulation.MemberNode {
  init(
    _ planned: PlannedMember, of group: PlannedGroup, assignors: Assignors, group groupIndex: Int,
    member: Int, index: Int, process: ProcessIndex, bootstrap: Int, seed: UInt64
  ) {
    self.init(
      process: process,
      machine: Consumer(
        planned, of: group, assignors: assignors, index: index, bootstrap: bootstrap, life: 1,
        seed: seed),
      application: ConsumerApplication(
        planned, name: "\(group.name)/\(planned.name)", seed: seed),
      cluster: group.cluster, group: groupIndex, member: member, settings: planned.settings)
  }
}

extension Consumer {
  /// The consumer of one life of a member; every life draws from streams of its own.
  init(
    _ planned: PlannedMember, of group: PlannedGroup, assignors: Assignors, index: Int,
    bootstrap: Int, life: Int32, seed: UInt64
  ) {
    let name = "\(group.name)/\(planned.name)" + (life > 1 ? " life \(life)" : "")
    func stream(_ purpose: String) -> RandomSource {
      .stream(RandomStream(seed: seed, name: name, purpose: purpose))
    }
    var draws = ConsumerDraws()
    draws.client.connectionJitter = stream("connection jitter")
    draws.client.metadataJitter = PatientSource(stream("metadata jitter"))
    draws.client.leastLoaded = stream("least loaded node")
    draws.client.telemetry = stream("telemetry")
    draws.retryJitter = stream("retry jitter")
    self.init(
      index: Int32(index), settings: planned.settings, behaviour: planned.behaviour,
      bootstrap: (0..<bootstrap).map { NodeID(-1 - Int32($0)) }, draws: draws,
      assignors: assignors)
  }
}

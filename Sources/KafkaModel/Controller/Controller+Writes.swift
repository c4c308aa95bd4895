extension Controller {
  /// Builds the view anew from the log.
  mutating func replay() {
    image = MetadataImage()
    brokerOrder = TimelineHashOrder()
    leaderless = 0
    imbalanced = 0
    var delta = MetadataDelta()
    for record in log.records {
      image.apply(record, delta: &delta)
      if case .registerBroker(let id, _, _, _, _) = record { brokerOrder.insert(id) }
    }
    for key in image.partitions.keys { count(image.partitions[key], by: 1) }
  }

  /// Refuses a request: no record, no waiting.
  func refuse(
    _ token: RequestToken, _ response: Response, _ effects: inout [ControllerEffect]
  ) {
    effects.append(.respond(token, response))
  }

  /// Ends a request with its records, perhaps none (`ControllerWriteEvent`).
  mutating func write(
    _ records: [MetadataRecord], answering token: RequestToken, _ response: Response,
    now: Milliseconds, _ effects: inout [ControllerEffect]
  ) {
    if records.isEmpty, !log.hasUncommitted {
      effects.append(.respond(token, response))
    } else {
      waiting.append((token, response))
    }
    write(records, now: now, &effects)
  }

  /// Applies records to the view and puts them into the accumulator.
  mutating func write(
    _ records: [MetadataRecord], now: Milliseconds, _ effects: inout [ControllerEffect]
  ) {
    if !records.isEmpty {
      var delta = MetadataDelta()
      for record in records { apply(record, delta: &delta, now: now, &effects) }
      if let deadline = log.append(records, now: now) {
        setTimer(.appendLinger, at: deadline, &effects)
      }
    }
    scheduleSweeps(now: now, &effects)
  }

  private mutating func apply(
    _ record: MetadataRecord, delta: inout MetadataDelta, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    switch record {
    case .registerBroker(let id, let epoch, _, let fenced, _):
      brokerOrder.insert(id)
      if image.broker(id) != nil { sessions.remove(id) }
      sessions.register(id, fenced: fenced, now: now)
      effects.append(.journal(.brokerRegistered(id, epoch: epoch)))
    case .brokerRegistrationChange(let id, _, let fenced, _):
      let wasFenced = image.broker(id)?.isFenced ?? true
      let isFenced = fenced ?? wasFenced
      sessions.register(id, fenced: isFenced, now: now)
      if isFenced != wasFenced {
        effects.append(.journal(isFenced ? .brokerFenced(id) : .brokerUnfenced(id)))
      }
    case .partition(let key, let partition), .partitionChange(let key, let partition):
      count(image.partitions[key], by: -1)
      count(partition, by: 1)
      journal(key, from: image.partitions[key], to: partition, &effects)
    case .topic, .config, .noOp:
      break
    case .removeTopic(let topic):
      for key in image.partitions.keys where key.topic == topic {
        count(image.partitions[key], by: -1)
      }
    }
    image.apply(record, delta: &delta)
  }

  private mutating func count(_ partition: PartitionRegistration?, by step: Int) {
    guard let partition else { return }
    if partition.leader == nil { leaderless += step }
    if !partition.hasPreferredLeader { imbalanced += step }
  }

  private func journal(
    _ key: TopicPartition, from before: PartitionRegistration?, to after: PartitionRegistration,
    _ effects: inout [ControllerEffect]
  ) {
    guard let before else {
      effects.append(
        .journal(
          .leaderElected(
            key, leader: after.leader, epoch: after.leaderEpoch, isr: after.isr, kind: .created)))
      return
    }
    guard before.leader == after.leader else {
      let kind: ElectedHow
      if let leader = after.leader {
        if !before.isr.contains(leader) {
          kind = .unclean
        } else if let old = before.leader, after.isr.contains(old) {
          kind = .preferred
        } else {
          kind = .clean
        }
      } else {
        kind = .none
      }
      effects.append(
        .journal(
          .leaderElected(
            key, leader: after.leader, epoch: after.leaderEpoch, isr: after.isr, kind: kind)))
      return
    }
    if before.isr != after.isr {
      effects.append(
        .journal(.isrChanged(key, isr: after.isr, partitionEpoch: after.partitionEpoch)))
    }
  }

  /// The raft thread writes what has lingered: committed with it, so answers go out, then the flush begins.
  mutating func drain(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    let token = log.drain()
    completeFetches(&effects)
    for (token, response) in waiting { effects.append(.respond(token, response)) }
    waiting.removeAll(keepingCapacity: true)
    effects.append(.sync(token))
  }

  mutating func drainWhenDue(
    now: Milliseconds, _ effects: inout [ControllerEffect]
  ) -> Bool {
    guard let deadline = log.lingerDeadline, now >= deadline else { return false }
    drain(now: now, &effects)
    return true
  }

  /// After each write: arms the sweeps that have something to do.
  mutating func scheduleSweeps(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    guard !behaviour.periodicControllerTasks else { return }
    if settings.autoLeaderRebalance, imbalanced > 0 {
      schedule(
        .balanceLeaders, \.balance, interval: settings.leaderImbalanceCheckInterval, now: now,
        &effects)
    }
    if behaviour.uncleanElectionInKRaft, leaderless > 0 {
      schedule(
        .electUncleanLeaders, \.uncleanSweep, interval: settings.uncleanElectionInterval, now: now,
        &effects)
    }
  }

  private mutating func schedule(
    _ timer: ControllerTimer, _ sweep: WritableKeyPath<Controller, Sweep>,
    interval: Milliseconds, now: Milliseconds, _ effects: inout [ControllerEffect]
  ) {
    let pause: Milliseconds
    switch self[keyPath: sweep] {
    case .scheduled: return
    case .deferred: pause = interval
    case .immediately: pause = Self.immediately
    }
    self[keyPath: sweep] = .scheduled
    setTimer(timer, at: now + pause, &effects)
  }
}

/// Registration, heartbeats, fencing and controlled shutdown of brokers.
extension Controller {
  /// `ClusterControlManager.registerBroker`: another incarnation waits until the old session is over.
  ///
  /// A broker whose session is over but which has not been fenced yet is registered as fenced without leaving any
  /// ISR: after all brokers were killed, the first to come back keeps its place and the others are fenced then.
  mutating func register(
    _ request: BrokerRegistrationRequest, _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    let id = request.broker
    let existing = image.broker(id)
    let record: MetadataRecord
    let epoch: BrokerEpoch
    if let existing, existing.incarnation == request.incarnation {
      epoch = existing.epoch
      record = .registerBroker(
        id: id, epoch: epoch, incarnation: request.incarnation, fenced: existing.isFenced,
        rack: request.rack)
      sessions.register(id, fenced: existing.isFenced, now: now)
    } else {
      if let existing, hasValidSession(existing, now: now) {
        refuse(
          token, .brokerRegistration(error: .duplicateBrokerRegistration, epoch: .none), &effects)
        return
      }
      epoch = BrokerEpoch(log.nextOffset.raw)
      record = .registerBroker(
        id: id, epoch: epoch, incarnation: request.incarnation, fenced: true, rack: request.rack)
      sessions.remove(id)
      sessions.register(id, fenced: true, now: now)
    }
    scheduleFencing(now: now, &effects)
    write(
      [record], answering: token, .brokerRegistration(error: .none, epoch: epoch), now: now,
      &effects)
  }

  private func hasValidSession(_ broker: BrokerRegistration, now: Milliseconds) -> Bool {
    behaviour.periodicControllerTasks
      ? contacts.isValid(broker.sessionKey, now: now)
      : sessions.hasValidSession(broker.id, now: now)
  }

  /// `ReplicationControlManager.processBrokerHeartbeat`
  mutating func heartbeat(
    _ request: BrokerHeartbeatRequest, _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    let id = request.broker
    if behaviour.periodicControllerTasks {
      contacts.touch(
        BrokerContacts.Incarnation(broker: id, epoch: request.brokerEpoch), now: now)
    }
    guard let broker = image.broker(id), broker.epoch == request.brokerEpoch else {
      let refusal = BrokerHeartbeatResponse(
        error: .staleBrokerEpoch, isCaughtUp: false, isFenced: true, shouldShutDown: false)
      refuse(token, .brokerHeartbeat(refusal), &effects)
      return
    }
    let current = sessions.state(id)
    let next = sessions.nextState(
      request, registeredAt: broker.registeredAt,
      leads: request.wantShutDown && hasLeaderships(id))
    var records: [MetadataRecord] = []
    if current != next {
      switch next {
      case .fenced, .shutdownNow: records = recordsOfFencing(broker)
      case .unfenced: records = recordsOfUnfencing(broker)
      case .controlledShutdown: records = recordsOfControlledShutdown(broker)
      }
    }
    let isFenced = next == .fenced || next == .shutdownNow
    sessions.touch(
      id, fenced: isFenced, metadataOffset: request.currentMetadataOffset, now: now)
    scheduleFencing(now: now, &effects)
    let answer = BrokerHeartbeatResponse(
      error: .none, isCaughtUp: request.currentMetadataOffset >= broker.registeredAt,
      isFenced: isFenced, shouldShutDown: next == .shutdownNow)
    write(records, answering: token, .brokerHeartbeat(answer), now: now, &effects)
    if next == .controlledShutdown {
      sessions.setShutdownOffset(id, Offset(log.nextOffset.raw - 1))
    }
  }

  /// Arms the check of the earliest session unless an earlier check is due (`EarliestDeadlineFunction`).
  mutating func scheduleFencing(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    guard !behaviour.periodicControllerTasks else { return }
    guard let expiry = sessions.nextExpiry else {
      deadlines[ControllerTimer.fenceStaleBroker.rawValue] = nil
      return
    }
    let deadline = max(expiry, now)
    if deadlines[ControllerTimer.fenceStaleBroker.rawValue] ?? .max > deadline {
      setTimer(.fenceStaleBroker, at: deadline, &effects)
    }
  }

  /// Fences the broker not heard for the longest time if its session is over; the next one in an event of its own.
  mutating func fenceOneStaleBroker(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    var records: [MetadataRecord] = []
    if let id = sessions.staleBroker(now: now), let broker = image.broker(id) {
      records = recordsOfFencing(broker)
      sessions.fence(id)
    }
    scheduleFencing(now: now, &effects)
    write(records, now: now, &effects)
  }

  private func hasLeaderships(_ id: NodeID) -> Bool {
    for topic in image.partitions.topics {
      for partition in topic where partition?.leader == id { return true }
    }
    return false
  }

  func recordsOfFencing(_ broker: BrokerRegistration) -> [MetadataRecord] {
    var records = recordsOfMove(removing: broker.id, adding: nil)
    records.append(
      .brokerRegistrationChange(
        id: broker.id, epoch: broker.epoch, fenced: true, inControlledShutdown: nil))
    return records
  }

  private func recordsOfUnfencing(_ broker: BrokerRegistration) -> [MetadataRecord] {
    let change = MetadataRecord.brokerRegistrationChange(
      id: broker.id, epoch: broker.epoch, fenced: false, inControlledShutdown: nil)
    return [change] + recordsOfMove(removing: nil, adding: broker.id)
  }

  private func recordsOfControlledShutdown(_ broker: BrokerRegistration) -> [MetadataRecord] {
    var records: [MetadataRecord] = []
    if !broker.isInControlledShutdown {
      records.append(
        .brokerRegistrationChange(
          id: broker.id, epoch: broker.epoch, fenced: nil, inControlledShutdown: true))
    }
    return records + recordsOfMove(removing: broker.id, adding: nil)
  }

  /// Takes a broker out of every ISR it is in, or lets one that comes back lead where nobody does
  /// (`generateLeaderAndIsrUpdates`).
  private func recordsOfMove(removing: NodeID?, adding: NodeID?) -> [MetadataRecord] {
    var records: [MetadataRecord] = []
    for key in image.partitions.keys {
      guard let partition = image.partitions[key] else { continue }
      if let removing {
        guard partition.isr.contains(removing) else { continue }
      } else {
        guard partition.leader == nil else { continue }
      }
      var change = PartitionChange(
        partition,
        acceptable: partition.replicas.filter {
          $0 != removing && ($0 == adding || image.isActive($0))
        })
      change.targetIsr.removeAll { $0 == removing }
      change.election = onlineElection(key.topic)
      change.raisesLeaderEpochOnShrink = behaviour.raisesLeaderEpochOnShrink
      if let after = change.build() { records.append(.partitionChange(key, after)) }
    }
    return records
  }

  /// Unclean elections are part of every election of a topic that allows them, from 3.9 on.
  func onlineElection(_ topic: TopicIndex) -> PartitionChange.Election {
    behaviour.uncleanElectionInKRaft && setting(of: topic).uncleanLeaderElection
      ? .unclean : .online
  }
}

/// Produce: append, then wait for the in-sync replicas if acks=all (`ReplicaManager.appendRecords`).
extension Broker {
  mutating func produce(
    _ request: Shared<ProduceRequest>, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    produceRequired.clear()
    append(request, .none, correlation, on: connection, now: now, into: &effects)
  }

  /// Appends to the partitions that have no answer yet; what the answers before wait for is in `produceRequired`.
  mutating func append(
    _ request: Shared<ProduceRequest>, _ answered: consuming Few<ProducePartitionResponse>,
    _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    var answers = answered
    let context = context(now)
    let acks = request.content.acks
    for index in answers.count..<request.content.partitions.count {
      let asked = request.content.partitions[index]
      if asked.partition == lockedRequests.partition {
        let rest = ProduceInHand(
          request: request, answers: answers, required: produceRequired)
        return lockedRequests.wait(.produce(rest), correlation, on: connection)
      }
      var answer = ProducePartitionResponse(asked.partition, error: .none)
      var waitsFor = Offset.none
      if let row = hosted.index(of: asked.partition) {
        let outcome = hosted.rows[row].partition.append(
          asked.batch, acks: acks, context: context, effects: &partitionEffects)
        switch outcome {
        case .appended(let first, let last), .duplicate(let first, let last):
          answer.baseOffset = first
          answer.logStart = hosted.rows[row].partition.log.logStart
          if acks == .all {
            switch hosted.rows[row].partition.acksAll(required: last + 1) {
            case .waiting: waitsFor = last + 1
            case .reached(let error): answer.error = error
            case .notLeader: preconditionFailure("a partition that appended is led here")
            }
          }
        case .refused(let error):
          answer.error = error
          if error == .notLeaderOrFollower {
            answer.currentLeader = currentLeader(of: hosted.rows[row].partition)
          }
        }
      } else {
        answer.error = errorWithoutReplica(asked.partition)
        if answer.error == .notLeaderOrFollower {
          answer.currentLeader = currentLeader(of: asked.partition)
        }
      }
      if answer.error != .none {
        effects.append(.journal(.produceRefused(asked.partition, error: answer.error)))
      }
      if waitsFor != .none { answer.error = .requestTimedOut }
      produceRequired.append(waitsFor)
      answers.append(answer)
    }
    switch acks {
    case .zero:
      finishUnanswered(answers, on: connection, into: &effects)
    case .leader, .all:
      var open: Int32 = 0
      for required in produceRequired where required != .none { open += 1 }
      if open == 0 {
        respond(.produce(answers), correlation, on: connection, into: &effects)
      } else {
        park(
          answers, correlation, on: connection, deadline: now + request.content.timeout, open: open,
          into: &effects)
      }
    }
  }

  /// acks=0 has no answer; an error closes the connection instead.
  private mutating func finishUnanswered(
    _ answers: Few<ProducePartitionResponse>, on connection: ServerConnection,
    into effects: inout [BrokerEffect]
  ) {
    if answers.contains(where: { $0.error != .none }) {
      server.closed(connection, isReset: true)
      effects.append(.closeConnection(connection))
    } else {
      _ = server.finish(connection, isAnswered: false)
    }
  }

  private mutating func park(
    _ answers: Few<ProducePartitionResponse>, _ correlation: Int32,
    on connection: ServerConnection, deadline: Milliseconds, open: Int32,
    into effects: inout [BrokerEffect]
  ) {
    let ticket = producePurgatory.park(
      connection: connection, correlation: correlation, deadline: deadline, answers: answers,
      open: open)
    for entry in produceRequired.indices where produceRequired[entry] != .none {
      guard let row = hosted.index(of: answers[entry].partition) else { continue }
      hosted.rows[row].produceWaiters.append(
        ProducePurgatory.Waiter(
          slot: ticket.slot, generation: ticket.generation, entry: Int32(entry),
          required: produceRequired[entry]))
    }
    armPurgatory(deadline, into: &effects)
  }

  /// High watermark, ISR or role of the partition changed: decides who waited for that.
  @inline(__always)
  mutating func wakeProduces(at row: Int, into effects: inout [BrokerEffect]) {
    if !hosted.rows[row].produceWaiters.isEmpty { decideProduces(at: row, into: &effects) }
  }

  private mutating func decideProduces(at row: Int, into effects: inout [BrokerEffect]) {
    var kept = 0
    let count = hosted.rows[row].produceWaiters.count
    for index in 0..<count {
      let waiter = hosted.rows[row].produceWaiters[index]
      guard producePurgatory.isOpen(waiter) else { continue }
      var leader: CurrentLeader?
      let error: ErrorCode
      switch hosted.rows[row].partition.acksAll(required: waiter.required) {
      case .waiting:
        hosted.rows[row].produceWaiters[kept] = waiter
        kept += 1
        continue
      case .reached(let reached):
        error = reached
      case .notLeader:
        error = .notLeaderOrFollower
        leader = currentLeader(of: hosted.rows[row].partition)
      }
      if error != .none {
        effects.append(
          .journal(.produceRefused(hosted.rows[row].partition.id, error: error)))
      }
      if producePurgatory.decide(waiter, error: error, currentLeader: leader) {
        answerParked(waiter.slot, into: &effects)
      }
    }
    hosted.rows[row].produceWaiters.shorten(to: kept)
  }

  /// Answers a parked request whose partitions are all decided.
  private mutating func answerParked(_ slot: Int32, into effects: inout [BrokerEffect]) {
    let connection = producePurgatory.slots[Int(slot)].connection
    let correlation = producePurgatory.slots[Int(slot)].correlation
    respond(
      .produce(producePurgatory.release(slot)), correlation, on: connection, into: &effects)
  }

  /// The partition is gone: nobody waits at it any more.
  mutating func refuseWaiters(
    at row: Int, with error: ErrorCode, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let waiters = hosted.rows[row].produceWaiters
    hosted.rows[row].produceWaiters.removeAll()
    for waiter in waiters where producePurgatory.isOpen(waiter) {
      if producePurgatory.decide(waiter, error: error, currentLeader: nil) {
        answerParked(waiter.slot, into: &effects)
      }
    }
    findFetches(waitingAt: row, onlyComplete: false)
    for index in fetchWakes.indices {
      complete(fetchWakes[index].slot, now: now, into: &effects)
    }
    hosted.rows[row].fetchWaiters.removeAll()
    hosted.rows[row].sessionWatches.removeAll()
  }

  /// KIP-951: the leader as the replica here knows it, which is not yet the new one while a change is taken over.
  func currentLeader(of partition: Partition) -> CurrentLeader? {
    guard behaviour.leaderDiscoveryInResponses, let leader = partition.leader else { return nil }
    return CurrentLeader(leader: leader, epoch: partition.leaderEpoch)
  }

  func currentLeader(of partition: TopicPartition) -> CurrentLeader? {
    guard behaviour.leaderDiscoveryInResponses,
      let registration = metadata.image.partitions[partition], let leader = registration.leader
    else { return nil }
    return CurrentLeader(leader: leader, epoch: registration.leaderEpoch)
  }
}

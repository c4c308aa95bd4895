extension Producer {
  /// Runs the callback of a request that ended.
  mutating func handle(
    _ completion: consuming ClientCompletion, now: Milliseconds,
    into effects: inout [ProducerEffect]
  ) {
    if case .inFlight(completion.correlation) = identity {
      identityAnswered(completion.outcome)
      return
    }
    guard let position = position(ofRequest: completion.correlation) else { return }
    let request = requests.remove(oftenAlone: position)
    for slot in request.batches { accumulator.pool[slot].isOnWire = false }
    switch completion.outcome {
    case .answered(.produce(let partitions)):
      answered(request, partitions, now: now, into: &effects)
    case .answered:
      preconditionFailure("a produce request was answered by another response")
    case .written:
      for slot in request.batches {
        let partition = accumulator.pool[slot].partition
        complete(
          slot, ProducePartitionResponse(partition, error: .none), nil, now: now,
          into: &effects)
      }
    case .disconnected, .timedOut:
      let timedOut = completion.outcome == .timedOut && behaviour.timeoutIsRequestTimedOut
      for slot in inRecordedOrder(Array(request.batches)) {
        let partition = accumulator.pool[slot].partition
        let response = ProducePartitionResponse(
          partition, error: timedOut ? .requestTimedOut : .networkException)
        let exception: ProducerException =
          timedOut ? .disconnectedByTimeout(request.node) : .disconnected(request.node)
        accumulator.pool[slot].isPossiblyPersisted = true
        complete(slot, response, exception, now: now, into: &effects)
      }
    }
    for slot in request.batches { release(slot) }
  }

  private func position(ofRequest correlation: Int32) -> Int? {
    for position in requests.indices where requests[position].correlation == correlation {
      return position
    }
    return nil
  }

  /// Kafka takes the batches of a lost request, and those that expire on the wire, from hash maps;
  /// drills take the order given.
  func inRecordedOrder(_ batches: [BatchSlot]) -> [BatchSlot] {
    let order = client.metadata.recordedRing
    guard batches.count > 1, !order.isEmpty else { return batches }
    let pool = accumulator.pool
    return batches.sorted {
      order.firstIndex(of: pool[$0].partition) ?? .max
        < order.firstIndex(of: pool[$1].partition) ?? .max
    }
  }

  private mutating func answered(
    _ request: RequestOnWire, _ partitions: Few<ProducePartitionResponse>, now: Milliseconds,
    into effects: inout [ProducerEffect]
  ) {
    var leaders: [(TopicPartition, CurrentLeader)] = []
    for index in partitions.indices {
      let response = partitions[index]
      guard let slot = slot(of: response.partition, in: request.batches) else { continue }
      complete(slot, response, nil, now: now, into: &effects)
      let namesLeader =
        response.error == .notLeaderOrFollower || response.error == .fencedLeaderEpoch
      if behaviour.leaderDiscoveryInResponses, namesLeader, let leader = response.currentLeader {
        leaders.append((response.partition, leader))
      }
    }
    if !leaders.isEmpty {
      client.metadata.learnLeaders(leaders)
      for (partition, leader) in leaders {
        effects.append(
          .journal(.learnedLeader(partition, leader: leader.leader, epoch: leader.epoch)))
      }
    }
  }

  @inline(__always)
  private func slot(of partition: TopicPartition, in batches: Few<BatchSlot>) -> BatchSlot? {
    for slot in batches where accumulator.pool[slot].partition == partition { return slot }
    return nil
  }

  /// One batch's answer: split, retry, failure or success (`Sender.completeBatch`).
  private mutating func complete(
    _ slot: BatchSlot, _ response: ProducePartitionResponse, _ made: ProducerException?,
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) {
    let error = response.error
    if Self.mayBeWritten(error) { accumulator.pool[slot].isPossiblyPersisted = true }
    if error == .none {
      succeed(slot, response.baseOffset, into: &effects)
    } else if error == .messageTooLarge, accumulator.pool[slot].open.recordCount > 1,
      !accumulator.pool[slot].isDone
    {
      sequences?.untrack(slot, accumulator.pool)
      accumulator.split(slot, sequences: &sequences)
      accumulator.pool[slot].isDone = true
      accumulator.pool[slot].isAwaited = false
      accumulator.removeInFlight(slot)
      deallocate(slot)
    } else {
      if canRetry(slot, response, now: now) {
        accumulator.requeue(slot, sequences: sequences, now: now)
        accumulator.removeInFlight(slot)
      } else if error == .duplicateSequenceNumber {
        succeed(slot, response.baseOffset, into: &effects)
      } else {
        let hasRetries = accumulator.pool[slot].attempts < settings.retries
        fail(
          slot, made ?? .answered(error), error: error, adjust: hasRetries, into: &effects)
      }
      if error.invalidatesMetadata { client.metadata.requestUpdate() }
    }
    if settings.client.maxInFlight == 1 { accumulator.setMuted(false, slot) }
  }

  /// After this answer the records may be in the log all the same.
  private static func mayBeWritten(_ error: ErrorCode) -> Bool {
    error == .requestTimedOut || error == .notEnoughReplicasAfterAppend
      || error == .notLeaderOrFollower || error == .networkException
      || error == .kafkaStorageError || error == .unknownServerError
  }

  private mutating func canRetry(
    _ slot: BatchSlot, _ response: ProducePartitionResponse, now: Milliseconds
  ) -> Bool {
    let batch = accumulator.pool[slot]
    guard !batch.reachedDeliveryTimeout(settings.deliveryTimeout, now: now),
      batch.attempts < settings.retries, !batch.isDone
    else { return false }
    return sequences?.canRetry(
      slot, error: response.error, logStart: response.logStart, accumulator.pool)
      ?? response.error.isRetriable
  }

  private mutating func succeed(
    _ slot: BatchSlot, _ baseOffset: Offset, into effects: inout [ProducerEffect]
  ) {
    sequences?.completed(slot, baseOffset: baseOffset, accumulator.pool)
    guard !accumulator.pool[slot].isDone else { return }
    finish(slot, .acknowledged(baseOffset: baseOffset), into: &effects)
  }

  /// Fails a batch unless its callbacks ran already (`Sender.failBatch`).
  mutating func fail(
    _ slot: BatchSlot, _ exception: ProducerException, error: ErrorCode?, adjust: Bool,
    into effects: inout [ProducerEffect]
  ) {
    guard !accumulator.pool[slot].isDone else { return }
    let maybe = accumulator.pool[slot].isPossiblyPersisted
    finish(slot, .failed(exception, possiblyPersisted: maybe), into: &effects)
    sequences?.failed(slot, error: error, adjust: adjust, accumulator.pool)
  }

  /// The callbacks of a batch run; its memory is given back.
  private mutating func finish(
    _ slot: BatchSlot, _ outcome: DeliveryOutcome, into effects: inout [ProducerEffect]
  ) {
    accumulator.fixContent(slot)
    accumulator.pool[slot].isDone = true
    effects.append(
      .completed(
        BatchContent(producer: index, index: accumulator.pool[slot].content),
        partition: accumulator.pool[slot].partition, outcome: outcome))
    accumulator.removeInFlight(slot)
    deallocate(slot)
    guard accumulator.pool[slot].isAwaited, case .flushing(let batches) = caller else { return }
    if batches > 1 {
      caller = .flushing(batches: batches - 1)
    } else {
      caller = .idle
      accumulator.flushes -= 1
      effects.append(.flushed)
    }
  }

  private mutating func deallocate(_ slot: BatchSlot) {
    if !accumulator.pool[slot].isSplit {
      accumulator.buffer.give(accumulator.pool[slot].open.buffer)
    }
  }

  /// Frees the slot of a batch that nothing refers to any more.
  mutating func release(_ slot: BatchSlot) {
    guard accumulator.pool[slot].isDone, !accumulator.pool[slot].isOnWire else { return }
    if sequences?.isTracked(slot, accumulator.pool) == true { return }
    accumulator.pool.release(slot)
  }

  /// Fails everything at once (`abortIncompleteBatches`, `maybeAbortBatches`).
  mutating func abortAll(
    _ exception: ProducerException, into effects: inout [ProducerEffect]
  ) {
    for slot in accumulator.pool.incomplete {
      accumulator.removeQueued(slot)
      accumulator.pool[slot].open.close()
      let maybe =
        accumulator.pool[slot].isPossiblyPersisted || accumulator.pool[slot].isOnWire
      finish(slot, .failed(exception, possiblyPersisted: maybe), into: &effects)
      release(slot)
    }
  }

  private mutating func identityAnswered(_ outcome: ClientCompletion.Outcome) {
    switch outcome {
    case .answered(.initProducerID(let error, let id, let epoch)):
      if error == .none {
        identity = .none
        sequences?.became(id, epoch)
      } else if error.isRetriable {
        identity = .wanted(isRetry: true)
      } else {
        identity = .none
        sequences?.fatal = error
      }
    case .answered, .written:
      preconditionFailure("InitProducerId was answered by another response")
    case .disconnected, .timedOut:
      identity = .wanted(isRetry: true)
    }
  }
}

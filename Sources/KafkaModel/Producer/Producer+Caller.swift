extension Producer {
  /// `KafkaProducer.send` on the one caller thread.
  ///
  /// After `.blocked` nothing else may be called until `.sendReturned`.
  package mutating func send(
    record: Int32, topic: TopicIndex, partition: PartitionIndex?, key: RecordKey,
    shape: RecordShape, now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> SendOutcome {
    guard life == .running else { return .failed(.alreadyClosed) }
    precondition(caller == .idle, "send on a caller thread that is blocked")
    let pending = CallerThread.PendingRecord(
      number: record, topic: topic, explicit: partition, key: key, shape: shape, start: now)
    client.metadata.use(topic, now: now)
    let wasWoken = isWoken
    let outcome: SendOutcome
    if let candidates = candidates(topic, holding: partition) {
      outcome = place(pending, candidates, now: now)
    } else {
      outcome = awaitMetadata(pending, since: now)
    }
    if isWoken {
      if !wasWoken { effects.append(.wake(at: now)) }
    } else if outcome == .blocked {
      effects.append(.wake(at: nextWake))
    }
    return outcome
  }

  /// `KafkaProducer.flush`; `.flushed` follows when every batch that exists now is done.
  package mutating func flush(now: Milliseconds, into effects: inout [ProducerEffect]) {
    precondition(caller == .idle, "flush on a caller thread that is blocked")
    let waiting = accumulator.pool.incomplete
    guard !waiting.isEmpty else {
      effects.append(.flushed)
      return
    }
    for slot in waiting { accumulator.pool[slot].isAwaited = true }
    accumulator.flushes += 1
    caller = .flushing(batches: waiting.count)
    isWoken = true
    effects.append(.wake(at: now))
  }

  /// `KafkaProducer.close`; `.closed` follows, at the latest when the time-out has passed.
  package mutating func close(
    timeout: Milliseconds, now: Milliseconds, into effects: inout [ProducerEffect]
  ) {
    guard life == .running else { return }
    switch caller {
    case .idle, .flushing: break
    case .awaitingMetadata(let pending, _, _), .awaitingMemory(let pending, _, _, _):
      returnSend(pending, .failed(.closedDuringSend), into: &effects)
    }
    accumulator.isClosed = true
    life = .closing(deadline: now + timeout)
    isWoken = true
    effects.append(.wake(at: now))
  }

  /// The partitions of a topic, if the metadata has it and the explicit partition.
  private mutating func candidates(
    _ topic: TopicIndex, holding partition: PartitionIndex?
  ) -> PartitionCandidates? {
    guard let candidates = client.metadata.candidates(of: topic) else { return nil }
    if let partition, partition.raw >= candidates.count { return nil }
    return candidates
  }

  private mutating func awaitMetadata(
    _ pending: CallerThread.PendingRecord, since: Milliseconds
  ) -> SendOutcome {
    if settings.maxBlock <= .zero { return .failed(notInMetadata(pending)) }
    client.metadata.use(pending.topic, now: since)
    client.metadata.requestUpdate(for: pending.topic)
    caller = .awaitingMetadata(
      pending, since: since, answers: client.metadata.answers)
    isWoken = true
    return .blocked
  }

  private func notInMetadata(_ pending: CallerThread.PendingRecord) -> ProducerException {
    if let explicit = pending.explicit, client.metadata.topic(pending.topic) != nil {
      return .partitionNotInMetadata(explicit, waited: settings.maxBlock)
    }
    return .topicNotInMetadata(waited: settings.maxBlock)
  }

  /// Chooses the partition, checks the size and appends (`doSend` after the metadata).
  private mutating func place(
    _ record: CallerThread.PendingRecord, _ candidates: PartitionCandidates, now: Milliseconds
  ) -> SendOutcome {
    var pending = record
    let topic = Int(pending.topic.raw)
    while partitioners.count <= topic { partitioners.append(nil) }
    if partitioners[topic] == nil { partitioners[topic] = TopicPartitioner(settings) }
    pending.chosen =
      pending.explicit
      ?? partitioners[topic]?.partition(
        key: pending.key, among: candidates, random: &partitionDraws)
    if let limit = RecordLimit(upperBound: pending.shape.upperBound, settings: settings) {
      return .failed(.recordTooLarge(limit))
    }
    let hearsOfBatches = partitioners[topic]?.hearsOfNewBatches(behaviour) ?? false
    return append(pending, candidates, abortOnNewBatch: hearsOfBatches, now: now)
  }

  private mutating func append(
    _ record: CallerThread.PendingRecord, _ candidates: PartitionCandidates,
    abortOnNewBatch: Bool, now: Milliseconds
  ) -> SendOutcome {
    let result = accumulator.append(
      Accumulator.Record(number: record.number, shape: record.shape, timestamp: now),
      topic: record.topic, partition: record.chosen, among: candidates,
      abortOnNewBatch: abortOnNewBatch, now: now)
    switch result {
    case .appended(let partition, let wakesSender):
      if wakesSender { isWoken = true }
      return .queued(partition)
    case .needsNewBatch:
      var again = record
      let topic = Int(record.topic.raw)
      partitioners[topic]?.newBatch(
        previous: record.chosen ?? PartitionIndex(0), among: candidates, random: &partitionDraws)
      again.chosen =
        record.explicit
        ?? partitioners[topic]?.partition(
          key: record.key, among: candidates, random: &partitionDraws)
      return append(again, candidates, abortOnNewBatch: false, now: now)
    case .tooLarge(let bytes):
      return .failed(.batchAboveBufferMemory(bytes: bytes))
    case .needsMemory(let bytes):
      let remaining = max(.zero, settings.maxBlock - (now - record.start))
      if remaining == .zero { return .failed(.bufferExhausted(bytes: bytes, waited: .zero)) }
      accumulator.buffer.hasWaiter = true
      caller = .awaitingMemory(record, bytes: bytes, since: now, deadline: now + remaining)
      return .blocked
    }
  }

  /// Lets the caller thread go on where what it waited for has come or its time is over.
  @inline(__always)
  mutating func resumeCaller(now: Milliseconds, into effects: inout [ProducerEffect]) {
    switch caller {
    case .idle, .flushing: break
    case .awaitingMetadata, .awaitingMemory: resumeWaiting(now: now, into: &effects)
    }
  }

  private mutating func resumeWaiting(now: Milliseconds, into effects: inout [ProducerEffect]) {
    switch caller {
    case .idle, .flushing:
      break
    case .awaitingMetadata(let pending, let since, let answers):
      if client.metadata.answers > answers {
        resumeMetadata(pending, since, now: now, into: &effects)
      }
      if case .awaitingMetadata = caller, now - since >= settings.maxBlock {
        returnSend(pending, .failed(notInMetadata(pending)), into: &effects)
      }
    case .awaitingMemory(let pending, let bytes, let since, let deadline):
      if accumulator.buffer.available >= Int64(bytes),
        let candidates = client.metadata.topic(pending.topic)?.candidates
      {
        caller = .idle
        accumulator.buffer.hasWaiter = false
        let outcome = append(pending, candidates, abortOnNewBatch: false, now: now)
        if outcome != .blocked { returnSend(pending, outcome, into: &effects) }
      } else if now >= deadline {
        let exception = ProducerException.bufferExhausted(bytes: bytes, waited: deadline - since)
        returnSend(pending, .failed(exception), into: &effects)
      }
    }
  }

  private mutating func resumeMetadata(
    _ pending: CallerThread.PendingRecord, _ since: Milliseconds, now: Milliseconds,
    into effects: inout [ProducerEffect]
  ) {
    let error = client.metadata.error(of: pending.topic)
    if error == .topicAuthorizationFailed || error == .invalidTopicException {
      returnSend(pending, .failed(.answered(error)), into: &effects)
      return
    }
    if now - since >= settings.maxBlock { return }
    guard let candidates = candidates(pending.topic, holding: pending.explicit) else {
      client.metadata.use(pending.topic, now: now)
      client.metadata.requestUpdate(for: pending.topic)
      caller = .awaitingMetadata(
        pending, since: since, answers: client.metadata.answers)
      isWoken = true
      return
    }
    caller = .idle
    let outcome = place(pending, candidates, now: now)
    if outcome != .blocked { returnSend(pending, outcome, into: &effects) }
  }

  private mutating func returnSend(
    _ pending: CallerThread.PendingRecord, _ outcome: SendOutcome,
    into effects: inout [ProducerEffect]
  ) {
    caller = .idle
    accumulator.buffer.hasWaiter = false
    effects.append(.sendReturned(record: pending.number, outcome))
  }
}

extension WorkerSourceTask {
  /// `send` returned for this record, and all before it in the effect were queued.
  package mutating func sendReturned(
    _ record: Int32, _ outcome: SendReturn, now: Milliseconds,
    into effects: inout [SourceTaskEffect]
  ) {
    guard case .sending(let next, let wasBlocked) = thread else {
      preconditionFailure("nothing was being sent")
    }
    if record >= next {
      // The record that was blocked has returned before this one.
      if wasBlocked { batch.advance() }
      submit(upTo: record, next)
    }
    switch outcome {
    case .blocked:
      thread = .sending(next: record + 1, isBlocked: true)
    case .queued:
      batch.advance()
      sendBatch(now, &effects)
    case .failed(let error):
      callbackFailed([record], error, &effects)
      batch.advance()
      sendBatch(now, &effects)
    case .thrown(let error):
      thrown(record, error, now, &effects)
    }
  }

  /// The callbacks of records came, all with the same outcome; nil for acknowledged.
  package mutating func delivered(
    _ records: ArraySlice<Int32>, error: TaskException?, now: Milliseconds,
    into effects: inout [SourceTaskEffect]
  ) {
    if let error {
      callbackFailed(records, error, &effects)
    } else {
      effects.append(.commitRecords(records, isAcknowledged: true))
      for record in records { submitted.acknowledge(record) }
    }
    if submitted.unacknowledged == 0, case .awaitingDeliveries(_, let failure) = thread {
      deliveriesAwaited(all: true, failure, now, &effects)
    }
  }

  /// Submits the records from `next` to `record`, and moves on to the latter.
  private mutating func submit(upTo record: Int32, _ next: Int32) {
    var before = record - next
    while before > 0 {
      let front = batch.front
      let count = min(front.left, before)
      submitted.submit(front.partition, from: front.offset, count: count)
      batch.advance(count)
      before -= count
    }
    submitted.submit(batch.front.partition, from: batch.front.offset)
    guard !behaviour.storesAcknowledgedOnly else { return }
    for number in next...record { submitted.acknowledge(number) }
  }

  private mutating func callbackFailed(
    _ records: ArraySlice<Int32>, _ error: TaskException, _ effects: inout [SourceTaskEffect]
  ) {
    guard settings.errors.tolerance == .all && behaviour.toleratesProducerErrors else {
      producerError = producerError ?? error
      return
    }
    for record in records {
      var context = RetryOperator.Context()
      _ = errors.failedElsewhere(&context, error)
      submitted.acknowledge(record)
    }
    effects.append(.commitRecords(records, isAcknowledged: false))
  }

  private mutating func thrown(
    _ record: Int32, _ error: TaskException, _ now: Milliseconds,
    _ effects: inout [SourceTaskEffect]
  ) {
    switch error.family {
    case .connectRetriable, .clientRetriable:
      submitted.drop(record)
      effects.append(.note(.backsOff))
      if isStopping {
        pass(now, &effects)
      } else {
        thread = .backingOff(until: now + Milliseconds(100))
      }
    case .client:
      fail(.send(error), now, &effects)
    case .connect, .other:
      fail(.thrown(error), now, &effects)
    }
  }
}

/// Writing: one send() at a time, each with a token for whoever wants to know how it ended.
extension TopicLog {
  /// `send`; the notice `written` follows.
  mutating func write(
    _ record: ConnectRecord, token: Int32, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    waitingWrites.append((record, token))
    sendWaiting(&clients, now: now, into: &effects)
  }

  /// `flush`; true if nothing is on its way, else the notice `flushed` follows.
  mutating func flush(_ token: Int32) -> Bool {
    if settledWrites == writes.count, waitingWrites.isEmpty { return true }
    flushes.append((token, writes.count + waitingWrites.count))
    return false
  }

  private mutating func sendWaiting(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard let producer else { preconditionFailure("a log that is only read is not written") }
    while !isSendBlocked, let topic, let (record, token) = waitingWrites.first {
      waitingWrites.removeFirst()
      writes.append(WriteState(token: token))
      switch clients.write(record, to: topic, nil, by: producer, now: now, into: &effects) {
      case .queued, .failed: break
      case .blocked: isSendBlocked = true
      }
    }
  }

  /// One write has come to its end: by its callback, or because send() failed.
  mutating func settled(
    _ record: Int32, _ failure: ProducerException?, _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    guard !writes[Int(record)].isSettled else { return }
    writes[Int(record)].isSettled = true
    notices.append(.written(token: writes[Int(record)].token, failure: failure))
    while settledWrites < writes.count, writes[settledWrites].isSettled { settledWrites += 1 }
    while let first = flushes.first, first.writes <= settledWrites {
      flushes.removeFirst()
      notices.append(.flushed(token: first.token))
    }
    releaseFlushed(&clients, now: now, into: &effects)
  }

  mutating func sendReturned(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    isSendBlocked = false
    sendWaiting(&clients, now: now, into: &effects)
  }

  mutating func releaseFlushed(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    while let first = flushing.first, first.writes <= settledWrites {
      flushing.removeFirst()
      askedFor.append(first.token)
    }
    guard !askedFor.isEmpty, phase == .following else { return }
    clients.wakeUpConsumer(consumer, now: now, into: &effects)
  }
}

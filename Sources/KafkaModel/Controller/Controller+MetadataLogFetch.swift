/// Serves the metadata log to observers, the brokers, as a long poll.
///
/// An answer carries everything from the fetch offset to the high watermark, whatever its size.
/// Source: `KafkaRaftClient.handleFetchRequest`.
extension Controller {
  mutating func fetch(
    _ request: MetadataLogFetchRequest, _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    if log.isFlushing {
      held.append((token, request))
      return
    }
    guard request.fetchOffset <= log.highWatermark else {
      let refusal = MetadataLogFetchResponse(
        error: .offsetOutOfRange, records: [], highWatermark: log.highWatermark)
      effects.append(.respond(token, .metadataLogFetch(refusal)))
      return
    }
    if request.fetchOffset < log.highWatermark || request.maxWait == .zero {
      effects.append(.respond(token, answer(from: request.fetchOffset)))
      return
    }
    let deadline = now + request.maxWait
    parked.append(
      ParkedFetch(token: token, fetchOffset: request.fetchOffset, deadline: deadline))
    if deadlines[ControllerTimer.fetchExpiry.rawValue] ?? .max > deadline {
      setTimer(.fetchExpiry, at: deadline, &effects)
    }
  }

  /// New records are written: every parked fetch has something to read.
  mutating func completeFetches(_ effects: inout [ControllerEffect]) {
    for fetch in parked { effects.append(.respond(fetch.token, answer(from: fetch.fetchOffset))) }
    parked.removeAll(keepingCapacity: true)
    deadlines[ControllerTimer.fetchExpiry.rawValue] = nil
  }

  /// Answers polls that have waited long enough; a thread of its own does it, also during a flush.
  mutating func expireFetches(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    var next = Milliseconds.max
    for fetch in parked {
      if fetch.deadline <= now {
        effects.append(.respond(fetch.token, answer(from: fetch.fetchOffset)))
      } else {
        next = min(next, fetch.deadline)
      }
    }
    parked.removeAll { $0.deadline <= now }
    if !parked.isEmpty { setTimer(.fetchExpiry, at: next, &effects) }
  }

  private func answer(from offset: Offset) -> Response {
    .metadataLogFetch(
      MetadataLogFetchResponse(
        error: .none, records: Array(log.records[Int(offset.raw)..<log.committed]),
        highWatermark: log.highWatermark))
  }
}

/// Fetches that wait for data, and the sessions whose fetches they are (`DelayedFetch`, `FetchSession`).
extension Broker {
  /// The log, high watermark or role of the partition changed: answers fetches that waited for that.
  @inline(__always)
  mutating func wakeFetches(
    at row: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    if hosted.rows[row].isWatched { completeFetches(waitingAt: row, now: now, into: &effects) }
  }

  private mutating func completeFetches(
    waitingAt row: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    findFetches(waitingAt: row, onlyComplete: true)
    for index in fetchWakes.indices {
      complete(fetchWakes[index].slot, now: now, into: &effects)
    }
  }

  /// Puts the fetches that wait at a partition into `fetchWakes`, in the order in which they came: all, or those that
  /// what happened there completes.
  mutating func findFetches(waitingAt row: Int, onlyComplete: Bool) {
    fetchWakes.clear()
    var isSorted = true
    for index in hosted.rows[row].sessionWatches.indices {
      let watch = hosted.rows[row].sessionWatches[index]
      guard fetchSessions.isCurrent(watch) else { continue }
      let slot = fetchSessions.sessions[Int(watch.slot)].parked
      guard slot >= 0 else { continue }
      if onlyComplete, !isComplete(slot, at: row, reading: watch.entry) { continue }
      let ticket = fetchPurgatory.slots[Int(slot)].ticket
      if let last = fetchWakes.last, last.ticket > ticket { isSorted = false }
      fetchWakes.append(FetchPurgatory.Wake(ticket: ticket, slot: slot))
    }
    for index in hosted.rows[row].fetchWaiters.indices {
      let waiter = hosted.rows[row].fetchWaiters[index]
      guard fetchPurgatory.isOpen(waiter),
        !onlyComplete || isComplete(waiter.slot, at: row, reading: waiter.entry)
      else { continue }
      let ticket = fetchPurgatory.slots[Int(waiter.slot)].ticket
      if let last = fetchWakes.last, last.ticket > ticket { isSorted = false }
      fetchWakes.append(FetchPurgatory.Wake(ticket: ticket, slot: waiter.slot))
    }
    if !isSorted { fetchWakes.sort { $0.ticket < $1.ticket } }
  }

  /// Whether what happened at one partition, an entry of a parked fetch, completes it (`DelayedFetch.tryComplete`).
  ///
  /// Changes at the request's other partitions wake it by themselves.
  private mutating func isComplete(_ slot: Int32, at row: Int, reading entry: Int32) -> Bool {
    let isFollower = fetchPurgatory.slots[Int(slot)].reader.replica != nil
    let session = Int(fetchPurgatory.slots[Int(slot)].session)
    let asked =
      session >= 0
      ? fetchSessions.sessions[session].entries[Int(entry)].asked
      : fetchPurgatory.slots[Int(slot)].partitions[Int(entry)]
    // Most have read it to the end.
    if hosted.rows[row].partition.isReadToEnd(asked, isFollower: isFollower) { return false }
    let minBytes = Int64(fetchPurgatory.slots[Int(slot)].reader.minBytes)
    guard
      let here = hosted.rows[row].partition.readableBytes(
        asked, isFollower: isFollower, wanted: minBytes)
    else { return true }
    if here >= minBytes { return here > 0 }
    if minBytes <= 1 || here == 0 { return false }
    var bytes = here
    let partitions =
      session >= 0
      ? fetchSessions.partitions(of: session) : fetchPurgatory.slots[Int(slot)].partitions
    for other in partitions where other.partition != asked.partition {
      guard let row = hosted.index(of: other.partition) else { return true }
      bytes +=
        hosted.rows[row].partition.readableBytes(
          other, isFollower: isFollower, wanted: minBytes) ?? minBytes
      if bytes >= minBytes { return true }
    }
    return false
  }

  /// Takes a fetch out of the purgatory, reads again, so that high watermarks are current, and answers.
  mutating func complete(
    _ parked: Int32, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    // Piece by piece, as it is large.
    let place = Int(parked)
    let reader = fetchPurgatory.slots[place].reader
    let context = fetchPurgatory.slots[place].context
    let session = Int(fetchPurgatory.slots[place].session)
    let connection = fetchPurgatory.slots[place].connection
    let correlation = fetchPurgatory.slots[place].correlation
    var partitions = fetchPurgatory.release(parked)
    let current = slot(of: context)
    if session >= 0 {
      fetchSessions.sessions[session].parked = -1
      if current == session {
        _ = read(session, by: reader, isNewFetch: false, now: now)
      } else {
        partitions = fetchSessions.partitions(of: session)
        fetchSessions.vacate(session)
      }
    }
    if session < 0 || current == nil {
      _ = read(
        partitions, refused: [], by: reader, in: current, isNewFetch: false, now: now)
    }
    respondWithRead(
      partitions, toFollower: reader.replica != nil, context, in: current, correlation,
      on: connection, now: now, into: &effects)
  }

  /// Requests whose wait is over: fetches answer with what there is, produces with REQUEST_TIMED_OUT.
  mutating func expireParked(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard purgatoryAlarm.fires(at: now) else { return }
    while let parked = fetchPurgatory.nextExpired(now: now) {
      complete(parked, now: now, into: &effects)
    }
    while let slot = producePurgatory.nextExpired(now: now) {
      let connection = producePurgatory.slots[Int(slot)].connection
      let correlation = producePurgatory.slots[Int(slot)].correlation
      let answers = producePurgatory.release(slot)
      for answer in answers where answer.error == .requestTimedOut {
        effects.append(.journal(.produceRefused(answer.partition, error: .requestTimedOut)))
      }
      respond(
        .produce(Few(answers.lazy.map(Self.withoutOffsetIfFailed))), correlation, on: connection,
        into: &effects)
    }
    armPurgatory(
      min(fetchPurgatory.nextDeadline, producePurgatory.nextDeadline), into: &effects)
  }

  mutating func armPurgatory(_ deadline: Milliseconds, into effects: inout [BrokerEffect]) {
    if purgatoryAlarm.arm(deadline) { effects.append(.setTimer(.purgatory, at: deadline)) }
  }

  private static func withoutOffsetIfFailed(
    _ answer: ProducePartitionResponse
  ) -> ProducePartitionResponse {
    var answer = answer
    if answer.error != .none { answer.baseOffset = .none }
    return answer
  }

  /// Finds the replicas that a session reads from, and has them know of it.
  mutating func watchPartitions(of slot: Int) {
    let shape = fetchSessions.reshape(slot)
    fetchSessions.sessions[slot].isReshaped = false
    for entry in fetchSessions.sessions[slot].entries.indices {
      let partition = fetchSessions.sessions[slot].entries[entry].asked.partition
      guard let row = hosted.index(of: partition) else {
        fetchSessions.sessions[slot].entries[entry].row = -1
        fetchSessions.sessions[slot].isReshaped = true
        continue
      }
      fetchSessions.sessions[slot].entries[entry].row = Int32(row)
      hosted.rows[row].watch(
        FetchSession.Watch(slot: Int32(slot), entry: Int32(entry), shape: shape),
        in: fetchSessions)
    }
  }

  /// Before a fetch ends its session, takes partitions from it or comes from another life of its follower.
  @inline(__always)
  mutating func noteQuietFetches(of slot: Int, before request: Shared<FetchRequest>) {
    if request.content.session.isFull || !request.content.forgotten.isEmpty
      || fetchSessions.sessions[slot].follower != request.content.replica
    {
      noteQuietFetches(of: slot)
    }
  }

  /// Notes at its partitions when a session's follower has last fetched: what fetches that found nothing left undone.
  mutating func noteQuietFetches(of slot: Int) {
    let fetchedAt = fetchSessions.sessions[slot].fetchedAt
    let follower = fetchSessions.sessions[slot].follower
    for entry in fetchSessions.sessions[slot].entries.indices
    where fetchSessions.sessions[slot].entries[entry].isQuiet {
      fetchSessions.sessions[slot].entries[entry].isQuiet = false
      if let follower {
        let row = Int(fetchSessions.sessions[slot].entries[entry].row)
        hosted.rows[row].partition.followerFetchedAgain(follower.id, now: fetchedAt)
      }
    }
  }

  /// The same for all followers' sessions, before in-sync replicas are asked for.
  mutating func noteQuietFollowers() {
    for slot in fetchSessions.sessions.indices where fetchSessions.sessions[slot].follower != nil {
      noteQuietFetches(of: slot)
    }
  }

  /// The same for all sessions, before roles change; and where replicas may come or go, sessions are to find them again.
  mutating func noteQuietFetches(replicasMayChange: Bool = false) {
    for slot in fetchSessions.sessions.indices {
      noteQuietFetches(of: slot)
      if replicasMayChange { fetchSessions.sessions[slot].isReshaped = true }
    }
  }
}

/// Fetch, by followers and consumers (`ReplicaManager.fetchMessages`, `DelayedFetch`).
extension Broker {
  /// Inlined with what it asks of the session, as it hands on nearly all it is given.
  @inline(__always)
  mutating func fetch(
    _ request: Shared<FetchRequest>, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let session = fetchSessions.slot(of: request.content.session.session)
    if let session { noteQuietFetches(of: session, before: request) }
    let context = fetchSessions.context(of: request.content, in: session, now: now)
    let reader = FetchReader(request, rack: rack(of: request))
    let maxWait = request.content.maxWait
    let partitions: Few<FetchPartition>
    switch context {
    case .sessionless, .full:
      partitions = request.content.partitions
    case .incremental:
      guard let session else { preconditionFailure("a context names an open session") }
      guard mustList(session) else {
        return serve(
          session, by: reader, context, maxWait: maxWait, correlation, on: connection, now: now,
          into: &effects)
      }
      noteQuietFetches(of: session)
      partitions = fetchSessions.partitions(of: session)
    case .refused(let error):
      respond(
        .fetch(FetchResponse(partitions: [], error: error)), correlation, on: connection,
        into: &effects)
      return
    }
    if let locked = lockedRequests.partition, partitions.contains(where: { $0.partition == locked })
    {
      let fetch = FetchInHand(
        reader: reader, maxWait: maxWait, partitions: partitions, context: context)
      return proceed(fetch, correlation, on: connection, now: now, into: &effects)
    }
    serve(
      partitions, refused: [], by: reader, context, maxWait: maxWait, correlation, on: connection,
      now: now, into: &effects)
  }

  /// The rack of a consumer that may be sent to a follower there (KIP-392).
  @inline(__always)
  private mutating func rack(of request: Shared<FetchRequest>) -> Int32? {
    guard request.content.replica == nil, settings.replicaSelector == .rackAware else { return nil }
    return request.content.rack.map { place(ofRack: $0) }
  }

  private mutating func place(ofRack rack: String) -> Int32 {
    if let known = racks.firstIndex(of: rack) { return Int32(known) }
    racks.append(rack)
    return Int32(racks.count - 1)
  }

  /// Whether a session's fetch must go through all its partitions one by one: one may be locked, or a fetch waits
  /// already, which is then not of the same position.
  private func mustList(_ slot: Int) -> Bool {
    lockedRequests.partition != nil || fetchSessions.sessions[slot].parked >= 0
  }

  /// Reads the partitions in a list, and answers or parks the request.
  mutating func serve(
    _ partitions: Few<FetchPartition>, refused: [FetchInHand.Refusal], by reader: FetchReader,
    _ context: FetchContext, maxWait: Milliseconds, _ correlation: Int32,
    on connection: ServerConnection, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let session = slot(of: context)
    let isEnough = read(
      partitions, refused: refused, by: reader, in: session, isNewFetch: true, now: now)
    if maxWait <= .zero || partitions.isEmpty || isEnough {
      respondWithRead(
        partitions, toFollower: reader.replica != nil, context, in: session, correlation,
        on: connection, now: now, into: &effects)
      return
    }
    let deadline = now + maxWait
    let slot = fetchPurgatory.park(
      connection: connection, correlation: correlation, deadline: deadline, reader: reader,
      partitions: partitions, session: -1, context: context)
    for entry in partitions.indices {
      guard let row = hosted.index(of: partitions[entry].partition) else { continue }
      hosted.rows[row].watch(
        FetchPurgatory.Waiter(
          slot: slot, generation: fetchPurgatory.generations[Int(slot)], entry: Int32(entry)),
        in: fetchPurgatory)
    }
    armPurgatory(deadline, into: &effects)
  }

  /// Reads what may have changed of a session's partitions, and answers or parks the request.
  private mutating func serve(
    _ session: Int, by reader: FetchReader, _ context: FetchContext, maxWait: Milliseconds,
    _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    if fetchSessions.sessions[session].isReshaped { watchPartitions(of: session) }
    let isEnough = read(session, by: reader, isNewFetch: true, now: now)
    if maxWait <= .zero || isEnough {
      respondWithRead(
        .none, toFollower: reader.replica != nil, context, in: session, correlation,
        on: connection, now: now, into: &effects)
      return
    }
    let deadline = now + maxWait
    fetchSessions.sessions[session].parked = fetchPurgatory.park(
      connection: connection, correlation: correlation, deadline: deadline, reader: reader,
      partitions: .none, session: Int32(session), context: context)
    armPurgatory(deadline, into: &effects)
  }

  /// The session that a request reads from, unless it is gone or a later fetch of it has come.
  func slot(of context: FetchContext) -> Int? {
    switch context {
    case .sessionless, .full, .refused: nil
    case .incremental(let id, let epoch): fetchSessions.slot(of: id, expecting: epoch)
    }
  }

  /// Sends what was read, and notes in the session, if it is still the context's, what the client is told by that; the
  /// list goes with it.
  mutating func respondWithRead(
    _ partitions: Few<FetchPartition>, toFollower: Bool, _ context: FetchContext,
    in session: Int?, _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    var response = FetchResponse(partitions: spareAnswers.takeLast() ?? [])
    swap(&response.partitions, &fetchAnswers)
    switch context {
    case .sessionless, .refused: break
    case .full:
      if let other = fetchSessions.sessionInTheWay(
        ofPrivileged: toFollower, size: partitions.count, now: now)
      {
        noteQuietFetches(of: other)
        fetchSessions.remove(at: other)
      }
      response.session = fetchSessions.create(
        isPrivileged: toFollower, partitions: partitions,
        answers: response.partitions, now: now)
    case .incremental(let id, _):
      response.session = id
      if let session {
        for index in response.partitions.indices {
          fetchSessions.sessions[session].tell(
            Int(fetchAnswerPositions[index]), response.partitions, at: index)
        }
      } else if fetchSessions.slot(of: id) != nil {
        response = FetchResponse(
          partitions: [], session: id, error: .invalidFetchSessionEpoch)
      }
    }
    respond(.fetch(response), correlation, on: connection, into: &effects)
  }
}

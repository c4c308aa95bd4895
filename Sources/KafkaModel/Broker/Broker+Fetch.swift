/// Fetch, by followers and consumers (`ReplicaManager.fetchMessages`, `DelayedFetch`).
extension Broker {
  mutating func fetch(
    _ request: borrowing FetchRequest, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let context = fetchSessions.context(of: request, now: now)
    let partitions: [FetchPartition]
    switch context {
    case .sessionless, .full: partitions = request.partitions
    case .incremental(let id, _):
      if let slot = fetchSessions.slot(of: id) {
        partitions = fetchSessions.partitions(of: slot)
      } else {
        partitions = request.partitions
      }
    case .refused(let error):
      respond(
        .fetch(FetchResponse(partitions: [], error: error)), correlation, on: connection,
        into: &effects)
      return
    }
    let reader = FetchReader(request)
    if let locked = lockedRequests.partition, partitions.contains(where: { $0.partition == locked })
    {
      let fetch = FetchInHand(
        reader: reader, maxWait: request.maxWait, partitions: partitions, context: context)
      return proceed(fetch, correlation, on: connection, now: now, into: &effects)
    }
    serve(
      partitions, refused: [], by: reader, context, maxWait: request.maxWait, correlation,
      on: connection, now: now, into: &effects)
  }

  /// Reads, and answers or parks the request.
  mutating func serve(
    _ partitions: [FetchPartition], refused: [FetchInHand.Refusal], by reader: FetchReader,
    _ context: FetchContext, maxWait: Milliseconds, _ correlation: Int32,
    on connection: ServerConnection, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let read = read(
      partitions, refused: refused, by: reader, context, isNewFetch: true, now: now)
    if maxWait <= .zero || partitions.isEmpty || read.answersAtOnce
      || read.bytes >= Int64(reader.minBytes)
    {
      respondWithRead(
        partitions, toFollower: reader.replica != nil, context, correlation, on: connection,
        now: now, into: &effects)
      return
    }
    let deadline = now + maxWait
    let ticket = fetchPurgatory.park(
      connection: connection, correlation: correlation, deadline: deadline, reader: reader,
      partitions: partitions, context: context)
    for entry in partitions.indices {
      guard let row = hosted.index(of: partitions[entry].partition) else { continue }
      hosted.rows[row].watch(
        FetchPurgatory.Waiter(
          slot: ticket.slot, generation: ticket.generation, entry: Int32(entry)),
        in: fetchPurgatory)
    }
    armPurgatory(deadline, into: &effects)
  }

  /// The log, high watermark or role of the partition changed: answers fetches that waited for that.
  mutating func wakeFetches(
    at row: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !hosted.rows[row].fetchWaiters.isEmpty else { return }
    var kept = 0
    let count = hosted.rows[row].fetchWaiters.count
    for index in 0..<count {
      let waiter = hosted.rows[row].fetchWaiters[index]
      guard fetchPurgatory.isOpen(waiter) else { continue }
      if isComplete(waiter, at: row) {
        complete(fetchPurgatory.release(waiter.slot), now: now, into: &effects)
      } else {
        hosted.rows[row].fetchWaiters[kept] = waiter
        kept += 1
      }
    }
    hosted.rows[row].fetchWaiters.shorten(to: kept)
  }

  /// Requests whose wait is over: fetches answer with what there is, produces with REQUEST_TIMED_OUT.
  mutating func expireParked(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard purgatoryAlarm.fires(at: now) else { return }
    while let parked = fetchPurgatory.expire(now: now) {
      complete(parked, now: now, into: &effects)
    }
    while let parked = producePurgatory.expire(now: now) {
      for answer in parked.answers where answer.error == .requestTimedOut {
        effects.append(.journal(.produceRefused(answer.partition, error: .requestTimedOut)))
      }
      respond(
        .produce(parked.answers.map(Self.withoutOffsetIfFailed)), parked.correlation,
        on: parked.connection, into: &effects)
    }
    armPurgatory(
      min(fetchPurgatory.nextDeadline, producePurgatory.nextDeadline), into: &effects)
  }

  mutating func armPurgatory(_ deadline: Milliseconds, into effects: inout [BrokerEffect]) {
    if purgatoryAlarm.arm(deadline) { effects.append(.setTimer(.purgatory, at: deadline)) }
  }

  /// Reads again, so that high watermarks are current, and answers.
  mutating func complete(
    _ taken: consuming FetchPurgatory.Parked, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    let partitions = taken.takePartitions()
    let parked = taken
    _ = read(
      partitions, refused: [], by: parked.reader, parked.context, isNewFetch: false, now: now)
    respondWithRead(
      partitions, toFollower: parked.reader.replica != nil, parked.context, parked.correlation,
      on: parked.connection, now: now, into: &effects)
  }

  private static func withoutOffsetIfFailed(
    _ answer: ProducePartitionResponse
  ) -> ProducePartitionResponse {
    var answer = answer
    if answer.error != .none { answer.baseOffset = .none }
    return answer
  }

  private struct Reading {
    var bytes: Int64 = 0
    /// An error or a divergence is told without waiting.
    var answersAtOnce = false
  }

  /// Reads into `fetchAnswers`: one answer for each partition asked for, of a session only those that it must tell.
  private mutating func read(
    _ partitions: [FetchPartition], refused: [FetchInHand.Refusal], by reader: FetchReader,
    _ session: FetchContext, isNewFetch: Bool, now: Milliseconds
  ) -> Reading {
    var reading = Reading()
    var refusals = 0
    fetchAnswers.clear()
    fetchAnswerPositions.clear()
    let slot = slot(of: session) ?? -1
    var bytesLeft = reader.maxBytes
    var minOneMessage = true
    let context = context(now)
    let isFollower = reader.replica != nil
    // What a parked follower's fetch says of it was noted when it came.
    let noted = isNewFetch ? reader.replica : nil
    let asker: PartitionReader =
      reader.replica.map { .follower($0, updatesState: isNewFetch) } ?? .consumer
    let rack = settings.replicaSelector == .rackAware && !isFollower ? reader.rack : nil
    for index in partitions.indices {
      let asked = partitions[index]
      let refusal =
        refusals < refused.count && refused[refusals].entry == index
        ? refused[refusals].error : .none
      if refusal != .none { refusals += 1 }
      guard let row = hosted.index(of: asked.partition) else {
        answerWithoutReplica(of: asked.partition, isFollower: isFollower, at: index)
        reading.answersAtOnce = true
        continue
      }
      if refusal != .none {
        addRefusal(refusal, isFollower: isFollower, of: row, at: index)
        reading.answersAtOnce = true
        continue
      }
      // The follower that a consumer in another rack is sent to (KIP-392).
      if let rack,
        let preferred = hosted.rows[row].partition.preferredReplica(
          inRack: rack, for: asked, brokers: metadata.image.brokers)
      {
        beginAnswer(asked.partition, at: index)
        addPreferred(preferred, of: row)
        reading.answersAtOnce = true
        continue
      }
      // As they are before the fetch is taken into account.
      let told = FetchSession.Told(
        highWatermark: hosted.rows[row].partition.log.highWatermark,
        logStart: hosted.rows[row].partition.log.logStart)
      // Most find nothing, as their reader has all there is. They are looked at without changing anything, or only
      // what is kept of a follower: that is a small part of a whole read.
      if hosted.rows[row].partition.isReadToEnd(asked, isFollower: isFollower),
        noted == nil
          || hosted.rows[row].partition.followerFetchedAtEnd(
            asked, by: noted, context: context, effects: &partitionEffects)
      {
        if slot >= 0, fetchSessions.told(slot, index) == told { continue }
        beginAnswer(asked.partition, at: index)
        fetchAnswers[fetchAnswers.count - 1].highWatermark = told.highWatermark
        fetchAnswers[fetchAnswers.count - 1].logStart = told.logStart
        continue
      }
      let outcome = hosted.rows[row].partition.fetch(
        asked, by: asker, maxBytes: min(asked.maxBytes, bytesLeft),
        minOneMessage: minOneMessage, context: context, effects: &partitionEffects)
      switch outcome {
      case .refused(let error):
        addRefusal(error, isFollower: isFollower, of: row, at: index)
        reading.answersAtOnce = true
      case .diverging(let end, let highWatermark, let logStart):
        beginAnswer(asked.partition, at: index)
        fetchAnswers[fetchAnswers.count - 1].diverging = end
        fetchAnswers[fetchAnswers.count - 1].highWatermark = highWatermark
        fetchAnswers[fetchAnswers.count - 1].logStart = logStart
        reading.answersAtOnce = true
      case .read(let data, let highWatermark, let logStart):
        if data.sizeInBytes == 0, slot >= 0, fetchSessions.told(slot, index) == told { continue }
        beginAnswer(asked.partition, at: index)
        fetchAnswers[fetchAnswers.count - 1].highWatermark = highWatermark
        fetchAnswers[fetchAnswers.count - 1].logStart = logStart
        guard data.sizeInBytes > 0 else { continue }
        fetchAnswers[fetchAnswers.count - 1].batches = data.batches
        reading.bytes += Int64(data.sizeInBytes)
        minOneMessage = false
        bytesLeft = max(0, bytesLeft - data.sizeInBytes)
      }
    }
    return reading
  }

  private mutating func answerWithoutReplica(
    of partition: TopicPartition, isFollower: Bool, at index: Int
  ) {
    beginAnswer(partition, at: index)
    // Fetches name topics by their ids (version 13, KIP-516).
    let error =
      metadata.image.topic(partition.topic) == nil
      ? .unknownTopicID : errorWithoutReplica(partition)
    fetchAnswers[fetchAnswers.count - 1].error = error
    if !isFollower, error == .notLeaderOrFollower {
      fetchAnswers[fetchAnswers.count - 1].currentLeader = currentLeader(of: partition)
    }
  }

  private mutating func addRefusal(
    _ error: ErrorCode, isFollower: Bool, of row: Int, at index: Int
  ) {
    beginAnswer(hosted.rows[row].partition.id, at: index)
    fetchAnswers[fetchAnswers.count - 1].error = error
    if isFollower, error == .offsetOutOfRange { addBounds(of: row) }
    if !isFollower, error == .notLeaderOrFollower || error == .fencedLeaderEpoch {
      let leader = currentLeader(of: hosted.rows[row].partition)
      fetchAnswers[fetchAnswers.count - 1].currentLeader = leader
    }
  }

  private mutating func addPreferred(_ replica: NodeID, of row: Int) {
    let answer = fetchAnswers.count - 1
    fetchAnswers[answer].highWatermark = hosted.rows[row].partition.log.highWatermark
    fetchAnswers[answer].logStart = hosted.rows[row].partition.log.logStart
    fetchAnswers[answer].preferredReadReplica = replica
  }

  private mutating func beginAnswer(_ partition: TopicPartition, at position: Int) {
    fetchAnswers.append(oftenAlone: FetchPartitionResponse(partition, error: .none))
    fetchAnswerPositions.append(Int32(position))
  }

  /// The session that a request reads from, unless it is gone or a later fetch of it has come.
  private func slot(of context: FetchContext) -> Int? {
    switch context {
    case .sessionless, .full, .refused: nil
    case .incremental(let id, let epoch): fetchSessions.slot(of: id, expecting: epoch)
    }
  }

  /// Sends what was read, and notes in the session what the client is told by that; the storage goes with it.
  private mutating func respondWithRead(
    _ partitions: consuming [FetchPartition], toFollower: Bool, _ context: FetchContext,
    _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    var response = FetchResponse(partitions: [])
    swap(&response.partitions, &fetchAnswers)
    switch context {
    case .sessionless, .refused: break
    case .full:
      response.session = fetchSessions.create(
        isPrivileged: toFollower, partitions: partitions,
        answers: response.partitions, now: now)
    case .incremental(let id, let epoch):
      response.session = id
      // The session must not share its partitions with the request when they change places.
      partitions = []
      if let slot = fetchSessions.slot(of: id, expecting: epoch) {
        tell(response.partitions, of: slot)
      } else if fetchSessions.slot(of: id) != nil {
        response = FetchResponse(
          partitions: [], session: id, error: .invalidFetchSessionEpoch)
      }
    }
    respond(.fetch(response), correlation, on: connection, into: &effects)
  }

  /// Partitions that gave data go behind the others, in their order.
  private mutating func tell(_ answers: [FetchPartitionResponse], of slot: Int) {
    for index in answers.indices {
      fetchSessions.tell(slot, Int(fetchAnswerPositions[index]), answers[index])
    }
    var moved: Int32 = 0
    for index in answers.indices where !answers[index].batches.isEmpty {
      fetchSessions.moveToEnd(slot, Int(fetchAnswerPositions[index] - moved))
      moved += 1
    }
  }

  /// Stands for the ListOffsets requests that a follower sends after OFFSET_OUT_OF_RANGE.
  private mutating func addBounds(of row: Int) {
    let answer = fetchAnswers.count - 1
    fetchAnswers[answer].logStart = hosted.rows[row].partition.log.logStart
    fetchAnswers[answer].diverging = EpochEndOffset(
      epoch: hosted.rows[row].partition.leaderEpoch,
      endOffset: hosted.rows[row].partition.log.logEnd)
  }

  /// Whether what happened at one partition completes a parked fetch (`DelayedFetch.tryComplete`).
  ///
  /// Changes at the request's other partitions wake it by themselves.
  private mutating func isComplete(_ waiter: FetchPurgatory.Waiter, at row: Int) -> Bool {
    let isFollower = fetchPurgatory.slots[Int(waiter.slot)].reader.replica != nil
    let minBytes = Int64(fetchPurgatory.slots[Int(waiter.slot)].reader.minBytes)
    var bytes: Int64 = 0
    let asked = fetchPurgatory.slots[Int(waiter.slot)].partitions[Int(waiter.entry)]
    guard
      let here = hosted.rows[row].partition.readableBytes(
        asked, isFollower: isFollower, wanted: minBytes)
    else { return true }
    bytes += here
    if bytes >= minBytes { return here > 0 }
    if minBytes <= 1 || here == 0 { return false }
    for other in fetchPurgatory.slots[Int(waiter.slot)].partitions
    where other.partition != asked.partition {
      guard let row = hosted.index(of: other.partition) else { return true }
      bytes +=
        hosted.rows[row].partition.readableBytes(
          other, isFollower: isFollower, wanted: minBytes) ?? minBytes
      if bytes >= minBytes { return true }
    }
    return false
  }
}

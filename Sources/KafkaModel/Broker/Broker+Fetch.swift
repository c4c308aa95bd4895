/// Fetch, by followers and consumers (`ReplicaManager.fetchMessages`, `DelayedFetch`).
extension Broker {
  mutating func fetch(
    _ request: FetchRequest, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let read = read(request, isNewFetch: true, now: now)
    if request.maxWait <= .zero || request.partitions.isEmpty || read.answersAtOnce
      || read.bytes >= Int64(request.minBytes)
    {
      respondWithRead(correlation, on: connection, into: &effects)
      return
    }
    let deadline = now + request.maxWait
    let ticket = fetchPurgatory.park(
      connection: connection, correlation: correlation, deadline: deadline, request: request)
    for entry in request.partitions.indices {
      guard let row = hosted.index(of: request.partitions[entry].partition) else { continue }
      if hosted.rows[row].fetchWaiters.count >= hosted.rows[row].fetchWaiterLimit {
        forgetClosedFetches(at: row)
      }
      hosted.rows[row].fetchWaiters.append(
        FetchPurgatory.Waiter(
          slot: ticket.slot, generation: ticket.generation, entry: Int32(entry)))
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
    hosted.rows[row].fetchWaiters.removeSubrange(kept...)
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
    _ parked: FetchPurgatory.Parked, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    _ = read(parked.request, isNewFetch: false, now: now)
    respondWithRead(parked.correlation, on: parked.connection, into: &effects)
  }

  private static func withoutOffsetIfFailed(
    _ answer: ProducePartitionResponse
  ) -> ProducePartitionResponse {
    var answer = answer
    if answer.error != .none { answer.baseOffset = .none }
    return answer
  }

  private mutating func forgetClosedFetches(at row: Int) {
    let purgatory = fetchPurgatory
    hosted.rows[row].fetchWaiters.removeAll { !purgatory.isOpen($0) }
    hosted.rows[row].fetchWaiterLimit = max(8, 2 * hosted.rows[row].fetchWaiters.count)
  }

  private struct Reading {
    var bytes: Int64 = 0
    /// An error or a divergence is told without waiting.
    var answersAtOnce = false
  }

  /// Reads into `fetchAnswers`, one answer for each partition asked for.
  private mutating func read(
    _ request: FetchRequest, isNewFetch: Bool, now: Milliseconds
  ) -> Reading {
    var reading = Reading()
    if !fetchAnswers.isEmpty { fetchAnswers.removeAll(keepingCapacity: true) }
    fetchAnswers.reserveCapacity(request.partitions.count)
    var bytesLeft = request.maxBytes
    var minOneMessage = true
    let context = context(now)
    let reader: PartitionReader =
      request.replica.map { .follower($0, updatesState: isNewFetch) } ?? .consumer
    for index in request.partitions.indices {
      let asked = request.partitions[index]
      fetchAnswers.append(FetchPartitionResponse(asked.partition, error: .none))
      guard let row = hosted.index(of: asked.partition) else {
        fetchAnswers[index].error = errorWithoutReplica(asked.partition)
        reading.answersAtOnce = true
        continue
      }
      let outcome = hosted.rows[row].partition.fetch(
        asked, by: reader, maxBytes: min(asked.maxBytes, bytesLeft),
        minOneMessage: minOneMessage, context: context, effects: &partitionEffects)
      switch outcome {
      case .refused(let error):
        fetchAnswers[index].error = error
        reading.answersAtOnce = true
        if error == .offsetOutOfRange { addBounds(of: row, to: index) }
      case .diverging(let end, let highWatermark, let logStart):
        fetchAnswers[index].diverging = end
        fetchAnswers[index].highWatermark = highWatermark
        fetchAnswers[index].logStart = logStart
        reading.answersAtOnce = true
      case .read(let data, let highWatermark, let logStart):
        fetchAnswers[index].highWatermark = highWatermark
        fetchAnswers[index].logStart = logStart
        guard data.sizeInBytes > 0 else { continue }
        fetchAnswers[index].batches = data.batches
        reading.bytes += Int64(data.sizeInBytes)
        minOneMessage = false
        bytesLeft = max(0, bytesLeft - data.sizeInBytes)
      }
    }
    return reading
  }

  /// Sends what was read; the storage goes with it.
  private mutating func respondWithRead(
    _ correlation: Int32, on connection: ServerConnection, into effects: inout [BrokerEffect]
  ) {
    var answers: [FetchPartitionResponse] = []
    swap(&answers, &fetchAnswers)
    respond(
      .fetch(FetchResponse(partitions: answers)), correlation, on: connection, into: &effects)
  }

  /// Stands for the ListOffsets requests that a follower sends after OFFSET_OUT_OF_RANGE.
  private mutating func addBounds(of row: Int, to answer: Int) {
    fetchAnswers[answer].logStart = hosted.rows[row].partition.log.logStart
    fetchAnswers[answer].diverging = EpochEndOffset(
      epoch: hosted.rows[row].partition.leaderEpoch,
      endOffset: hosted.rows[row].partition.log.logEnd)
  }

  /// Whether what happened at one partition completes a parked fetch (`DelayedFetch.tryComplete`).
  ///
  /// Changes at the request's other partitions wake it by themselves.
  private mutating func isComplete(_ waiter: FetchPurgatory.Waiter, at row: Int) -> Bool {
    let isFollower = fetchPurgatory.slots[Int(waiter.slot)].request.replica != nil
    let minBytes = Int64(fetchPurgatory.slots[Int(waiter.slot)].request.minBytes)
    var bytes: Int64 = 0
    let asked = fetchPurgatory.slots[Int(waiter.slot)].request.partitions[Int(waiter.entry)]
    guard
      let here = hosted.rows[row].partition.readableBytes(asked, isFollower: isFollower)
    else { return true }
    bytes += here
    if bytes >= minBytes { return here > 0 }
    if minBytes <= 1 || here == 0 { return false }
    for other in fetchPurgatory.slots[Int(waiter.slot)].request.partitions
    where other.partition != asked.partition {
      guard let row = hosted.index(of: other.partition) else { return true }
      bytes +=
        hosted.rows[row].partition.readableBytes(other, isFollower: isFollower) ?? minBytes
      if bytes >= minBytes { return true }
    }
    return false
  }
}

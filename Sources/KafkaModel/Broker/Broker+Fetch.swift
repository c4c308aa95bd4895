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
      respond(.fetch(read.response), correlation, on: connection, into: &effects)
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
    let read = read(parked.request, isNewFetch: false, now: now)
    respond(.fetch(read.response), parked.correlation, on: parked.connection, into: &effects)
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
    var response: FetchResponse
    var bytes: Int64 = 0
    /// An error or a divergence is told without waiting.
    var answersAtOnce = false
  }

  private mutating func read(
    _ request: FetchRequest, isNewFetch: Bool, now: Milliseconds
  ) -> Reading {
    var reading = Reading(response: FetchResponse(partitions: []))
    reading.response.partitions.reserveCapacity(request.partitions.count)
    var bytesLeft = request.maxBytes
    var minOneMessage = true
    let context = context(now)
    let reader: PartitionReader =
      request.replica.map { .follower($0, updatesState: isNewFetch) } ?? .consumer
    for asked in request.partitions {
      var answer = FetchPartitionResponse(asked.partition, error: .none)
      if let row = hosted.index(of: asked.partition) {
        let outcome = hosted.rows[row].partition.fetch(
          asked, by: reader, maxBytes: min(asked.maxBytes, bytesLeft),
          minOneMessage: minOneMessage, context: context, effects: &partitionEffects)
        switch outcome {
        case .refused(let error):
          answer.error = error
          reading.answersAtOnce = true
          if error == .offsetOutOfRange { addBounds(of: row, to: &answer) }
        case .diverging(let end, let highWatermark, let logStart):
          answer.diverging = end
          answer.highWatermark = highWatermark
          answer.logStart = logStart
          reading.answersAtOnce = true
        case .read(let data, let highWatermark, let logStart):
          answer.batches = data.batches
          answer.highWatermark = highWatermark
          answer.logStart = logStart
          reading.bytes += Int64(data.sizeInBytes)
          if data.sizeInBytes > 0 { minOneMessage = false }
          bytesLeft = max(0, bytesLeft - data.sizeInBytes)
        }
      } else {
        answer.error = errorWithoutReplica(asked.partition)
        reading.answersAtOnce = true
      }
      reading.response.partitions.append(answer)
    }
    return reading
  }

  /// Stands for the ListOffsets requests that a follower sends after OFFSET_OUT_OF_RANGE.
  private func addBounds(of row: Int, to answer: inout FetchPartitionResponse) {
    let partition = hosted.rows[row].partition
    answer.logStart = partition.log.logStart
    answer.diverging = EpochEndOffset(
      epoch: partition.leaderEpoch, endOffset: partition.log.logEnd)
  }

  /// Whether what happened at one partition completes a parked fetch (`DelayedFetch.tryComplete`).
  ///
  /// Changes at the request's other partitions wake it by themselves.
  private func isComplete(_ waiter: FetchPurgatory.Waiter, at row: Int) -> Bool {
    let isFollower = fetchPurgatory.slots[Int(waiter.slot)].request.replica != nil
    let minBytes = Int64(fetchPurgatory.slots[Int(waiter.slot)].request.minBytes)
    var bytes: Int64 = 0
    let asked = fetchPurgatory.slots[Int(waiter.slot)].request.partitions[Int(waiter.entry)]
    guard let here = readableBytes(asked, at: row, isFollower: isFollower) else { return true }
    bytes += here
    if bytes >= minBytes { return here > 0 }
    if minBytes <= 1 || here == 0 { return false }
    for other in fetchPurgatory.slots[Int(waiter.slot)].request.partitions
    where other.partition != asked.partition {
      guard let row = hosted.index(of: other.partition) else { return true }
      bytes += readableBytes(other, at: row, isFollower: isFollower) ?? minBytes
      if bytes >= minBytes { return true }
    }
    return false
  }

  /// What a parked fetch would find at a partition; nil if it must be answered whatever it finds.
  private func readableBytes(
    _ asked: FetchPartition, at row: Int, isFollower: Bool
  ) -> Int64? {
    guard
      hosted.rows[row].partition.check(
        currentLeaderEpoch: asked.currentLeaderEpoch, onlyLeader: true) == .none
    else { return nil }
    let end =
      isFollower
      ? hosted.rows[row].partition.log.logEnd : hosted.rows[row].partition.log.highWatermark
    if asked.fetchOffset > end {
      return hosted.rows[row].partition.log.isInOlderSegment(end, than: asked.fetchOffset) ? nil : 0
    }
    if hosted.rows[row].partition.divergence(of: asked) != nil { return nil }
    if asked.fetchOffset == end { return 0 }
    if hosted.rows[row].partition.log.isInOlderSegment(asked.fetchOffset, than: end) { return nil }
    return min(
      hosted.rows[row].partition.log.bytes(from: asked.fetchOffset, upTo: end),
      Int64(asked.maxBytes))
  }
}

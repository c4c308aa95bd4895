/// What a poll takes out of the buffer (`org.apache.kafka.clients.consumer.internals.Fetch`).
struct CollectedFetch: Sendable {
  var records: [DeliveredBatch] = []
  /// A position moved, perhaps over a gap without records.
  var hasAdvanced = false

  var isEmpty: Bool { records.isEmpty && !hasAdvanced }
}

/// Handing out (`org.apache.kafka.clients.consumer.internals.FetchCollector`).
extension Fetcher {
  /// Takes up to `max.poll.records` records, oldest fetch first; positions move with them.
  ///
  /// An error is thrown only before the first record; after one it stays for the next poll.
  mutating func collect(
    _ subscriptions: inout SubscriptionState, _ metadata: inout ClientMetadata, now: Milliseconds
  ) throws(ConsumerException) -> CollectedFetch {
    var collected = CollectedFetch()
    guard inHand != nil || head < completed.count else { return collected }
    var left = limits.maxRecords
    var paused: [CompletedFetch] = []
    var failure: ConsumerException?
    while left > 0, failure == nil {
      if inHand == nil || inHand?.isConsumed == true {
        guard head < completed.count else { break }
        do {
          try initialize(&subscriptions, &metadata, now: now)
        } catch {
          failure = error
          if !collected.isEmpty || !completed[head].batches.isEmpty { break }
        }
        dropHead()
      } else if let fetch = inHand, subscriptions[fetch.partition]?.isPaused == true {
        paused.append(fetch)
        inHand = nil
      } else {
        left -= takeRecords(atMost: left, &subscriptions, now: now, into: &collected)
      }
    }
    completed += paused
    if let failure, collected.isEmpty { throw failure }
    return collected
  }

  private mutating func dropHead() {
    head += 1
    if head == completed.count {
      completed.clear()
      head = 0
    }
  }

  private mutating func takeRecords(
    atMost limit: Int32, _ subscriptions: inout SubscriptionState, now: Milliseconds,
    into collected: inout CollectedFetch
  ) -> Int32 {
    guard let partition = inHand?.partition, let offset = inHand?.nextOffset,
      let slot = subscriptions.position(of: partition),
      subscriptions.slots[slot].state.isFetchable,
      var position = subscriptions.slots[slot].state.validPosition, position.offset == offset
    else {
      finishInHand(&subscriptions)
      return 0
    }
    let count = inHand?.take(atMost: limit, into: &collected.records)
    if let inHand, inHand.nextOffset > position.offset {
      position.offset = inHand.nextOffset
      position.offsetEpoch = inHand.lastEpoch
      subscriptions.slots[slot].state.fetch = .fetching(position)
      collected.hasAdvanced = true
    }
    noteLag(of: slot, at: position.offset, &subscriptions, now: now)
    if inHand?.isConsumed == true { finishInHand(&subscriptions) }
    return count ?? 0
  }

  /// How far the position is from the ends of the log, as the last fetch told them (`recordLag`).
  private mutating func noteLag(
    of slot: Int, at offset: Offset, _ subscriptions: inout SubscriptionState, now: Milliseconds
  ) {
    if let mark = subscriptions.slots[slot].state.highWatermark {
      subscriptions.slots[slot].state.lag = mark - offset
      lags.record(mark - offset, now: now)
    }
    if let start = subscriptions.slots[slot].state.logStart {
      subscriptions.slots[slot].state.lead = offset - start
    }
  }

  /// A partition that yielded records goes to the end of the next fetch (`CompletedFetch.drain`).
  private mutating func finishInHand(_ subscriptions: inout SubscriptionState) {
    if let fetch = inHand, fetch.hasYielded { subscriptions.moveToEnd(fetch.partition) }
    inHand = nil
  }

  /// Looks at the oldest fetch in the queue, and takes it in hand if there may be anything to hand out of it.
  private mutating func initialize(
    _ subscriptions: inout SubscriptionState, _ metadata: inout ClientMetadata, now: Milliseconds
  ) throws(ConsumerException) {
    inHand = nil
    guard !completed[head].isInitialized else {
      inHand = completed[head]
      return
    }
    let partition = completed[head].partition
    let error = completed[head].error
    defer { if error != .none { subscriptions.moveToEnd(partition) } }
    guard let slot = subscriptions.position(of: partition),
      let position = subscriptions.slots[slot].state.validPosition
    else { return }
    let isStale = position.offset != completed[head].nextOffset
    if error != .none {
      return try failed(partition, error, isStale: isStale, at: position, &subscriptions, &metadata)
    }
    guard !isStale else { return }
    if completed[head].batches.isEmpty, subscriptions.slots[slot].state.isFetchable {
      // Nothing at all, as of most partitions: it is not taken in hand, which would copy it twice.
      return noteNothing(at: slot, position.offset, &subscriptions, now: now)
    }
    note(at: slot, &subscriptions, now: now)
    completed[head].isInitialized = true
    inHand = completed[head]
  }

  /// Takes over what the oldest fetch in the queue says, which has no records. Mostly it says again what is known: then no
  /// slot is written, and all of them count as they were.
  private mutating func noteNothing(
    at slot: Int, _ offset: Offset, _ subscriptions: inout SubscriptionState, now: Milliseconds
  ) {
    guard completed[head].preferredReadReplica == nil,
      subscriptions.slots[slot].state.knows(
        highWatermark: completed[head].highWatermark, logStart: completed[head].logStart,
        from: offset)
    else {
      note(at: slot, &subscriptions, now: now)
      return noteLag(of: slot, at: offset, &subscriptions, now: now)
    }
    if let mark = subscriptions.slots[slot].state.highWatermark {
      lags.record(mark - offset, now: now)
    }
  }

  /// Takes over what the oldest fetch in the queue says of its partition.
  private func note(at slot: Int, _ subscriptions: inout SubscriptionState, now: Milliseconds) {
    if completed[head].highWatermark >= .zero {
      subscriptions.slots[slot].state.highWatermark = completed[head].highWatermark
    }
    if completed[head].logStart >= .zero {
      subscriptions.slots[slot].state.logStart = completed[head].logStart
    }
    if let preferred = completed[head].preferredReadReplica {
      subscriptions.slots[slot].state.prefer(preferred, until: now + limits.replicaAge)
    }
  }

  /// What a partition's error means (`handleInitializeErrors`).
  private func failed(
    _ partition: TopicPartition, _ error: ErrorCode, isStale: Bool, at position: FetchPosition,
    _ subscriptions: inout SubscriptionState, _ metadata: inout ClientMetadata
  ) throws(ConsumerException) {
    if error == .offsetOutOfRange {
      if subscriptions[partition]?.preferredReplica != nil {
        subscriptions.update(partition) { $0.preferredReplica = nil }
      } else if isStale {
        return
      } else if subscriptions.hasResetPolicy {
        subscriptions.requestReset(
          partition, policy: subscriptions.resetPolicy, why: .outOfRange)
      } else {
        throw .offsetOutOfRange(partition, position.offset)
      }
    } else if error == .unknownLeaderEpoch || error == .unknownServerError {
      return
    } else if error == .topicAuthorizationFailed || error == .corruptMessage {
      throw .error(error)
    } else {
      metadata.requestUpdate()
      if dropsPreferredReplica {
        subscriptions.update(partition) { $0.preferredReplica = nil }
      }
    }
  }
}

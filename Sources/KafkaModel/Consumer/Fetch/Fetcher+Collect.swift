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
          inHand = try initialize(&subscriptions, &metadata, now: now)
        } catch {
          failure = error
          if !collected.isEmpty || !completed[head].response.batches.isEmpty { break }
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
    if let mark = subscriptions.slots[slot].state.highWatermark {
      subscriptions.slots[slot].state.lag = mark - position.offset
      lags.record(mark - position.offset, now: now)
    }
    if let start = subscriptions.slots[slot].state.logStart {
      subscriptions.slots[slot].state.lead = position.offset - start
    }
    if inHand?.isConsumed == true { finishInHand(&subscriptions) }
    return count ?? 0
  }

  /// A partition that yielded records goes to the end of the next fetch (`CompletedFetch.drain`).
  private mutating func finishInHand(_ subscriptions: inout SubscriptionState) {
    if let fetch = inHand, fetch.hasYielded { subscriptions.moveToEnd(fetch.partition) }
    inHand = nil
  }

  /// Looks at the oldest fetch in the queue; nil if there is nothing to hand out of it.
  private mutating func initialize(
    _ subscriptions: inout SubscriptionState, _ metadata: inout ClientMetadata, now: Milliseconds
  ) throws(ConsumerException) -> CompletedFetch? {
    guard !completed[head].isInitialized else { return completed[head] }
    let partition = completed[head].partition
    let error = completed[head].response.error
    defer { if error != .none { subscriptions.moveToEnd(partition) } }
    guard let slot = subscriptions.position(of: partition),
      let position = subscriptions.slots[slot].state.validPosition
    else { return nil }
    let isStale = position.offset != completed[head].nextOffset
    if error != .none {
      try failed(partition, error, isStale: isStale, at: position, &subscriptions, &metadata)
      return nil
    }
    guard !isStale else { return nil }
    let response = completed[head].response
    if response.highWatermark >= .zero {
      subscriptions.slots[slot].state.highWatermark = response.highWatermark
    }
    if response.logStart >= .zero { subscriptions.slots[slot].state.logStart = response.logStart }
    if let preferred = response.preferredReadReplica {
      subscriptions.slots[slot].state.prefer(preferred, until: now + limits.replicaAge)
    }
    completed[head].isInitialized = true
    return completed[head]
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

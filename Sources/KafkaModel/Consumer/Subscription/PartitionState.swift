/// A consumer's state of one assigned partition (`SubscriptionState.TopicPartitionState`).
package struct PartitionState: Hashable, Sendable {
  // What every look for fetches asks for lies together.
  package var fetch = FetchState.initializing
  /// `pause()` by the application.
  package var isPaused = false
  /// A commit before the revocation is in flight: nothing is handed out (KAFKA-13310).
  package var isPendingRevocation = false
  /// Scratch of the fetcher: data of it waits in the buffer.
  var isBuffered = false
  var preferredReplica: PreferredReplica?
  /// `records-lag`: as recorded when records were last handed out.
  package var lag: Int64?
  /// `records-lead`: likewise.
  package var lead: Int64?
  /// Of the last fetch that records were taken from.
  package var highWatermark: Offset?
  package var logStart: Offset?
  /// Requests for its offset wait until then.
  package var nextRetry = Milliseconds(Int64.min)

  /// The follower that the leader told the consumer to read from (KIP-392).
  struct PreferredReplica: Hashable, Sendable {
    var expires: Milliseconds
    var node: NodeID
  }

  package init() {}

  /// The position, valid or to be validated.
  package var position: FetchPosition? {
    switch fetch {
    case .fetching(let position), .awaitingValidation(let position): position
    case .initializing, .awaitingReset: nil
    }
  }

  package var validPosition: FetchPosition? {
    if case .fetching(let position) = fetch { position } else { nil }
  }

  /// Whether an answer that names these ends of the log, negative ones for none, tells a reader at the offset nothing new.
  @inline(__always)
  func knows(highWatermark end: Offset, logStart start: Offset, from offset: Offset) -> Bool {
    (end < .zero || highWatermark == end) && (start < .zero || logStart == start)
      && lag == highWatermark.map { $0 - offset } && lead == logStart.map { offset - $0 }
  }

  package var isFetchable: Bool {
    !isPaused && !isPendingRevocation && validPosition != nil
  }
}

/// What a partition waits for before it can be fetched (`SubscriptionState.FetchStates`).
package enum FetchState: Hashable, Sendable {
  /// Neither a committed offset nor a reset has been found.
  case initializing
  case fetching(FetchPosition)
  case awaitingReset(OffsetReset)
  /// The leader changed: it is asked where the epoch of the position ends (KIP-320).
  case awaitingValidation(FetchPosition)
}

/// Where a partition is to go on that has no position, or is to lose it.
package struct OffsetReset: Hashable, Sendable {
  package var policy: OffsetResetPolicy
  package var why: PositionChange
  /// The position before; `.none` where there was none.
  package var from: Offset

  package init(policy: OffsetResetPolicy, why: PositionChange, from: Offset) {
    self.policy = policy
    self.why = why
    self.from = from
  }
}

/// The next offset to hand out (`SubscriptionState.FetchPosition`).
package struct FetchPosition: Hashable, Sendable {
  package var offset: Offset
  /// Of the record before it, if the consumer knows.
  package var offsetEpoch: LeaderEpoch
  /// The leader at which the position was valid.
  package var leader: ClientMetadata.Partition

  package init(
    offset: Offset, offsetEpoch: LeaderEpoch = .none,
    leader: ClientMetadata.Partition = .unknown
  ) {
    self.offset = offset
    self.offsetEpoch = offsetEpoch
    self.leader = leader
  }

  package var committable: OffsetAndEpoch {
    OffsetAndEpoch(offset: offset, leaderEpoch: offsetEpoch)
  }
}

extension ClientMetadata.Partition {
  /// No leader and no epoch.
  package static let unknown = ClientMetadata.Partition(leader: nil, epoch: .none)
}

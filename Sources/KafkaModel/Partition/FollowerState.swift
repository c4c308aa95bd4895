/// What a leader knows of one follower, from that follower's fetches.
///
/// Source: `kafka.cluster.Replica`, `ReplicaState`.
package struct FollowerState: Hashable, Sendable {
  /// A time before all times, for "not since this broker leads".
  package static let never = Milliseconds(-(1 << 60))

  package let id: NodeID
  package private(set) var logStart = Offset.none
  /// The offset of the last fetch; -1 while unknown.
  package private(set) var logEnd = Offset.none
  /// The leader's log end when that fetch arrived.
  package private(set) var lastFetchLeaderLogEnd = Offset.zero
  package private(set) var lastFetchTime = never
  /// The latest time at which the follower had all that the leader had.
  package private(set) var lastCaughtUpTime = never
  /// The broker epoch in its last fetch; nil before the first.
  package private(set) var brokerEpoch: BrokerEpoch?

  package init(id: NodeID) { self.id = id }

  /// True if it has everything, or had at most `maxLag` ago.
  package func isCaughtUp(leaderEnd: Offset, now: Milliseconds, maxLag: Milliseconds) -> Bool {
    leaderEnd == logEnd || now - lastCaughtUpTime <= maxLag
  }

  /// A fetch arrived: caught up now, or then, if it asks for what the leader had at the fetch before.
  @inline(__always)
  mutating func fetched(
    from offset: Offset, logStart: Offset, brokerEpoch: BrokerEpoch, leaderEnd: Offset,
    now: Milliseconds
  ) {
    if offset >= leaderEnd {
      lastCaughtUpTime = max(lastCaughtUpTime, now)
    } else if offset >= lastFetchLeaderLogEnd {
      lastCaughtUpTime = max(lastCaughtUpTime, lastFetchTime)
    }
    self.logStart = logStart
    logEnd = offset
    lastFetchLeaderLogEnd = max(leaderEnd, lastFetchLeaderLogEnd)
    lastFetchTime = now
    self.brokerEpoch = brokerEpoch
  }

  /// The same fetch came again, from where the leader's log still ended.
  mutating func fetchedAgain(now: Milliseconds) {
    lastCaughtUpTime = max(lastCaughtUpTime, now)
    lastFetchTime = now
  }

  /// A new leader epoch begins; a leader that stays keeps what it knows, but for the times.
  mutating func reset(now: Milliseconds, leaderEnd: Offset, isNewLeader: Bool, isInSync: Bool) {
    lastCaughtUpTime = isInSync ? now : Self.never
    if isNewLeader {
      logStart = .none
      logEnd = .none
      lastFetchLeaderLogEnd = .none
      lastFetchTime = Self.never
      brokerEpoch = nil
    } else {
      lastFetchLeaderLogEnd = leaderEnd
      lastFetchTime = isInSync ? now : Self.never
    }
  }
}

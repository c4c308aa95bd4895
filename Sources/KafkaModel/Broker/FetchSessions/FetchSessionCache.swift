/// The fetch sessions of one broker process: a limited number, in shards that take new ones in turn.
///
/// Kafka draws the ids; here they are counted, so that none comes twice on a broker, and a client of an earlier process
/// never meets a session of another. Source: `kafka.server.FetchSessionCache`, `FetchManager` (KIP-227, KAFKA-9401).
package struct FetchSessionCache: Sendable {
  /// `KafkaBroker.NumFetchSessionCacheShards`
  package static let shardCount = 8
  /// Unused for longer a session is stale; used at a greater age it is no longer young
  /// (`MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS`).
  package static let evictionAge = Milliseconds(120_000)

  private let sessionsPerShard: Int
  /// Not in optionals, so that they are asked and changed where they lie.
  var sessions: [FetchSession] = []
  /// Places in `sessions` whose session is over.
  private var free: [Int32] = []
  /// The places of each shard's sessions.
  private var shards = Array(repeating: [Int32](), count: shardCount)
  private var standstills = Array(repeating: Standstill.over, count: shardCount)
  private var nextShard = 0
  /// The last id given to a session of an earlier process on this broker.
  private let idsBefore: Int32
  /// Where in `sessions` the session of each id is or was, by id.
  private var slots: [Int32] = []
  private var lastShape: Int64 = 0

  /// A full shard that gave no place to a consumer's session of so many partitions, and gives none up to then.
  private struct Standstill: Sendable {
    var size: Int
    var until: Milliseconds

    /// A session has come or gone, or has another size.
    static let over = Standstill(size: 0, until: Milliseconds(Int64.min))
  }

  package init(limit: Int32, idsBefore: Int32 = 0) {
    sessionsPerShard = Int(limit) / Self.shardCount
    self.idsBefore = idsBefore
  }

  /// The last id given to a session, for the next process on this broker.
  package var lastID: Int32 { idsBefore + Int32(slots.count) }

  package var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// Where a session is; nil if there is none of that id, or no longer.
  package func slot(of id: FetchSessionID) -> Int? {
    let index = Int(id.raw) - Int(idsBefore) - 1
    guard index >= 0, index < slots.count else { return nil }
    let slot = Int(slots[index])
    return sessions[slot].id == id && sessions[slot].isOpen ? slot : nil
  }

  /// Where the session of a context is, if no later fetch of it has come meanwhile.
  func slot(of id: FetchSessionID, expecting epoch: Int32) -> Int? {
    guard let slot = slot(of: id), sessions[slot].epoch == epoch else { return nil }
    return slot
  }

  /// Whether the client of a session was told this of the partition at a place; without a session it knows nothing.
  @inline(__always)
  func knows(_ told: FetchSession.Told, at place: Int?, in session: Int?) -> Bool {
    guard let session, let place else { return false }
    return sessions[session].entries[place].told == told
  }

  /// What a session reads, in that order.
  package func partitions(of slot: Int) -> Few<FetchPartition> { sessions[slot].partitions }

  /// A number for the shape that a session takes now: the watches of the shape before are over.
  mutating func reshape(_ slot: Int) -> Int64 {
    lastShape += 1
    sessions[slot].shape = lastShape
    return lastShape
  }

  func isCurrent(_ watch: FetchSession.Watch) -> Bool {
    sessions[Int(watch.slot)].shape == watch.shape
  }

  /// Closes the session of a request that has arrived, if there is one, or takes over what the request changes
  /// (`FetchManager.newContext`).
  @inline(__always)
  package mutating func context(
    of request: borrowing FetchRequest, in found: Int?, now: Milliseconds
  ) -> FetchContext {
    let asked = request.session
    if asked.isFull {
      if let found { remove(at: found) }
      return asked.epoch == FetchSessionMetadata.finalEpoch ? .sessionless : .full
    }
    guard let found else { return .refused(.fetchSessionIDNotFound) }
    guard sessions[found].epoch == asked.epoch else { return .refused(.invalidFetchSessionEpoch) }
    let size = sessions[found].entries.count
    sessions[found].update(request.partitions, forgetting: request.forgotten)
    if sessions[found].entries.count != size { standstills[sessions[found].shard] = .over }
    guard !sessions[found].entries.isEmpty else {
      remove(at: found)
      return .sessionless
    }
    let epoch = FetchSessionMetadata.epoch(after: asked.epoch)
    sessions[found].lastUsed = now
    sessions[found].epoch = epoch
    return .incremental(asked.session, epoch: epoch)
  }

  /// A session for what a full fetch has just been answered; none if its shard has no place for it.
  package mutating func create(
    isPrivileged: Bool, partitions: Few<FetchPartition>, answers: [FetchPartitionResponse],
    now: Milliseconds
  ) -> FetchSessionID {
    let shard = nextShard
    nextShard = (nextShard + 1) % Self.shardCount
    guard shards[shard].count < sessionsPerShard else { return .none }
    let id = FetchSessionID(lastID + 1)
    let session = FetchSession(
      id: id, shard: shard, isPrivileged: isPrivileged, partitions: partitions, answers: answers,
      now: now)
    let slot = free.popLast() ?? Int32(sessions.count)
    if Int(slot) < sessions.count {
      sessions[Int(slot)] = session
    } else {
      sessions.append(session)
    }
    slots.append(slot)
    shards[shard].append(slot)
    standstills[shard] = .over
    return id
  }

  /// The session to remove before one of this size is created, if its shard is full and has one that is worth less: a
  /// stale one, a consumer's if the new one is a follower's, a smaller one that is not young (`tryEvict`).
  package mutating func sessionInTheWay(
    ofPrivileged isPrivileged: Bool, size: Int, now: Milliseconds
  ) -> Int? {
    guard shards[nextShard].count >= sessionsPerShard else { return nil }
    if !isPrivileged, size <= standstills[nextShard].size, now <= standstills[nextShard].until {
      return nil
    }
    var longestUnused: Int?
    var worthLeast: Int?
    var allYoungUntil = Milliseconds.max
    for place in shards[nextShard].indices {
      let slot = Int(shards[nextShard][place])
      if longestUnused.map({ sessions[slot].wasUsed(before: sessions[$0]) }) ?? true {
        longestUnused = slot
      }
      guard sessions[slot].isEvictable(byPrivileged: isPrivileged) else {
        allYoungUntil = min(allYoungUntil, sessions[slot].created + Self.evictionAge)
        continue
      }
      if worthLeast.map({ sessions[slot].isWorthLess(than: sessions[$0]) }) ?? true {
        worthLeast = slot
      }
    }
    guard let longestUnused else { return nil }
    let noneStaleUntil = sessions[longestUnused].lastUsed + Self.evictionAge
    if now > noneStaleUntil { return longestUnused }
    if let worthLeast, sessions[worthLeast].isWorthLess(thanNew: isPrivileged, size: size) {
      return worthLeast
    }
    if !isPrivileged {
      // Use makes sessions stale later, and none is old before its time.
      standstills[nextShard] = Standstill(size: size, until: min(noneStaleUntil, allYoungUntil))
    }
    return nil
  }

  package mutating func remove(at slot: Int) {
    let shard = sessions[slot].shard
    shards[shard].removeAll { $0 == Int32(slot) }
    standstills[shard] = .over
    sessions[slot].close()
    vacate(slot)
  }

  /// The place of a session that is over is free once no fetch of it waits any more.
  mutating func vacate(_ slot: Int) {
    guard !sessions[slot].isOpen, sessions[slot].parked < 0 else { return }
    sessions[slot].shape = 0
    sessions[slot].entries = []
    free.append(Int32(slot))
  }
}

/// The order in which sessions are given up (`LastUsedKey`, `EvictableKey`).
extension FetchSession {
  @inline(__always)
  fileprivate func wasUsed(before other: FetchSession) -> Bool {
    (lastUsed, id) < (other.lastUsed, other.id)
  }

  /// A young session is safe, but for a consumer's from a follower's.
  @inline(__always)
  fileprivate func isEvictable(byPrivileged: Bool) -> Bool {
    lastUsed - created > FetchSessionCache.evictionAge || (byPrivileged && !isPrivileged)
  }

  @inline(__always)
  fileprivate func isWorthLess(than other: FetchSession) -> Bool {
    if isPrivileged != other.isPrivileged { return other.isPrivileged }
    return (entries.count, id) < (other.entries.count, other.id)
  }

  /// Of two with the same number of partitions the older one stays.
  @inline(__always)
  fileprivate func isWorthLess(thanNew isPrivileged: Bool, size: Int) -> Bool {
    if self.isPrivileged != isPrivileged { return isPrivileged }
    return entries.count < size
  }
}

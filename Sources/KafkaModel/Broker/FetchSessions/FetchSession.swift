/// What a broker remembers of a client that fetches incrementally (`kafka.server.FetchSession`, KIP-227).
///
/// Most fetches find most partitions as the fetch before left them. Those are passed over: their entries are quiet, and
/// what such a fetch would note of its follower, the time alone, is `fetchedAt` until somebody asks for it.
struct FetchSession: Sendable {
  /// What the client was last told of a partition (of `CachedPartition`).
  struct Told: Hashable, Sendable {
    var highWatermark = Offset.none
    var logStart = Offset.none

    init() {}

    init(highWatermark: Offset, logStart: Offset) {
      self.highWatermark = highWatermark
      self.logStart = logStart
    }

    /// What one of these answers says. After an error the client is to be told again when that is over.
    @inline(__always)
    init(_ answers: [FetchPartitionResponse], at place: Int) {
      highWatermark = answers[place].error == .none ? answers[place].highWatermark : .none
      logStart = answers[place].logStart
    }
  }

  /// A partition of the session (`CachedPartition`).
  struct Entry: Sendable {
    /// As last asked for.
    var asked: FetchPartition
    var told = Told()
    /// Its place in the order of reading: a partition that gave data takes the last turn.
    var turn: Int64
    /// Row of the replica; -1 if there was none when it was looked for.
    var row: Int32 = -1
    /// The last fetch had read all there is, and one more like it would note nothing but its time.
    var isQuiet = false
    /// The client has named it since it was looked at.
    var isNamed = true
  }

  /// Says at a replica that a session reads from it; over when the session has taken another shape.
  struct Watch: Sendable {
    var slot: Int32
    var entry: Int32
    var shape: Int64
  }

  let id: FetchSessionID
  let shard: Int
  /// A follower's; a consumer's is not.
  let isPrivileged: Bool
  let created: Milliseconds
  var lastUsed: Milliseconds
  private(set) var isOpen = true
  /// The epoch that the next fetch must name.
  var epoch: Int32
  /// In the order in which they came in, by which they are found.
  var entries: [Entry]
  private var lastTurn: Int64
  /// Where the next named partition is looked for first: the client names those again that gave data.
  private var hint = 0
  /// Entries were added or removed, or replicas here: rows are to be found again.
  var isReshaped = true
  /// Which watches at rows are those of its entries; 0 while there are none.
  var shape: Int64 = 0
  /// The follower whose fetches these are, as of the last one.
  var follower: FetchRequest.ReplicaState?
  /// When the last fetch came.
  var fetchedAt: Milliseconds
  /// Its fetch in the purgatory, by slot; -1 if none waits.
  var parked: Int32 = -1

  init(
    id: FetchSessionID, shard: Int, isPrivileged: Bool, partitions: Few<FetchPartition>,
    answers: [FetchPartitionResponse], now: Milliseconds
  ) {
    self.id = id
    self.shard = shard
    self.isPrivileged = isPrivileged
    created = now
    lastUsed = now
    fetchedAt = now
    epoch = FetchSessionMetadata.epoch(after: FetchSessionMetadata.initialEpoch)
    lastTurn = Int64(partitions.count)
    // In the order of the full fetch, whatever gave data (`FullFetchContext`).
    entries = partitions.indices.map {
      Entry(asked: partitions[$0], told: Told(answers, at: $0), turn: Int64($0) + 1)
    }
  }

  /// What it reads, in that order.
  var partitions: Few<FetchPartition> {
    Few(entries.sorted { $0.turn < $1.turn }.lazy.map(\.asked))
  }

  /// Takes over what an incremental fetch says: changed and new partitions, then those to forget.
  mutating func update(
    _ asked: borrowing Few<FetchPartition>, forgetting forgotten: borrowing Few<TopicPartition>
  ) {
    for index in asked.indices {
      if let position = position(of: asked[index].partition) {
        entries[position].name(asked[index])
        hint = position + 1
      } else {
        lastTurn += 1
        entries.append(Entry(asked: asked[index], turn: lastTurn))
        isReshaped = true
      }
    }
    for index in forgotten.indices {
      guard let position = position(of: forgotten[index]) else { continue }
      entries.remove(at: position)
      isReshaped = true
    }
  }

  mutating func close() { isOpen = false }

  /// A fetch has come.
  mutating func fetched(by follower: FetchRequest.ReplicaState?, now: Milliseconds) {
    self.follower = follower
    fetchedAt = now
  }

  /// The client is told of the partition at a position. One that gave data goes behind all others
  /// (`IncrementalFetchContext`).
  @inline(__always)
  mutating func tell(_ position: Int, _ answers: [FetchPartitionResponse], at index: Int) {
    entries[position].told = Told(answers, at: index)
    if answers[index].batches.isEmpty { return }
    lastTurn += 1
    entries[position].turn = lastTurn
    hint = position
  }

  func position(of partition: TopicPartition) -> Int? {
    var position = hint
    for _ in entries.indices {
      if position >= entries.count { position = 0 }
      if entries[position].asked.partition == partition { return position }
      position += 1
    }
    return nil
  }
}

extension FetchSession.Entry {
  /// The client has named it in a fetch.
  fileprivate mutating func name(_ asked: FetchPartition) {
    self.asked = asked
    isNamed = true
  }

  /// It has been looked at.
  mutating func note(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isNamed = false
  }
}

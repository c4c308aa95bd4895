/// What a broker remembers of a client that fetches incrementally (`kafka.server.FetchSession`, KIP-227).
struct FetchSession: Sendable {
  /// What the client was last told of a partition (of `CachedPartition`).
  struct Told: Hashable, Sendable {
    var highWatermark = Offset.none
    var logStart = Offset.none
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
  /// As last asked for, in the order of reading: a partition that gave data goes to the end.
  private(set) var partitions: [FetchPartition]
  /// Beside `partitions`.
  private(set) var told: [Told]

  init(
    id: FetchSessionID, shard: Int, isPrivileged: Bool, partitions: [FetchPartition],
    now: Milliseconds
  ) {
    self.id = id
    self.shard = shard
    self.isPrivileged = isPrivileged
    created = now
    lastUsed = now
    epoch = FetchSessionMetadata.epoch(after: FetchSessionMetadata.initialEpoch)
    self.partitions = partitions
    told = Array(repeating: Told(), count: partitions.count)
  }

  /// Takes over what an incremental fetch says: changed and new partitions, then those to forget.
  mutating func update(_ asked: [FetchPartition], forgetting forgotten: [TopicPartition]) {
    var hint = 0
    for partition in asked {
      if let position = position(of: partition.partition, from: hint) {
        partitions[position] = partition
        hint = position + 1
      } else {
        partitions.append(partition)
        told.append(Told())
      }
    }
    for partition in forgotten {
      guard let position = position(of: partition, from: 0) else { continue }
      partitions.remove(at: position)
      told.remove(at: position)
    }
  }

  mutating func close() {
    isOpen = false
    partitions = []
    told = []
  }

  /// The client is told of the partition at a position; after an error it is to be told again when that is over.
  mutating func tell(_ position: Int, _ answer: FetchPartitionResponse) {
    let highWatermark = answer.error == .none ? answer.highWatermark : .none
    told[position] = Told(highWatermark: highWatermark, logStart: answer.logStart)
  }

  /// Puts a partition that gave data behind all others.
  mutating func moveToEnd(_ position: Int) {
    if position == partitions.count - 1 { return }
    partitions.append(partitions.remove(at: position))
    told.append(told.remove(at: position))
  }

  /// Searched from `hint` on and round, as most clients name partitions in the session's order.
  private func position(of partition: TopicPartition, from hint: Int) -> Int? {
    for position in partitions.indices.dropFirst(hint)
    where partitions[position].partition == partition { return position }
    for position in partitions.indices.prefix(hint)
    where partitions[position].partition == partition { return position }
    return nil
  }
}

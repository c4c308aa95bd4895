/// The metadata log of a quorum with one voter, and the accumulator in front of it.
///
/// The controller applies its records at once; they wait in the accumulator for `controller.quorum.append.linger.ms`
/// from the first of them, then are written together. With a single voter the high watermark moves with the write,
/// before the flush: answers and parked fetches do not wait for the disk, but the raft thread is busy until the flush
/// returns, so later fetches and the next write do. A power loss may therefore cost committed records.
/// Source: `raft/src/main/java/org/apache/kafka/raft/KafkaRaftClient.java` (`flushLeaderLog`, `maybeAppendBatches`)
/// and `internals/BatchAccumulator.java`.
struct MetadataLog: Sendable {
  private enum Flush: Sendable {
    case idle
    case running(SyncToken, upTo: Int)
  }

  /// Every record by offset, those in the accumulator included.
  private(set) var records: [MetadataRecord]
  /// Records written and, as the only voter has them, committed.
  private(set) var committed: Int
  private(set) var lingerDeadline: Milliseconds?
  private let linger: Milliseconds
  private var synced: Int
  private var flush = Flush.idle
  private var nextToken: Int64 = 0

  init(records: [MetadataRecord], linger: Milliseconds) {
    self.records = records
    self.committed = records.count
    self.synced = records.count
    self.linger = linger
  }

  var nextOffset: Offset { Offset(Int64(records.count)) }
  var highWatermark: Offset { Offset(Int64(committed)) }
  var hasUncommitted: Bool { committed < records.count }
  var isFlushing: Bool {
    switch flush {
    case .idle: false
    case .running: true
    }
  }

  /// Puts one atomic batch into the accumulator; returns the deadline when its linger has begun with it.
  mutating func append(_ batch: [MetadataRecord], now: Milliseconds) -> Milliseconds? {
    records.append(contentsOf: batch)
    guard lingerDeadline == nil else { return nil }
    lingerDeadline = now + linger
    return lingerDeadline
  }

  /// Writes what waits in the accumulator and begins the flush.
  mutating func drain() -> SyncToken {
    precondition(!isFlushing, "one thread writes and flushes")
    committed = records.count
    lingerDeadline = nil
    let token = SyncToken(nextToken)
    nextToken += 1
    flush = .running(token, upTo: committed)
    return token
  }

  /// Whether the token is the running flush's, which is over then.
  mutating func finish(_ token: SyncToken) -> Bool {
    guard case .running(token, let end) = flush else { return false }
    synced = end
    flush = .idle
    return true
  }

  mutating func crash(_ crash: ControllerCrash) {
    switch crash {
    case .process: records.removeSubrange(committed...)
    case .powerLoss: records.removeSubrange(synced...)
    }
    committed = records.count
    synced = min(synced, committed)
    lingerDeadline = nil
    flush = .idle
  }
}

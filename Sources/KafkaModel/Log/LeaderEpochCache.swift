/// The leader epochs of one replica's log, each with the offset its first record has or would have.
///
/// Source: `org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache` (KIP-101); the file it writes to
/// (`leader-epoch-checkpoint`) is taken to survive whatever the log survives.
package struct LeaderEpochCache: Hashable, Sendable {
  /// An epoch and the offset it starts at.
  package struct Entry: Hashable, Sendable {
    package var epoch: LeaderEpoch
    package var startOffset: Offset

    package init(epoch: LeaderEpoch, startOffset: Offset) {
      self.epoch = epoch
      self.startOffset = startOffset
    }
  }

  /// What became of an entry that was to be assigned.
  package enum Assignment: Hashable, Sendable {
    case entered
    /// The latest entry already says so.
    case known
    /// A negative epoch or offset (Kafka throws IllegalArgumentException).
    case refused
  }

  /// Ascending in epoch and in start offset.
  package private(set) var entries: [Entry] = []

  package init() {}

  package var latest: Entry? { entries.last }
  package var latestEpoch: LeaderEpoch? { entries.last?.epoch }
  /// The epoch before the latest one.
  package var previousEpoch: LeaderEpoch? { entries.dropLast().last?.epoch }

  /// Enters an epoch unless it is the latest already; entries that contradict the new one go.
  @discardableResult
  @inline(__always)
  package mutating func assign(_ epoch: LeaderEpoch, startOffset: Offset) -> Assignment {
    if let latest, latest.epoch == epoch, startOffset >= latest.startOffset { return .known }
    return enter(epoch, startOffset: startOffset)
  }

  private mutating func enter(_ epoch: LeaderEpoch, startOffset: Offset) -> Assignment {
    guard epoch.raw >= 0, startOffset >= .zero else { return .refused }
    while let last = entries.last, last.epoch >= epoch || last.startOffset >= startOffset {
      entries.removeLast()
    }
    entries.append(Entry(epoch: epoch, startOffset: startOffset))
    return .entered
  }

  /// Where the requested epoch ends in this log: the largest epoch not above it and the offset after it;
  /// nil where Kafka answers -1, -1.
  package func endOffset(of requested: LeaderEpoch, logEnd: Offset) -> EpochEndOffset? {
    guard requested != .none, let latest else { return nil }
    if requested == latest.epoch { return EpochEndOffset(epoch: requested, endOffset: logEnd) }
    let above = index(above: requested)
    guard above < entries.count else { return nil }
    let floor = above > 0 ? entries[above - 1].epoch : requested
    return EpochEndOffset(epoch: floor, endOffset: entries[above].startOffset)
  }

  /// The epoch of the record at an offset, whether or not the record exists yet.
  package func epoch(at offset: Offset) -> LeaderEpoch? {
    entries.last { $0.startOffset <= offset }?.epoch
  }

  /// The nearest cached epoch below one.
  package func epoch(below epoch: LeaderEpoch) -> LeaderEpoch? {
    entries.last { $0.epoch < epoch }?.epoch
  }

  /// The nearest cached epoch above one.
  package func epoch(above epoch: LeaderEpoch) -> LeaderEpoch? {
    let above = index(above: epoch)
    return above < entries.count ? entries[above].epoch : nil
  }

  /// The log was truncated to `endOffset`: epochs that start there or later are gone.
  package mutating func truncateFromEnd(_ endOffset: Offset) {
    guard endOffset >= .zero else { return }
    while let last = entries.last, last.startOffset >= endOffset { entries.removeLast() }
  }

  /// The log now starts at `startOffset`: the epoch current there begins there, earlier ones are gone.
  package mutating func truncateFromStart(_ startOffset: Offset) {
    let passed = entries.prefix { $0.startOffset <= startOffset }.count
    guard passed > 0 else { return }
    entries[passed - 1].startOffset = startOffset
    entries.removeFirst(passed - 1)
  }

  package mutating func removeAll() { entries.removeAll() }

  /// Entries are few and questions are mostly about the newest, so the search runs from the end.
  private func index(above epoch: LeaderEpoch) -> Int {
    var index = entries.count
    while index > 0, entries[index - 1].epoch > epoch { index -= 1 }
    return index
  }
}

/// An offset as the coordinator has it in memory: in the log, and replicated.
package struct CommittedOffset: Hashable, Sendable {
  package var partition: TopicPartition
  package var position: OffsetAndEpoch
  /// The coordinator's clock at the commit.
  package var at: Milliseconds
  /// Where its batch begins in the log; an older one never replaces it (`CommitRecordMetadataAndOffset`).
  var batch: Offset
}

/// A commit of one partition that is in the log but not known to be replicated.
struct PendingOffset: Hashable, Sendable {
  var partition: TopicPartition
  /// The latest commit of this partition.
  var number: Int64
}

extension CoordinatedGroup {
  func offset(of partition: TopicPartition) -> CommittedOffset? {
    let index = offsetPosition(of: partition)
    return index < offsets.count && offsets[index].partition == partition ? offsets[index] : nil
  }

  func hasPendingOffset(of partition: TopicPartition) -> Bool {
    pendingOffsets.contains { $0.partition == partition }
  }

  /// The commit is on its way (`prepareOffsetCommit`).
  mutating func prepare(_ write: OffsetWrite) {
    for entry in write.offsets {
      if let index = pendingPosition(of: entry.partition, near: 0) {
        pendingOffsets[index].number = write.number
      } else {
        pendingOffsets.append(PendingOffset(partition: entry.partition, number: write.number))
      }
    }
  }

  /// The commit is replicated (`onOffsetCommitAppend`); offsets removed meanwhile stay removed.
  mutating func complete(_ write: OffsetWrite, batch: Offset) {
    // Mostly they are neighbours in their order, here and among the pending ones.
    var (pending, place) = (0, 0)
    for entry in write.offsets {
      guard let found = pendingPosition(of: entry.partition, near: pending) else { continue }
      pending = found + 1
      place = offsetPosition(of: entry.partition, near: place)
      put(
        CommittedOffset(
          partition: entry.partition, position: entry.position, at: write.at, batch: batch),
        at: place)
      place += 1
    }
    forget(write)
  }

  /// The commit is over, whatever came of it; a later one of the same partition is still pending.
  mutating func forget(_ write: OffsetWrite) {
    pendingOffsets.removeAll { $0.number == write.number }
  }

  private mutating func put(_ committed: CommittedOffset, at index: Int) {
    if index < offsets.count, offsets[index].partition == committed.partition {
      if offsets[index].batch <= committed.batch { offsets[index] = committed }
    } else {
      offsets.insert(committed, at: index)
    }
  }

  mutating func removeOffset(of partition: TopicPartition) {
    let index = offsetPosition(of: partition)
    if index < offsets.count, offsets[index].partition == partition { offsets.remove(at: index) }
    pendingOffsets.removeAll { $0.partition == partition }
  }

  /// Where a pending commit of the partition is; looked for at `place` first.
  private func pendingPosition(of partition: TopicPartition, near place: Int) -> Int? {
    if place < pendingOffsets.count, pendingOffsets[place].partition == partition { return place }
    return pendingOffsets.firstIndex { $0.partition == partition }
  }

  /// Where the partition's offset is or belongs; looked for at `place` first.
  private func offsetPosition(of partition: TopicPartition, near place: Int = 0) -> Int {
    if place < offsets.count, offsets[place].partition == partition { return place }
    var (low, high) = (0, offsets.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle].partition < partition { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

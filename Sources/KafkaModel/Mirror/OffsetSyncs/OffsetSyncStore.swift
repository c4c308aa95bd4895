/// The offset syncs that a checkpoint task has read, and translation by them.
///
/// What lies between two syncs is not known: an offset past a sync is translated to the record after it, so that a group
/// reads again but misses nothing. Before KAFKA-12468 the distance was added, which can lead beyond the target's end.
///
/// Source: `OffsetSyncStore`.
package struct OffsetSyncStore: Sendable {
  private let behaviour: MirrorBehaviour
  /// While the first read goes on: whether it keeps only the newest sync of each partition.
  private let loadsNewestOnly: Bool
  private var isReadToEnd = false
  private var histories = NamedPartitionTable<SyncHistory>()

  /// - Parameter mustReadToEnd: Whether syncs of the first read may have been used by an earlier task whose checkpoints are
  ///   not known: then a translation by one of them could take a group back. Of effect since KAFKA-15905; before, it is
  ///   always so.
  package init(mustReadToEnd: Bool = true, _ behaviour: MirrorBehaviour) {
    self.behaviour = behaviour
    loadsNewestOnly = mustReadToEnd || !behaviour.restartKeepsSyncHistory
  }

  /// A record of the offset-syncs topic was read.
  package mutating func add(_ sync: OffsetSync, of partition: NamedPartition) {
    guard let place = histories.index(of: partition) else {
      histories.set(SyncHistory(sync), of: partition)
      return
    }
    let isFirstRead = !isReadToEnd && loadsNewestOnly
    let goesBack = sync.upstream < histories.entries[place].value.newest.upstream
    if isFirstRead || goesBack || !behaviour.keepsSyncHistory {
      histories.entries[place].value = SyncHistory(sync)
    } else {
      histories.entries[place].value.add(sync, looksAhead: behaviour.looksAheadInSyncHistory)
    }
  }

  /// The first read has come to the end of the topic.
  package mutating func readToEnd() { isReadToEnd = true }

  /// Translates an offset that a group committed at the source.
  ///
  /// Before KAFKA-12635 a partition without a sync gets one of -1 and -1 with the first question, so that the answer is
  /// the source's own offset.
  package mutating func translate(
    _ upstream: Offset, of partition: NamedPartition
  ) -> TranslatedOffset {
    if behaviour.translatesOnePast, !isReadToEnd { return .unknown }
    guard let history = histories[partition] else {
      if behaviour.translationNeedsSync { return .unknown }
      let madeUp = OffsetSync(upstream: .none, downstream: .none)
      histories.set(SyncHistory(madeUp), of: partition)
      return answer(upstream, by: madeUp)
    }
    return answer(upstream, by: history.sync(for: upstream))
  }

  private func answer(_ upstream: Offset, by sync: OffsetSync) -> TranslatedOffset {
    let distance = upstream - sync.upstream
    if distance < 0 { return .tooOld }
    return .known(sync.downstream + (behaviour.translatesOnePast ? min(distance, 1) : distance))
  }

  /// The syncs kept of a partition, newest first, each with the first of the 64 places it fills.
  package func syncs(of partition: NamedPartition) -> [(place: Int, sync: OffsetSync)] {
    histories[partition]?.places ?? []
  }
}

/// The offset syncs of a source task: when one is due, which wait, and how many are on their way.
///
/// At most ten sends are outstanding. A sync that finds none free waits, at most one for each partition; a newer one takes
/// its place. What was due to nobody at once is delayed to the next commit, again the newest of each partition. Before
/// KAFKA-12558 a sync that found no permit was dropped; before KAFKA-15906 nothing was delayed.
///
/// Source: `OffsetSyncWriter`, before 3.7 `MirrorSourceTask`.
package struct OffsetSyncWriter: Sendable {
  /// `MAX_OUTSTANDING_OFFSET_SYNCS`
  package static let maxOutstanding = 10

  /// `offset.lag.max`
  private let maxLag: Int64
  private let behaviour: MirrorBehaviour
  /// By partition, as the next two.
  private var triggers: [OffsetSyncTrigger]
  private var delayed: PartitionQueue
  private var pending: PartitionQueue
  /// The waiting sync of a partition in `pending`. A delayed one is the newest record of its trigger.
  private var waiting: [OffsetSync]
  /// Sends that have not ended.
  package private(set) var outstanding = 0

  /// - Parameter partitions: How many partitions the task copies.
  package init(partitions: Int, maxLag: Int64 = 100, _ behaviour: MirrorBehaviour) {
    self.maxLag = maxLag
    self.behaviour = behaviour
    triggers = Array(repeating: OffsetSyncTrigger(), count: partitions)
    delayed = PartitionQueue(count: partitions)
    pending = PartitionQueue(count: partitions)
    waiting = Array(
      repeating: OffsetSync(upstream: .none, downstream: .none), count: partitions)
  }

  /// Records of a partition were acknowledged, which follow each other at both clusters.
  ///
  /// - Parameters:
  ///   - upstream: The first record's offset at the source.
  ///   - downstream: The offset of its copy.
  ///   - outbox: Gets what is to be sent now, in order.
  package mutating func acked(
    _ partition: MirroredPartition, upstream: Offset, downstream: Offset, count: Int64 = 1,
    into outbox: inout [OutgoingOffsetSync]
  ) {
    let place = Int(partition.raw)
    var taken: Int64 = 0
    while taken < count {
      let record = OffsetSync(upstream: upstream + taken, downstream: downstream + taken)
      let isDue = triggers[place].take(
        record, maxLag: maxLag, countsTranslationLag: behaviour.countsTranslationLag)
      taken += 1
      if isDue { queue(record, of: partition, into: &outbox) }
      let skipped = triggers[place].skip(
        count - taken, maxLag: maxLag, countsTranslationLag: behaviour.countsTranslationLag)
      taken += skipped
      if behaviour.commitSyncsLatest, !isDue || skipped > 0 { delayed.append(partition.raw) }
      if behaviour.queuesOffsetSyncs { sendPending(into: &outbox) }
    }
  }

  /// The task commits, which it does whenever Connect has written its offsets (`offset.flush.interval.ms`).
  package mutating func commit(into outbox: inout [OutgoingOffsetSync]) {
    if behaviour.commitSyncsLatest {
      while let partition = delayed.first {
        delayed.remove(partition)
        pending.append(partition)
        waiting[Int(partition)] = triggers[Int(partition)].latest
      }
    }
    if behaviour.commitSendsOffsetSyncs { sendPending(into: &outbox) }
  }

  /// A send of an offset sync has ended, well or not; nothing else is sent on this account.
  package mutating func sendDone() {
    precondition(outstanding > 0, "no send of an offset sync is outstanding")
    outstanding -= 1
  }

  private mutating func queue(
    _ sync: OffsetSync, of partition: MirroredPartition, into outbox: inout [OutgoingOffsetSync]
  ) {
    if behaviour.queuesOffsetSyncs {
      delayed.remove(partition.raw)
      pending.append(partition.raw)
      waiting[Int(partition.raw)] = sync
    } else if outstanding < Self.maxOutstanding {
      outstanding += 1
      outbox.append(OutgoingOffsetSync(partition: partition, sync: sync))
    }
  }

  private mutating func sendPending(into outbox: inout [OutgoingOffsetSync]) {
    while outstanding < Self.maxOutstanding, let partition = pending.first {
      pending.remove(partition)
      outstanding += 1
      outbox.append(
        OutgoingOffsetSync(
          partition: MirroredPartition(partition), sync: waiting[Int(partition)]))
    }
  }
}

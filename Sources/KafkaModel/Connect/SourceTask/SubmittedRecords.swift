/// What a source task has sent and how much of each source partition may be committed: the acknowledged prefix.
///
/// Records are numbered as they are submitted; the same number is the producer's.
///
/// Source: `org.apache.kafka.connect.runtime.SubmittedRecords` (KAFKA-12226).
package struct SubmittedRecords: Sendable {
  /// The number of the next record.
  package private(set) var next: Int32 = 0
  /// Submitted and neither acknowledged nor dropped.
  package private(set) var unacknowledged = 0
  /// The number of the first entry of `isAcknowledged`.
  private var base: Int32 = 0
  private var isAcknowledged: [Bool] = []
  /// Dropped records: a late acknowledgement of one counts, as in Kafka, a second time.
  private var dropped: [Int32] = []
  private var queues: [Queue] = []
  /// Partitions with records, in the order in which they got their first.
  private var waiting: [SourcePartition] = []

  private struct Queue: Sendable {
    struct Entry: Sendable {
      var record: Int32
      var offset: Offset
    }
    var entries: [Entry] = []
    var head = 0

    var count: Int { entries.count - head }
  }

  package init() {}

  /// Consecutive records of one partition, about to be sent.
  package mutating func submit(_ partition: SourcePartition, from offset: Offset, count: Int32 = 1)
  {
    let index = Int(partition.raw)
    while queues.count <= index { queues.append(Queue()) }
    if queues[index].count == 0 { waiting.append(partition) }
    for step in 0..<count {
      queues[index].entries.append(Queue.Entry(record: next + step, offset: offset + Int64(step)))
      isAcknowledged.append(false)
    }
    next += count
    unacknowledged += Int(count)
  }

  package mutating func acknowledge(_ record: Int32) {
    if let place = dropped.firstIndex(of: record) {
      dropped.remove(at: place)
      unacknowledged -= 1
      return
    }
    guard record >= base, record < next, !isAcknowledged[Int(record - base)] else { return }
    isAcknowledged[Int(record - base)] = true
    unacknowledged -= 1
  }

  /// The record was refused by `send`; answers whether it was still there.
  @discardableResult
  package mutating func drop(_ record: Int32) -> Bool {
    for index in waiting.indices {
      let partition = Int(waiting[index].raw)
      let queue = queues[partition]
      guard
        let place = queue.entries.indices.reversed()
          .first(where: { $0 >= queue.head && queue.entries[$0].record == record })
      else { continue }
      queues[partition].entries.remove(at: place)
      if queues[partition].count == 0 { waiting.remove(at: index) }
      unacknowledged -= 1
      if !isAcknowledged[Int(record - base)] {
        isAcknowledged[Int(record - base)] = true
        dropped.append(record)
      }
      return true
    }
    return false
  }

  /// Takes the acknowledged heads out of the queues and adds them to what can be committed.
  package mutating func refresh(_ offsets: inout CommittableOffsets) {
    offsets.uncommittable = 0
    offsets.largest = 0
    offsets.largestPartition = nil
    var oldest = next
    for partition in waiting {
      let index = Int(partition.raw)
      let before = queues[index].head
      while queues[index].head < queues[index].entries.count {
        let entry = queues[index].entries[queues[index].head]
        guard isAcknowledged[Int(entry.record - base)] else {
          oldest = min(oldest, entry.record)
          break
        }
        queues[index].head += 1
      }
      let head = queues[index].head
      if head > before {
        offsets.set(partition, queues[index].entries[head - 1].offset)
        offsets.committable += head - before
      }
      let left = queues[index].count
      offsets.uncommittable += left
      if left > offsets.largest {
        offsets.largest = left
        offsets.largestPartition = partition
      }
      if left == 0 {
        queues[index].entries.removeAll(keepingCapacity: true)
        queues[index].head = 0
      } else if head > 64 && head > left {
        queues[index].entries.removeSubrange(..<head)
        queues[index].head = 0
      }
    }
    waiting.removeAll { queues[Int($0.raw)].count == 0 }
    offsets.waitingPartitions = waiting.count
    let settled = Int(oldest - base)
    if settled == isAcknowledged.count || settled > 1024 && settled > isAcknowledged.count / 2 {
      isAcknowledged.removeSubrange(..<settled)
      base = oldest
    }
  }

  /// Submitted records of a partition that are not committable yet, by partition with any.
  package var pending: [(partition: SourcePartition, count: Int)] {
    waiting.map { ($0, queues[Int($0.raw)].count) }
  }
}

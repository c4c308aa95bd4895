/// The records of the batches that one broker wrote to `__consumer_offsets`, by the batch's number.
///
/// Logs carry batches by identity only; this stands for their bytes, so no crash takes it away.
///
/// Nothing compacts the modelled logs, so superseded records are forgotten here, as loading a log needs only the last
/// record of each key. A batch is forgotten when each of its records has a later one with the same key that
/// (1) lies below the high watermark and below the log end of every replica, in sync or not, so that neither another
/// leader nor a truncation brings the older one back, and (2) was written less than a minute later. By (2) one record
/// of a key is kept for each minute: a disk that loses what all replicas had, in a power loss, gives back a state that
/// is at most a minute older than what its log really held.
struct GroupLogTable: Sendable {
  private struct Entry: Sendable {
    var number: Int32
    /// The end of its records.
    var end: Int32
    var partition: PartitionIndex
    var lastOffset: Offset
    /// The writer's clock.
    var at: Milliseconds
  }

  private static let window = Milliseconds(60_000)

  private var records: [GroupLogRecord] = []
  /// Ascending by number.
  private var entries: [Entry] = []
  /// The number of the next batch; a batch that the log refuses leaves it as it is.
  private(set) var nextNumber: Int32 = 0
  /// So many records make it worth to look for superseded ones.
  private var limit = 4_096

  init() {}

  /// Records that are kept.
  var count: Int { records.count }

  var isDueForForgetting: Bool { records.count > limit }

  /// Takes in the batch with the next number, as it was appended.
  mutating func add(
    _ batch: [GroupLogRecord], to partition: PartitionIndex, lastOffset: Offset, at: Milliseconds
  ) {
    records += batch
    entries.append(
      Entry(
        number: nextNumber, end: Int32(records.count), partition: partition,
        lastOffset: lastOffset, at: at))
    nextNumber += 1
  }

  /// The records of a batch; none if it is forgotten.
  subscript(_ number: Int32) -> ArraySlice<GroupLogRecord> {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].number == number else { return [] }
    return records[range(low)]
  }

  /// Forgets superseded batches.
  ///
  /// - Parameter safeEnds: by partition, the offset up to which every replica has the log; nil where this broker
  ///   cannot know.
  mutating func forgetSuperseded(safeEnds: [Offset?]) {
    var seen = LatestWrites()
    var keeps = Array(repeating: true, count: entries.count)
    for index in entries.indices.reversed() {
      let entry = entries[index]
      let partition = Int(entry.partition.raw)
      guard partition < safeEnds.count, let end = safeEnds[partition], entry.lastOffset < end
      else { continue }
      keeps[index] = !records[range(index)].allSatisfy {
        guard let later = seen.time(of: $0) else { return false }
        return later - entry.at < Self.window
      }
      if keeps[index] { for record in records[range(index)] { seen.note(record, at: entry.at) } }
    }
    keepOnly(keeps)
    limit = max(4_096, 2 * records.count)
  }

  /// Drops the batches for which the list says so. In place, as the table soon grows to its limit again.
  private mutating func keepOnly(_ keeps: [Bool]) {
    var (begin, kept, keptEntries) = (0, 0, 0)
    for index in entries.indices {
      let end = Int(entries[index].end)
      if keeps[index] {
        for record in begin..<end {
          records.swapAt(kept, record)
          kept += 1
        }
        entries[keptEntries] = entries[index]
        entries[keptEntries].end = Int32(kept)
        keptEntries += 1
      }
      begin = end
    }
    records.removeSubrange(kept...)
    entries.removeSubrange(keptEntries...)
  }

  private func range(_ index: Int) -> Range<Int> {
    (index > 0 ? Int(entries[index - 1].end) : 0)..<Int(entries[index].end)
  }
}

/// When each key was written last, while a log is walked backwards.
private struct LatestWrites {
  private struct Group {
    var metadata: Milliseconds?
    /// Ascending by partition.
    var offsets: [(partition: TopicPartition, at: Milliseconds)] = []

    func place(of partition: TopicPartition) -> Int {
      var (low, high) = (0, offsets.count)
      while low < high {
        let middle = (low + high) / 2
        if offsets[middle].partition < partition { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// By `GroupID.index`.
  private var groups: [Group] = []

  func time(of record: GroupLogRecord) -> Milliseconds? {
    let index = Int(record.group.index)
    guard index < groups.count else { return nil }
    guard let partition = record.partition else { return groups[index].metadata }
    let place = groups[index].place(of: partition)
    guard place < groups[index].offsets.count,
      groups[index].offsets[place].partition == partition
    else { return nil }
    return groups[index].offsets[place].at
  }

  mutating func note(_ record: GroupLogRecord, at: Milliseconds) {
    let index = Int(record.group.index)
    while groups.count <= index { groups.append(Group()) }
    guard let partition = record.partition else {
      groups[index].metadata = at
      return
    }
    let place = groups[index].place(of: partition)
    if place < groups[index].offsets.count, groups[index].offsets[place].partition == partition {
      groups[index].offsets[place].at = at
    } else {
      groups[index].offsets.insert((partition, at), at: place)
    }
  }
}

extension GroupLogRecord {
  /// The partition that a record about an offset names; nil for records about groups.
  fileprivate var partition: TopicPartition? {
    switch self {
    case .offset(_, let partition, _, _), .offsetTombstone(_, let partition): partition
    case .group, .groupTombstone: nil
    }
  }
}

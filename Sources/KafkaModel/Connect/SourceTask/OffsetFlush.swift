/// Which offsets a task has to store, and the one write of them that may be under way.
///
/// Source: `org.apache.kafka.connect.storage.OffsetStorageWriter`.
struct OffsetFlush: Sendable {
  /// The two threads that commit: the task's own at its end, and the worker's.
  enum Owner: Hashable, Sendable {
    case task
    case committer
  }

  /// To be stored.
  private var data: [SourceOffset] = []
  /// Being stored.
  private var flushing: [SourceOffset] = []
  private(set) var owner: Owner?
  /// The number of the last write.
  private(set) var write: Int32 = -1

  mutating func put(_ offsets: [SourceOffset]) { Self.put(offsets, into: &data) }

  /// What the write that now begins has to store; nil if there is nothing.
  mutating func begin(_ owner: Owner) -> [SourceOffset]? {
    guard !data.isEmpty else { return nil }
    swap(&data, &flushing)
    self.owner = owner
    write += 1
    return flushing
  }

  /// The write is done.
  mutating func finish() {
    flushing.removeAll(keepingCapacity: true)
    owner = nil
  }

  /// The write failed or takes too long: what it held is to be stored again, unless there is something newer.
  mutating func cancel() {
    Self.put(data, into: &flushing)
    swap(&data, &flushing)
    flushing.removeAll(keepingCapacity: true)
    owner = nil
  }

  private static func put(_ offsets: [SourceOffset], into data: inout [SourceOffset]) {
    for entry in offsets {
      if let place = data.firstIndex(where: { $0.partition == entry.partition }) {
        data[place].offset = entry.offset
      } else {
        data.append(entry)
      }
    }
  }
}

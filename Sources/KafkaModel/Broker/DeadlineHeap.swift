/// Parked requests by their deadlines, the earliest first, then by slot.
///
/// Requests that were answered stay in it until they come up; their generation tells.
struct DeadlineHeap: Sendable {
  struct Entry: Sendable {
    var deadline: Milliseconds
    var slot: Int32
    var generation: Int32

    func isBefore(_ other: Entry) -> Bool {
      deadline == other.deadline ? slot < other.slot : deadline < other.deadline
    }
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }
  var count: Int { entries.count }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entry.isBefore(entries[parent]) else { break }
      entries[child] = entries[parent]
      child = parent
    }
    entries[child] = entry
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    // The gap goes down until the last entry fits into it.
    var gap = 0
    while true {
      var child = 2 * gap + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
      guard entries[child].isBefore(last) else { break }
      entries[gap] = entries[child]
      gap = child
    }
    entries[gap] = last
  }
}

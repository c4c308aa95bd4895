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
    sink(last, from: 0)
  }

  /// Drops all others. What is left comes out in the same order as it would have.
  mutating func keep(_ isKept: (Entry) -> Bool) {
    var kept = 0
    for index in entries.indices where isKept(entries[index]) {
      entries[kept] = entries[index]
      kept += 1
    }
    entries.removeSubrange(kept...)
    for place in (0..<kept / 2).reversed() { sink(entries[place], from: place) }
  }

  /// A gap goes down from a place until the entry fits into it.
  private mutating func sink(_ entry: Entry, from place: Int) {
    var gap = place
    while true {
      var child = 2 * gap + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
      guard entries[child].isBefore(entry) else { break }
      entries[gap] = entries[child]
      gap = child
    }
    entries[gap] = entry
  }
}

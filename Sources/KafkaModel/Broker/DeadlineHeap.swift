/// Parked requests by their deadlines, the earliest first, then by slot.
///
/// Requests that were answered stay in it until they come up; their generation tells.
struct DeadlineHeap: Sendable {
  struct Entry: Sendable {
    var deadline: Milliseconds
    var slot: Int32
    var generation: Int32

    func isBefore(_ other: Entry) -> Bool {
      (deadline, slot) < (other.deadline, other.slot)
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
      guard entries[child].isBefore(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      if left < entries.count, entries[left].isBefore(entries[least]) { least = left }
      if right < entries.count, entries[right].isBefore(entries[least]) { least = right }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}

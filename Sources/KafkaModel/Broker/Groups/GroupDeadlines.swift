/// When which group must be looked at, earliest first: a binary heap.
///
/// Deadlines of a group that moved later stay where they are; the group is then looked at too early, once.
struct GroupDeadlines: Sendable {
  struct Entry: Hashable, Sendable {
    var at: Milliseconds
    /// `GroupID.index`
    var group: Int32
    var serial: Int32

    func isBefore(_ other: Entry) -> Bool {
      at != other.at ? at < other.at : group < other.group
    }
  }

  private var heap: [Entry] = []

  var next: Milliseconds { heap.first?.at ?? .max }

  mutating func push(_ entry: Entry) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].isBefore(heap[parent]) else { return }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  mutating func pop(dueAt now: Milliseconds) -> Entry? {
    guard let first = heap.first, first.at <= now else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { return first }
      if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
      guard heap[child].isBefore(heap[index]) else { return first }
      heap.swapAt(index, child)
      index = child
    }
  }
}

/// Offsets by partition, ascending: the next to be read of each.
package struct SinkOffsets: Hashable, Sendable {
  package private(set) var entries: [Entry] = []

  package struct Entry: Hashable, Sendable {
    package var partition: TopicPartition
    package var offset: Offset
  }

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }
  package var partitions: [TopicPartition] { entries.map(\.partition) }

  package subscript(partition: TopicPartition) -> Offset? {
    get {
      let place = place(of: partition)
      guard place < entries.count, entries[place].partition == partition else { return nil }
      return entries[place].offset
    }
    set {
      let place = place(of: partition)
      let isKnown = place < entries.count && entries[place].partition == partition
      switch (newValue, isKnown) {
      case (let offset?, true): entries[place].offset = offset
      case (let offset?, false):
        entries.insert(Entry(partition: partition, offset: offset), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Those of some partitions.
  package func of(_ partitions: [TopicPartition]) -> SinkOffsets {
    var some = SinkOffsets()
    some.entries = entries.filter { partitions.contains($0.partition) }
    return some
  }

  mutating func put(_ others: SinkOffsets) {
    for entry in others.entries { self[entry.partition] = entry.offset }
  }

  mutating func remove(_ partitions: [TopicPartition]) {
    entries.removeAll { partitions.contains($0.partition) }
  }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  private func place(of partition: TopicPartition) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].partition < partition { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Values by a topic's name and a partition, in that order: a dictionary without hash order.
struct NamedPartitionTable<Value> {
  /// In the order of the keys; values may be changed in place.
  var entries: [(key: NamedPartition, value: Value)] = []

  init() {}

  subscript(_ key: NamedPartition) -> Value? { index(of: key).map { entries[$0].value } }

  /// The place of a key in `entries`; nil if it has no value.
  func index(of key: NamedPartition) -> Int? {
    let place = place(of: key)
    return place < entries.count && entries[place].key == key ? place : nil
  }

  /// Gives the key a value, for what it had before.
  mutating func set(_ value: Value, of key: NamedPartition) {
    let place = place(of: key)
    if place < entries.count, entries[place].key == key {
      entries[place].value = value
    } else {
      entries.insert((key, value), at: place)
    }
  }

  /// The first place that is not before the key.
  private func place(of key: NamedPartition) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      let other = entries[middle].key
      if (other.topic, other.partition) < (key.topic, key.partition) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension NamedPartitionTable: Sendable where Value: Sendable {}

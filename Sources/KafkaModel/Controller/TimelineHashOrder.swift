/// The order in which the controller walks its broker registrations, which decides who is fenced first.
///
/// After a failover all sessions end together, and brokers are fenced in the order in which activation registered
/// them: that of a hash table with slots by Knuth's multiplicative hashing, last inserted first inside a slot. Ids
/// 1, 2, 3 come as 2, 1, 3.
/// Source: `server-common/src/main/java/org/apache/kafka/timeline/BaseHashTable.java`, `SnapshottableHashTable`.
struct TimelineHashOrder: Sendable {
  private var slots: [[NodeID]] = [[], []]
  private var count = 0

  /// The ids in the table's own order.
  var ids: [NodeID] {
    var ids: [NodeID] = []
    for slot in slots { ids.append(contentsOf: slot.reversed()) }
    return ids
  }

  mutating func insert(_ id: NodeID) {
    if (count + 1) * 3 > slots.count * 4 { grow() }
    let slot = slot(of: id)
    guard !slots[slot].contains(id) else { return }
    slots[slot].append(id)
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: [], count: old.count * 2)
    for ids in old {
      for id in ids { slots[slot(of: id)].append(id) }
    }
  }

  private func slot(of id: NodeID) -> Int {
    let hash = UInt64(bitPattern: Int64(id.raw) &* -7_046_029_254_386_353_131)
    return Int(hash >> UInt64(64 - slots.count.trailingZeroBitCount))
  }
}

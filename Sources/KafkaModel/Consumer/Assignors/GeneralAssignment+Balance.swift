extension GeneralAssignment {
  /// Moves partitions, in this order and over and over, until a pass changes nothing; whether anything moved.
  ///
  /// Source: `performReassignments`.
  @discardableResult
  mutating func reassign(_ partitions: [Int]) -> Bool {
    var hasMoved = false
    var isModified: Bool
    repeat {
      isModified = false
      for partition in partitions {
        if isBalanced { break }
        guard let holder = owner[partition] else { continue }
        let load = assigned[holder].count
        let target: Int?
        if let previous = claims.previous[partition]?.member, order.contains(previous),
          load > assigned[previous].count + 1
        {
          target = previous
        } else {
          let topic = table.topicOfPartition[partition]
          let subscribers = table.topics[Int(topic)].members
          let isWorthIt = subscribers.contains { load > assigned[$0].count + 1 }
          target =
            isWorthIt
            ? order.first { table.topicsOfMember[$0].contains(Int(topic)) } : nil
        }
        if let target {
          move(partition, to: target)
          hasMoved = true
          isModified = true
        }
      }
    } while isModified
    return hasMoved
  }

  /// Whether loads differ by one at most, or nobody could take a partition from somebody with enough more.
  private var isBalanced: Bool {
    guard let least = order.first, let most = order.last else { return true }
    if assigned[least].count >= assigned[most].count - 1 { return true }
    var heaviest = [Int](repeating: 0, count: table.topics.count)
    for member in order {
      for partition in assigned[member] {
        let topic = Int(table.topicOfPartition[partition])
        heaviest[topic] = max(heaviest[topic], assigned[member].count)
      }
    }
    for member in order {
      let load = assigned[member].count
      if load == potential(of: member) { continue }
      let enough = load + (toleratesOne ? 1 : 0)
      if table.topicsOfMember[member].contains(where: { enough < heaviest[$0] }) { return false }
    }
    return true
  }

  /// The sum of the differences in load over all pairs of members that take part; 0 is perfect.
  ///
  /// Source: `getBalanceScore`.
  func imbalance(_ assigned: [[Int]]) -> Int {
    var sum = 0
    for (place, member) in order.enumerated() {
      for other in order[(place + 1)...] {
        sum += abs(assigned[member].count - assigned[other].count)
      }
    }
    return sum
  }
}

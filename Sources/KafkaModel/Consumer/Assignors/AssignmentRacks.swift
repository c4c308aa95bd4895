/// The racks of members and of partitions' replicas, by dense numbers.
///
/// Source: KIP-881, `AbstractPartitionAssignor.useRackAwareAssignment`.
struct AssignmentRacks {
  /// nil where a member has none.
  let ofMember: [Int?]
  /// The different racks of each partition's replicas.
  let ofPartition: [[Int]]

  /// nil if nobody's rack is known or the version takes no notice.
  init?(_ table: AssignmentTable, _ behaviour: ConsumerBehaviour) {
    guard behaviour.rackAwareAssignment,
      table.group.members.contains(where: { $0.subscription.rack?.isEmpty == false })
    else { return nil }
    var numbers: [String: Int] = [:]
    func number(of rack: String) -> Int {
      if let number = numbers[rack] { return number }
      numbers[rack] = numbers.count
      return numbers.count - 1
    }
    ofMember = table.group.members.map { member in
      member.subscription.rack.flatMap { $0.isEmpty ? nil : number(of: $0) }
    }
    var ofPartition: [[Int]] = []
    for topic in table.topics {
      let racks = table.group.topics[topic.place].racks
      for index in 0..<topic.count {
        var different: [Int] = []
        for rack in index < racks.count ? racks[index] : [] {
          let number = number(of: rack)
          if !different.contains(number) { different.append(number) }
        }
        ofPartition.append(different)
      }
    }
    self.ofPartition = ofPartition
  }

  /// Whether a replica is in the member's rack.
  func match(_ member: Int, _ partition: Int) -> Bool {
    guard let rack = ofMember[member] else { return false }
    return ofPartition[partition].contains(rack)
  }

  /// Whether racks can make a difference: some member shares one with some replica, and some partition is not in all.
  func matter(to members: [Int], over partitions: some Collection<Int>) -> Bool {
    var all: [Int] = []
    for partition in partitions {
      for rack in ofPartition[partition] where !all.contains(rack) { all.append(rack) }
    }
    let isShared = members.contains { member in ofMember[member].map(all.contains) ?? false }
    return isShared && partitions.contains { ofPartition[$0].count < all.count }
  }
}

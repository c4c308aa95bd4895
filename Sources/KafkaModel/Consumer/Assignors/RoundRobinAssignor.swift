/// Deals the partitions of all topics, in order, to the members in a circle, passing over those not subscribed.
///
/// Source: `org.apache.kafka.clients.consumer.RoundRobinAssignor`; the same in all versions, never rack-aware.
struct RoundRobinAssignor {
  private let table: AssignmentTable

  init(_ group: GroupSubscription) { table = AssignmentTable(group) }

  func assign() -> [MemberAssignment] {
    var assigned = [[Int]](repeating: [], count: table.group.members.count)
    let circle = table.membersStaticFirst
    var next = 0
    var subscribed = [Bool](repeating: false, count: circle.count)
    for topic in table.topics {
      for member in topic.members { subscribed[member] = true }
      for partition in topic.partitions {
        while !subscribed[circle[next]] { next = (next + 1) % circle.count }
        assigned[circle[next]].append(partition)
        next = (next + 1) % circle.count
      }
      for member in topic.members { subscribed[member] = false }
    }
    return table.answer(assigned)
  }
}

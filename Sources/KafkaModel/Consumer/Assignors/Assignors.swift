/// The assignors that a consumer can choose from: Kafka's own, and those of the test author by name.
///
/// Source: `ConsumerPartitionAssignor` and its classes.
package struct Assignors: Sendable {
  private let custom: [CustomAssignor]

  package init(custom: [CustomAssignor] = []) { self.custom = custom }

  /// Whether a name is that of one of the author's assignors.
  package func knows(_ name: String) -> Bool { custom.contains { $0.name == name } }

  /// Who gets what; one answer for every member, in the order of the group's members.
  package func assign(
    _ group: GroupSubscription, by choice: AssignorChoice, _ behaviour: ConsumerBehaviour
  ) -> [MemberAssignment] {
    switch choice {
    case .range:
      return RangeAssignor(group, behaviour).assign()
    case .roundRobin:
      return RoundRobinAssignor(group).assign()
    case .sticky, .cooperativeSticky:
      return StickyAssignor(group, isCooperative: choice.isCooperative, behaviour).assign()
    case .custom(let name):
      guard let assignor = custom.first(where: { $0.name == name }) else {
        preconditionFailure("no assignor was registered as \(name)")
      }
      return assignor.assign(group)
    }
  }
}

/// An assignor that a test author wrote; eager, without user data.
package struct CustomAssignor: Sendable {
  /// What `partition.assignment.strategy` and the group's protocol call it.
  package let name: String
  /// Must answer for every member, and the same to the same question.
  package let assign: @Sendable (GroupSubscription) -> [MemberAssignment]

  package init(
    name: String, assign: @escaping @Sendable (GroupSubscription) -> [MemberAssignment]
  ) {
    self.name = name
    self.assign = assign
  }
}

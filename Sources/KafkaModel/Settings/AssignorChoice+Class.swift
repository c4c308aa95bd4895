extension AssignorChoice {
  private static let package = "org.apache.kafka.clients.consumer."

  /// The assignor of one of Kafka's Java classes; nil for any other name.
  init?(className: String) {
    let known: [AssignorChoice] = [.range, .roundRobin, .sticky, .cooperativeSticky]
    guard let choice = known.first(where: { $0.className == className }) else { return nil }
    self = choice
  }

  /// What `partition.assignment.strategy` calls it: a Java class, or the name of an assignor of the author's.
  package var className: String {
    switch self {
    case .range: Self.package + "RangeAssignor"
    case .roundRobin: Self.package + "RoundRobinAssignor"
    case .sticky: Self.package + "StickyAssignor"
    case .cooperativeSticky: Self.package + "CooperativeStickyAssignor"
    case .custom(let name): name
    }
  }
}

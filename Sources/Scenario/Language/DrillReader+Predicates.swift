/// The names of predicates.
package enum PredicateName: String, Hashable, Sendable, CaseIterable {
  case isrFull
  case isrSize
  case leaderChanged
  case leader
  case allAcked
  case sent
  case exited
  case groupStable
  case caughtUp
  case delivered
  case fenced
  case unfenced
  case stepDone

  /// How it is written.
  package var form: String {
    switch self {
    case .isrFull: "isrFull(cluster/topic/0), isrFull(cluster/topic) or isrFull(cluster)"
    case .isrSize: "isrSize(cluster/topic/0) >= 2"
    case .leaderChanged: "leaderChanged(cluster/topic/0) or leaderChanged(cluster/topic/0, step)"
    case .leader: "leader(cluster/topic/0) == none"
    case .allAcked: "allAcked(producer) or allAcked()"
    case .sent: "sent(producer) >= 1000"
    case .exited: "exited(cluster/1)"
    case .groupStable: "groupStable(group)"
    case .caughtUp: "caughtUp(group)"
    case .delivered: "delivered(group) >= 100"
    case .fenced: "fenced(cluster/1)"
    case .unfenced: "unfenced(cluster/1)"
    case .stepDone: "stepDone(step)"
    }
  }

  private var arguments: ClosedRange<Int> {
    switch self {
    case .leaderChanged: 1...2
    case .allAcked: 0...1
    case .isrFull, .isrSize, .leader, .sent, .exited, .groupStable, .caughtUp, .delivered, .fenced,
      .unfenced, .stepDone:
      1...1
    }
  }

  private var compares: Bool {
    switch self {
    case .isrSize, .leader, .sent, .delivered: true
    case .isrFull, .leaderChanged, .allAcked, .exited, .groupStable, .caughtUp, .fenced, .unfenced,
      .stepDone:
      false
    }
  }

  func fits(_ call: Call) -> Bool {
    call.rest == nil && self.arguments.contains(call.arguments?.count ?? -1)
      && compares == (call.comparison != nil)
  }
}

/// Predicates of triggers.
extension DrillReader {
  /// A text, or a list of texts of which all must hold.
  func predicate(_ node: Node, _ key: String) throws(ScenarioError) -> Scenario.Predicate {
    guard let elements = node.elements else { return try single(node, key) }
    guard elements.count > 1 else {
      throw failure(
        .contradiction("'\(key)' as a list needs two predicates or more"), at: node.place)
    }
    var all: [Scenario.Predicate] = []
    for element in elements { all.append(try single(element, key)) }
    return .all(all)
  }

  private func single(_ node: Node, _ key: String) throws(ScenarioError) -> Scenario.Predicate {
    guard let text = node.string else {
      throw wrongKind(node, key, wanted: "a predicate such as \"isrFull(upstream/orders/0)\"")
    }
    let call = Call(text)
    guard let name = PredicateName(rawValue: String(call.name)) else {
      throw failure(
        .unknownWord(
          String(call.name), what: "a predicate", known: PredicateName.allCases.map(\.rawValue)),
        at: place(of: call.name, in: node))
    }
    guard name.fits(call) else {
      throw failure(
        .badValue(text, what: "a predicate", wanted: name.form),
        at: place(of: call.name, in: node))
    }
    return try predicate(name, call, call.arguments ?? [], node)
  }

  private func predicate(
    _ name: PredicateName, _ call: Call, _ arguments: [Substring], _ node: Node
  ) throws(ScenarioError) -> Scenario.Predicate {
    guard let first = arguments.first else { return .allAcked(producer: nil) }
    let place = place(of: first, in: node)
    switch name {
    case .isrFull: return .isrFull(try partitionScope(first, at: place))
    case .isrSize:
      return .isrSize(
        try partitionName(first, at: place), call.comparison ?? .equal,
        try number(call.value, name, node))
    case .leaderChanged:
      let scope = try partitionScope(first, at: place)
      guard arguments.count == 2 else { return .leaderChanged(scope, since: nil) }
      return .leaderChanged(
        scope, since: try stepName(arguments[1], at: self.place(of: arguments[1], in: node)))
    case .leader:
      let partition = try partitionName(first, at: place)
      guard call.comparison == .equal else {
        throw failure(
          .badValue(node.string ?? "", what: "a predicate", wanted: name.form), at: node.place)
      }
      if call.value == "none" { return .leader(partition, is: nil) }
      let value = try number(call.value, name, node)
      _ = try nodeName("\(partition.topic.cluster)/\(value)"[...], at: place)
      return .leader(partition, is: Int32(truncatingIfNeeded: value))
    case .allAcked: return .allAcked(producer: try producerName(first, at: place))
    case .sent:
      return .sent(
        producer: try producerName(first, at: place), call.comparison ?? .equal,
        try number(call.value, name, node))
    case .exited: return .exited(try target(first, in: node))
    case .groupStable: return .groupStable(try coordinatedGroup(first, at: place))
    case .caughtUp: return .caughtUp(try coordinatedGroup(first, at: place))
    case .delivered:
      return .delivered(
        group: try groupName(first, at: place), call.comparison ?? .equal,
        try number(call.value, name, node))
    case .fenced: return .fenced(try nodeName(first, at: place))
    case .unfenced: return .unfenced(try nodeName(first, at: place))
    case .stepDone: return .stepDone(try stepName(first, at: place))
    }
  }

  private func number(
    _ text: Substring?, _ name: PredicateName, _ node: Node
  ) throws(ScenarioError) -> Int64 {
    guard let text, text.utf8.allSatisfy(Reader.isDigit), let value = Int64(text) else {
      throw failure(
        .badValue(node.string ?? "", what: "a predicate", wanted: name.form), at: node.place)
    }
    return value
  }
}

extension Scenario.Predicate {
  /// The predicate's own text; nil for a list of them.
  var text: String? {
    switch self {
    case .isrFull(let scope): "isrFull(\(scope))"
    case .isrSize(let name, let comparison, let size):
      "isrSize(\(name)) \(comparison.rawValue) \(size)"
    case .leaderChanged(let scope, let since):
      since.map { "leaderChanged(\(scope), \($0))" } ?? "leaderChanged(\(scope))"
    case .leader(let name, let id): "leader(\(name)) == " + (id.map { "\($0)" } ?? "none")
    case .allAcked(let producer): "allAcked(\(producer ?? ""))"
    case .sent(let producer, let comparison, let count):
      "sent(\(producer)) \(comparison.rawValue) \(count)"
    case .exited(let target): "exited(\(target))"
    case .groupStable(let group): "groupStable(\(group))"
    case .caughtUp(let group): "caughtUp(\(group))"
    case .delivered(let group, let comparison, let count):
      "delivered(\(group)) \(comparison.rawValue) \(count)"
    case .fenced(let name): "fenced(\(name))"
    case .unfenced(let name): "unfenced(\(name))"
    case .stepDone(let step): "stepDone(\(step))"
    case .all: nil
    }
  }
}

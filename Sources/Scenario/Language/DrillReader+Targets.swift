/// The roles that a target can be named by.
package enum Role: String, Hashable, Sendable, CaseIterable {
  case host
  case site
  case rack
  case producer
  case member
  case members
  case coordinator
  case leader
  case follower
  case followers
  case controller
  case brokers
  case any
  case worker
  case workers
  case connectLeader
  case connectFollower
  case connector
  case task
  case hitBy
  case killedIn
}

/// Targets of steps.
extension DrillReader {
  /// The keys `target` and `targets`.
  func targets(_ fields: Fields) throws(ScenarioError) -> [Scenario.Target] {
    let (key, node) = try fields.exactlyOne(of: ["target", "targets"])
    return try targets(node, key)
  }

  /// A text or a list of texts.
  func targets(_ node: Node, _ key: String) throws(ScenarioError) -> [Scenario.Target] {
    guard let elements = node.elements else { return [try target(node, key)] }
    guard !elements.isEmpty else {
      throw failure(.contradiction("'\(key)' is an empty list; it needs a target"), at: node.place)
    }
    var targets: [Scenario.Target] = []
    for element in elements { targets.append(try target(element, key)) }
    return targets
  }

  func target(_ node: Node, _ key: String) throws(ScenarioError) -> Scenario.Target {
    guard let text = node.string else {
      throw wrongKind(
        node, key, wanted: "a target such as \"upstream/1\" or \"leader(upstream/orders/0)\"")
    }
    return try target(text[...], in: node)
  }

  func target(_ text: Substring, in node: Node) throws(ScenarioError) -> Scenario.Target {
    let call = Call(text)
    let place = place(of: call.name, in: node)
    guard call.rest == nil, call.comparison == nil else {
      throw failure(
        .badValue(
          String(text), what: "a target", wanted: "an id such as upstream/1 or a role(name)"),
        at: place)
    }
    guard let arguments = call.arguments else { return try bareTarget(call.name, at: place) }
    guard let role = Role(rawValue: String(call.name)) else {
      throw failure(
        .unknownWord(
          String(call.name), what: "a role of a target", known: Role.allCases.map(\.rawValue)),
        at: place)
    }
    if role == .task { return try task(arguments, in: node) }
    guard arguments.count == 1 else {
      throw failure(
        .badValue(String(text), what: "a target", wanted: "\(role.rawValue)(...) with one name"),
        at: place)
    }
    return try target(role, arguments[0], at: self.place(of: arguments[0], in: node))
  }

  /// `task(east/source, 0)`.
  private func task(
    _ arguments: [Substring], in node: Node
  ) throws(ScenarioError) -> Scenario.Target {
    guard arguments.count == 2, let number = Self.plainNumber(arguments[1]) else {
      throw failure(
        .badValue(
          node.string ?? "", what: "a task",
          wanted: "a connector and a number from 0, such as task(east/source, 0)"),
        at: node.place)
    }
    return .task(
      try connectorName(arguments[0], at: place(of: arguments[0], in: node)), number)
  }

  private func target(
    _ role: Role, _ name: Substring, at place: Place
  ) throws(ScenarioError) -> Scenario.Target {
    switch role {
    case .host:
      guard hostNames.contains(String(name)) else {
        throw failure(.unknownName(String(name), what: "host", known: hostNames), at: place)
      }
      return .host(String(name))
    case .site:
      return .site(try siteName(Node(.string(String(name)), at: place), "site"))
    case .rack:
      guard rackNames.contains(String(name)) else {
        throw failure(.unknownName(String(name), what: "rack", known: rackNames), at: place)
      }
      return .rack(String(name))
    case .producer: return .producer(try producerName(name, at: place))
    case .member: return .member(try memberName(name, at: place))
    case .members: return .members(try groupName(name, at: place))
    case .coordinator: return .coordinator(try coordinatedGroup(name, at: place))
    case .leader: return .leader(try partitionName(name, at: place))
    case .follower: return .follower(try partitionName(name, at: place))
    case .followers: return .followers(try partitionName(name, at: place))
    case .controller: return .controller(try clusterName(name, at: place))
    case .brokers: return .brokers(try clusterName(name, at: place))
    case .any where scenario.groups.contains { $0.name == name }: return .anyMember(String(name))
    case .any: return .any(try clusterName(name, at: place))
    case .worker: return .worker(try workerName(name, at: place))
    case .workers: return .workers(try workerOwner(name, at: place))
    case .connectLeader: return .connectLeader(try workerOwner(name, at: place))
    case .connectFollower: return .connectFollower(try workerOwner(name, at: place))
    case .connector: return .connector(try connectorName(name, at: place))
    case .task: preconditionFailure("a task is read before, it has two arguments")
    case .hitBy, .killedIn: return .hitBy(step: try stepName(name, at: place))
    }
  }

  /// An id, or the bare name of a host, site or producer.
  private func bareTarget(
    _ name: Substring, at place: Place
  ) throws(ScenarioError) -> Scenario.Target {
    if let slash = name.firstIndex(of: "/"),
      scenario.groups.contains(where: { $0.name == name[..<slash] })
    {
      return .member(try memberName(name, at: place))
    }
    if let slash = name.firstIndex(of: "/"), isWorkerOwner(name[..<slash]) {
      return .worker(try workerName(name, at: place))
    }
    if name.contains("/") { return .node(try nodeName(name, at: place)) }
    let text = String(name)
    if scenario.sites.contains(where: { $0.name == text }) { return .site(text) }
    if scenario.hosts.contains(where: { $0.name == text }) { return .host(text) }
    if scenario.producers.contains(where: { $0.name == text }) { return .producer(text) }
    if cluster(text) != nil {
      throw failure(
        .badValue(
          text, what: "a target by itself, it is a cluster",
          wanted: "brokers(\(text)), controller(\(text)), any(\(text)) or \(text)/1"), at: place)
    }
    if scenario.groups.contains(where: { $0.name == text }) {
      throw failure(
        .badValue(
          text, what: "a target by itself, it is a group",
          wanted: "members(\(text)), any(\(text)), member(\(text)/a) or coordinator(\(text))"),
        at: place)
    }
    if isWorkerOwner(name) {
      throw failure(
        .badValue(
          text, what: "a target by itself, it is a mirror or a Connect cluster",
          wanted: "workers(\(text)), connectLeader(\(text)) or \(text)/a"), at: place)
    }
    let known =
      scenario.sites.map(\.name) + scenario.hosts.map(\.name) + scenario.producers.map(\.name)
    throw failure(.unknownName(text, what: "site, host or producer", known: known), at: place)
  }
}

extension DrillReader {
  /// A group that has a coordinator.
  func coordinatedGroup(_ text: Substring, at place: Place) throws(ScenarioError) -> String {
    let name = try groupName(text, at: place)
    if case .assigned = scenario.groups.first(where: { $0.name == name })?.reads {
      throw failure(
        .contradiction(
          "'\(name)' reads by 'assign' without a group: nobody coordinates it, it has no "
            + "rebalances and no committed offsets"), at: place)
    }
    return name
  }

  /// Targets of a verb that only members of groups serve.
  func members(_ fields: Fields, _ verb: Verb) throws(ScenarioError) -> [Scenario.Target] {
    let (key, node) = try fields.exactlyOne(of: ["target", "targets"])
    for element in node.elements ?? [node] {
      switch try target(element, key) {
      case .member, .members, .anyMember, .hitBy: continue
      case .node, .host, .site, .rack, .producer, .coordinator, .leader, .follower, .followers,
        .controller, .brokers, .any, .worker, .workers, .connectLeader, .connectFollower,
        .connector, .task:
        throw failure(
          .badValue(
            element.string ?? "", what: "a target of '\(verb.rawValue)'",
            wanted: "a member such as billing/a, members(billing), any(billing) or hitBy(step)"),
          at: element.place)
      }
    }
    return try targets(node, key)
  }
}

extension Scenario.Target: CustomStringConvertible {
  package var description: String {
    switch self {
    case .node(let name): "\(name)"
    case .host(let name): "host(\(name))"
    case .site(let name): "site(\(name))"
    case .rack(let name): "rack(\(name))"
    case .producer(let name): "producer(\(name))"
    case .member(let name): "member(\(name))"
    case .members(let name): "members(\(name))"
    case .coordinator(let name): "coordinator(\(name))"
    case .leader(let name): "leader(\(name))"
    case .follower(let name): "follower(\(name))"
    case .followers(let name): "followers(\(name))"
    case .controller(let name): "controller(\(name))"
    case .brokers(let name): "brokers(\(name))"
    case .any(let name), .anyMember(let name): "any(\(name))"
    case .worker(let name): "worker(\(name))"
    case .workers(let name): "workers(\(name))"
    case .connectLeader(let name): "connectLeader(\(name))"
    case .connectFollower(let name): "connectFollower(\(name))"
    case .connector(let name): "connector(\(name))"
    case .task(let name, let number): "task(\(name), \(number))"
    case .hitBy(let step): "hitBy(\(step))"
    }
  }
}

/// What each verb does, read from its keys.
extension DrillReader {
  func action(_ verb: Verb, _ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    switch verb {
    case .kill: return .kill(try targets(fields))
    case .stop: return .stop(try targets(fields))
    case .start: return .start(try targets(fields), startsIn: try startsIn(fields))
    case .restart: return .restart(try targets(fields), startsIn: try startsIn(fields))
    case .rollingRestart:
      return .rollingRestart(
        try targets(fields), startsIn: try startsIn(fields),
        pauseBetween: try fields["pauseBetween"].map { node throws(ScenarioError) in
          try time(node, "pauseBetween")
        } ?? .zero)
    case .pause: return .pause(try targets(fields))
    case .resume: return .resume(try targets(fields))
    case .pauseCycle: return try pauseCycle(fields)
    case .powerLoss:
      return .powerLoss(try targets(fields), worstCase: try optionalFlag(fields, "worstCase"))
    case .silence: return .silence(try targets(fields))
    case .skewClock:
      return .skewClock(
        try targets(fields), by: try signedTime(try fields.required("by"), "by"))
    case .partition: return try partition(fields)
    case .isolate: return try isolate(fields)
    case .heal:
      return .heal(
        step: try fields["step"].map { node throws(ScenarioError) in try stepName(node, "step") })
    case .degradeLink:
      return .degradeLink(
        try endpoints(try fields.required("between")), try quality(fields))
    case .dropRequest:
      return .drop(try message(fields), .request, thenReset: try thenReset(fields))
    case .dropResponse:
      return .drop(try message(fields), .response, thenReset: try thenReset(fields))
    case .delayResponse:
      return .delayResponse(
        try message(fields), by: try positiveTime(try fields.required("by"), "by"))
    case .createTopic: return .createTopic(try createdTopic(fields))
    case .deleteRecords:
      return .deleteRecords(
        try scope(fields),
        before: try fields["before"].map { node throws(ScenarioError) in
          try deletionBound(node)
        } ?? .end(minus: 0))
    case .electLeader:
      return .electLeader(
        try scope(fields),
        try word(try fields.required("kind"), "kind", what: "a kind of election"))
    case .setConfig:
      return .setConfig(
        try configOwner(try fields.required("of")), try settings(try fields.required("config")))
    case .addPartitions: return try addPartitions(fields)
    case .addMember: return .addMember(try members(fields, verb))
    case .removeMember: return .removeMember(try members(fields, verb))
    case .setOffsets: return try setOffsets(fields)
    case .stall:
      return .stall(
        try members(fields, verb),
        lasting: try positiveTime(try fields.required("lasting"), "lasting"))
    case .changeProcessing:
      return .changeProcessing(
        try members(fields, verb),
        perRecord: try timeRange(try fields.required("perRecord"), "perRecord"))
    case .changeRate: return .changeRate(try producers(fields), try load(fields))
    case .stopProducer: return .stopProducer(try producers(fields))
    case .deleteTopic:
      let node = try fields.required("topic")
      return .deleteTopic(try topicName(try text(node, "topic")[...], at: node.place))
    case .startMirror: return .startMirror(try mirror(fields), startsIn: try startsIn(fields))
    case .stopMirror: return .stopMirror(try mirror(fields))
    case .restartConnector:
      return .restartConnector(
        try connector(fields), tasks: try optionalFlag(fields, "tasks"),
        onlyFailed: try optionalFlag(fields, "onlyFailed"))
    case .restartTask:
      return .restartTask(
        try connector(fields), try small(try fields.required("task"), "task", from: 0))
    case .pauseConnector: return .pauseConnector(try connector(fields))
    case .resumeConnector: return .resumeConnector(try connector(fields))
    }
  }

  private func mirror(_ fields: Fields) throws(ScenarioError) -> String {
    let node = try fields.required("mirror")
    return try workerOwner(try text(node, "mirror")[...], at: node.place)
  }

  private func connector(_ fields: Fields) throws(ScenarioError) -> Scenario.ConnectorName {
    let node = try fields.required("connector")
    return try connectorName(try text(node, "connector")[...], at: node.place)
  }

  private func startsIn(_ fields: Fields) throws(ScenarioError) -> TimeRange? {
    guard let node = fields["startsIn"] else { return nil }
    return try timeRange(node, "startsIn")
  }

  private func thenReset(_ fields: Fields) throws(ScenarioError) -> TimeSpan? {
    guard let node = fields["thenReset"] else { return nil }
    return try time(node, "thenReset")
  }

  private func optionalFlag(_ fields: Fields, _ key: String) throws(ScenarioError) -> Bool {
    guard let node = fields[key] else { return false }
    return try flag(node, key)
  }

  private func pauseCycle(_ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    let stopped = try positiveTime(try fields.required("stopped"), "stopped")
    let every = try period(try fields.required("every"), "every")
    guard stopped < every else {
      throw failure(
        .contradiction("stopped for \(stopped) of every \(every) is a pause without end"),
        at: fields.place(of: "stopped"))
    }
    return .pauseCycle(try targets(fields), stopped: stopped, every: every)
  }

  private func partition(_ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    let node = try fields.required("groups")
    var groups: [[Scenario.Target]] = []
    var sides: [String: Scenario.Target] = [:]
    for element in try list(node, "groups") {
      guard let places = element.elements else {
        throw wrongKind(element, "groups", wanted: "a list of lists of targets")
      }
      let group = try targets(element, "groups")
      for (place, target) in zip(places, group) {
        guard let (host, other) = shared(by: target, with: sides) else { continue }
        throw failure(
          .contradiction(
            (target == other
              ? "'\(target)' stands in two groups of the partition"
              : "'\(target)' is on host \(host), as is '\(other)' in another group of the partition")
              + "; each host can stand in one group"), at: place.place)
      }
      for target in group { for side in self.sides(of: target) { sides[side] = target } }
      groups.append(group)
    }
    let oneWay = try optionalFlag(fields, "oneWay")
    guard groups.count >= 2, !oneWay || groups.count == 2 else {
      throw failure(
        .contradiction(
          "'groups' has \(groups.count); a partition needs "
            + (oneWay ? "two groups if it is oneWay" : "two groups or more")), at: node.place)
    }
    return .partition(groups: groups, oneWay: oneWay)
  }

  private func shared(
    by target: Scenario.Target, with sides: [String: Scenario.Target]
  ) -> (host: String, other: Scenario.Target)? {
    for side in self.sides(of: target) {
      if let other = sides[side] { return (side, other) }
    }
    return nil
  }

  /// The hosts that a target means in every run, by their names; for a role that only a run fills the role itself.
  private func sides(of target: Scenario.Target) -> [String] {
    switch target {
    case .node(let name):
      let nodes = cluster(name.cluster).map { $0.brokers + $0.controllers } ?? []
      return nodes.filter { $0.id == name.id }.map(\.host)
    case .brokers(let name): return cluster(name)?.brokers.map(\.host) ?? []
    case .controller(let name): return cluster(name)?.controllers.map(\.host) ?? []
    case .host(let name): return [name]
    case .site(let name): return scenario.allHosts.filter { $0.site == name }.map(\.name)
    case .rack(let name): return scenario.allHosts.filter { $0.rack == name }.map(\.name)
    case .producer(let name): return scenario.producers.filter { $0.name == name }.map(\.host)
    case .member(let name):
      return members(of: name.group).filter { $0.name == name.member }.map(\.host)
    case .members(let name): return members(of: name).map(\.host)
    case .worker(let name):
      return scenario.workers(of: name.owner).filter { $0.name == name.worker }.map(\.host)
    case .workers(let owner): return scenario.workers(of: owner).map(\.host)
    case .anyMember, .coordinator, .leader, .follower, .followers, .any, .connectLeader,
      .connectFollower, .connector, .task, .hitBy:
      return ["\(target)"]
    }
  }

  private func members(of group: String) -> [Scenario.Group.Member] {
    scenario.groups.first { $0.name == group }?.members ?? []
  }

  private func isolate(_ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    var peers: [Scenario.Action.Peer] = []
    if let node = fields["from"] {
      for element in node.elements ?? [node] {
        let peer: Scenario.Action.Peer = try word(element, "from", what: "a kind of peer")
        guard !peers.contains(peer) else {
          throw failure(
            .contradiction("'\(peer.rawValue)' stands twice in 'from'"), at: element.place)
        }
        peers.append(peer)
      }
      if peers.isEmpty {
        throw failure(.contradiction("'from' is an empty list; it needs a peer"), at: node.place)
      }
    } else {
      peers = [.everyone]
    }
    let direction: Scenario.Action.Direction =
      try fields["direction"].map { node throws(ScenarioError) in
        try word(node, "direction", what: "a direction")
      } ?? .both
    return .isolate(try targets(fields), from: peers, direction: direction)
  }

  private func message(_ fields: Fields) throws(ScenarioError) -> Scenario.Message {
    Scenario.Message(
      api: try word(try fields.required("api"), "api", what: "an API that is modelled"),
      client: try fields["client"].map { node throws(ScenarioError) in
        try target(node, "client")
      },
      broker: try fields["broker"].map { node throws(ScenarioError) in
        try target(node, "broker")
      },
      occurrence: try fields["occurrence"].map { node throws(ScenarioError) in
        try whole(node, "occurrence", in: 1...1_000_000_000)
      } ?? 1)
  }

  /// The topic of a createTopic step.
  func createdTopic(_ fields: Fields) throws(ScenarioError) -> Scenario.Topic {
    let node = try fields.required("topic")
    return try topic(fields, name: try text(node, "topic"), mark: Scenario.Mark(node.place))
  }

  private func scope(_ fields: Fields) throws(ScenarioError) -> Scenario.PartitionScope {
    let node = try fields.required("of")
    return try partitionScope(try text(node, "of")[...], at: node.place)
  }

  /// An offset, "end", "end-5" or "committed(billing)+50".
  private func deletionBound(
    _ node: Node
  ) throws(ScenarioError) -> Scenario.Action.DeletionBound {
    if node.number != nil { return .offset(try whole(node, "before", in: 0...Int64.max)) }
    let wanted = "an offset, \"end\", \"end-5\" or \"committed(billing)+50\""
    guard let text = node.string else { throw wrongKind(node, "before", wanted: wanted) }
    if text == "end" { return .end(minus: 0) }
    if text.hasPrefix("end-"), let minus = Self.wholeNumber(text.dropFirst(4)) {
      return .end(minus: minus)
    }
    if text.hasPrefix("committed("), let close = text.firstIndex(of: ")") {
      let group = try coordinatedGroup(text[..<close].dropFirst(10), at: node.place)
      let rest = text[text.index(after: close)...]
      if rest.isEmpty { return .committed(group: group, plus: 0) }
      if rest.first == "+", let plus = Self.wholeNumber(rest.dropFirst()) {
        return .committed(group: group, plus: plus)
      }
    }
    throw failure(.badValue(text, what: "an end of deletion", wanted: wanted), at: node.place)
  }

  private static func wholeNumber(_ text: Substring) -> Int64? {
    text.utf8.allSatisfy(Reader.isDigit) ? Int64(text) : nil
  }

  private func addPartitions(_ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    let node = try fields.required("topic")
    let name = try topicName(try text(node, "topic")[...], at: node.place)
    let count = try topic(name, at: node.place).partitions
    let to = try fields.required("to")
    let total = try small(to, "to", from: 1, to: Self.partitionLimit)
    // One that comes again may have begun with fewer.
    guard total > count || deletedTopics.contains("\(name)") else {
      throw failure(
        .contradiction(
          "'\(name)' has \(count) partitions already; 'to' is the number that it has then, and "
            + "Kafka only ever adds"), at: to.place)
    }
    return .addPartitions(name, to: total)
  }

  private func setOffsets(_ fields: Fields) throws(ScenarioError) -> Scenario.Action {
    let node = try fields.required("group")
    let name = try coordinatedGroup(try text(node, "group")[...], at: node.place)
    let reads = scenario.groups.first { $0.name == name }?.reads
    let of = try fields["of"].map { node throws(ScenarioError) in try scope(fields) }
    if let of, let cluster = reads?.cluster, of.cluster != cluster {
      throw failure(
        .contradiction(
          "group '\(name)' lives in '\(cluster)' and has no offsets of '\(of)'"),
        at: fields["of"]?.place ?? node.place)
    }
    if of == nil, case .pattern = reads {
      throw failure(
        .keysDisagree("'\(name)' reads by a pattern; say with 'of' whose offsets are set"),
        at: fields.node.place)
    }
    return .setOffsets(
      group: name, of: of, to: try offsetTarget(try fields.required("to"), "to"))
  }

  private func configOwner(_ node: Node) throws(ScenarioError) -> Scenario.Action.ConfigOwner {
    let text = try text(node, "of")
    guard let slash = text.firstIndex(of: "/") else {
      return .cluster(try clusterName(text[...], at: node.place))
    }
    // A topic's name may be a number; the topic is meant only if there is one.
    let cluster = try clusterName(text[..<slash], at: node.place)
    let name = Scenario.TopicName(
      cluster: cluster, topic: String(text[text.index(after: slash)...]))
    if topicIndex[name] != nil {
      return .topic(name)
    }
    if Self.plainNumber(text[text.index(after: slash)...]) != nil {
      return .broker(try nodeName(text[...], at: node.place))
    }
    return .topic(try topicName(text[...], at: node.place))
  }

  /// The keys `producer` and `producers`.
  private func producers(_ fields: Fields) throws(ScenarioError) -> [String] {
    let (key, node) = try fields.exactlyOne(of: ["producer", "producers"])
    var names: [String] = []
    for element in key == "producers" ? try list(node, key) : [node] {
      names.append(try producerName(try text(element, key)[...], at: element.place))
    }
    guard !names.isEmpty else {
      throw failure(
        .contradiction("'\(key)' is an empty list; it needs a producer"), at: node.place)
    }
    return names
  }
}

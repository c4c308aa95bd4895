import KafkaModel

/// Consumer groups and readers without a group: who reads what, from where.
extension DrillReader {
  mutating func readGroups(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for element in try section(node, "groups") {
      scenario.groups.append(try group(element))
    }
  }

  /// When the members start; the triggers may refer to any group, so they are read when all are known.
  mutating func readMemberStarts(_ node: Node?) throws(ScenarioError) {
    for (index, element) in (node?.elements ?? []).enumerated() {
      if let start = element["start"] {
        scenario.groups[index].start = try memberStart(start)
      }
      var place = 0
      for entry in element["members"]?.elements ?? [] {
        let count = try memberCount(entry)
        if let start = entry["start"] {
          let start = try memberStart(start)
          for member in place..<(place + count) {
            scenario.groups[index].members[member].start = start
          }
        }
        place += count
      }
    }
  }

  func memberStart(
    _ node: Node, of what: String = "members"
  ) throws(ScenarioError) -> Scenario.MemberStart {
    guard let text = node.string, text.first?.isNumber != true else {
      return .trigger(try start(node))
    }
    if text == "byStep" { return .byStep }
    throw failure(
      .badValue(
        text, what: "a start of \(what)",
        wanted: "a time, \"byStep\", or a trigger { after: ..., plus: ... }"), at: node.place)
  }

  private func group(_ node: Node) throws(ScenarioError) -> Scenario.Group {
    let fields = try Fields(node, .group, file: file)
    let nameNode = try fields.required("name")
    let name = try text(nameNode, "name")
    try checkGroupName(name, at: nameNode.place)
    guard let reads = try reads(fields) else {
      throw failure(.keysDisagree("a group needs one of 'reads', 'assign'"), at: node.place)
    }
    var group = Scenario.Group(name: name, reads: reads, mark: fields.mark)
    if let node = fields["clientVersion"] {
      group.clientVersion = try version(node, "clientVersion")
    }
    if let host = fields["host"] {
      try fields.refuse(["site"], because: "beside 'host', which has a site")
      group.host = try hostName(host, "host")
    }
    if let site = fields["site"] { group.site = try siteName(site, "site") }
    if let node = fields["static"] { group.isStatic = try flag(node, "static") }
    group.application = try application(fields)
    if case .assigned = reads {
      try fields.refuse(
        ["commit", "commitsOnRevocation", "static"], because: "beside 'assign', without a group")
    }
    group.behaviour = try behaviour(fields["behaviour"])
    group.config = try settings(fields["config"])
    if let node = fields["properties"] { group.properties = try text(node, "properties") }
    group.members = try members(fields, of: group)
    return group
  }

  /// Groups share their space of names with all that a bare target or subject may mean.
  private func checkGroupName(_ name: String, at place: Place) throws(ScenarioError) {
    try checkName(name, what: "a group", at: place)
    if let first = scenario.groups.first(where: { $0.name == name }) {
      throw failure(.duplicateName(name, what: "group", first: first.mark.place), at: place)
    }
    let others =
      scenario.sites.map { ($0.name, $0.mark) } + scenario.hosts.map { ($0.name, $0.mark) }
      + scenario.clusters.map { ($0.name, $0.mark) }
      + scenario.producers.map { ($0.name, $0.mark) }
      + scenario.connect.map { ($0.name, $0.mark) } + scenario.mirrors.map { ($0.name, $0.mark) }
    if let other = others.first(where: { $0.0 == name }) {
      throw failure(
        .duplicateName(
          name, what: "site, host, cluster, producer, group, Connect cluster or mirror",
          first: other.1.place), at: place)
    }
  }

  // MARK: Members.

  /// `members`: a number (1 if missing) or a list of { name, count, host, ... }.
  private func members(
    _ fields: Fields, of group: Scenario.Group
  ) throws(ScenarioError) -> [Scenario.Group.Member] {
    guard let node = fields["members"] else {
      return [member(named: Self.letters(0), of: group, mark: fields.mark)]
    }
    guard case .array(let elements) = node.value else {
      guard node.number != nil else {
        throw wrongKind(
          node, "members", wanted: "a number of them or a list of { name, host, config, ... }")
      }
      let count = Int(try whole(node, "members", in: 1...Int64(Self.sectionLimit)))
      return (0..<count).map {
        member(named: Self.letters($0), of: group, mark: Scenario.Mark(node.place))
      }
    }
    guard !elements.isEmpty else {
      throw failure(
        .contradiction("'members' of a group is empty; it needs one"), at: node.place)
    }
    var members: [Scenario.Group.Member] = []
    for element in elements {
      let more = try self.members(element, of: group, from: members.count)
      for member in more {
        if let first = members.first(where: { $0.name == member.name }) {
          throw failure(
            .duplicateName(
              "\(group.name)/\(member.name)", what: "member", first: first.mark.place),
            at: member.mark.place)
        }
      }
      members += more
      guard members.count <= Self.sectionLimit else {
        throw failure(.tooMany("members of a group", limit: Self.sectionLimit), at: element.place)
      }
    }
    return members
  }

  private func memberCount(_ entry: Node) throws(ScenarioError) -> Int {
    guard let count = entry["count"] else { return 1 }
    return Int(try whole(count, "count", in: 1...Int64(Self.sectionLimit)))
  }

  /// One entry of the list: a member, or as many alike as `count` says.
  private func members(
    _ node: Node, of group: Scenario.Group, from index: Int
  ) throws(ScenarioError) -> [Scenario.Group.Member] {
    let fields = try Fields(node, .member, file: file)
    if fields["name"] != nil {
      try fields.refuse(["count"], because: "beside 'name', which is one member's")
    }
    var member = member(named: "", of: group, mark: fields.mark)
    if let host = fields["host"] {
      try fields.refuse(["site"], because: "beside 'host', which has a site")
      member.host = try hostName(host, "host")
    }
    if let site = fields["site"] {
      if group.host != nil {
        try fields.refuse(["site"], because: "beside the group's 'host', which has a site")
      }
      member.site = try siteName(site, "site")
    }
    member.reads = try memberReads(fields, of: group)
    if let node = fields["clientVersion"] {
      member.clientVersion = try version(node, "clientVersion")
    }
    member.application = try application(fields)
    if case .assigned = group.reads {
      try fields.refuse(
        ["commit", "commitsOnRevocation"], because: "beside 'assign', without a group")
    }
    member.behaviour = try behaviour(fields["behaviour"])
    member.config = try settings(fields["config"])
    if let node = fields["properties"] { member.properties = try text(node, "properties") }
    var members: [Scenario.Group.Member] = []
    for number in index..<(index + (try memberCount(node))) {
      member.name = Self.letters(number)
      if let name = fields["name"] {
        member.name = try text(name, "name")
        try checkName(member.name, what: "a member", at: name.place)
      }
      if fields["host"] == nil, group.host == nil { member.host = "\(group.name)/\(member.name)" }
      members.append(member)
    }
    return members
  }

  private func member(
    named name: String, of group: Scenario.Group, mark: Scenario.Mark
  ) -> Scenario.Group.Member {
    Scenario.Group.Member(name: name, host: group.host ?? "\(group.name)/\(name)", mark: mark)
  }

  /// a to z, then aa, ab and so on.
  static func letters(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }

  // MARK: What is read.

  /// The keys `reads`, `assign` and `from`; nil if none of the first two is there.
  private func reads(_ fields: Fields) throws(ScenarioError) -> Scenario.Reads? {
    guard let (key, node) = try fields.atMostOne(of: ["reads", "assign"]) else {
      try fields.refuse(["from"], because: "without 'assign'")
      return nil
    }
    if key == "assign" {
      let from = try fields["from"].map { node throws(ScenarioError) in try beginning(node) }
      return .assigned(try assigned(node), from: from)
    }
    try fields.refuse(["from"], because: "without 'assign'")
    if case .object = node.value {
      let fields = try Fields(node, .subscription, file: file)
      return try pattern(try fields.required("pattern"))
    }
    return .topics(try topics(node, "reads"))
  }

  private func memberReads(
    _ fields: Fields, of group: Scenario.Group
  ) throws(ScenarioError) -> Scenario.Reads? {
    guard let reads = try reads(fields) else { return nil }
    switch (group.reads, reads) {
    case (.assigned, .topics), (.assigned, .pattern):
      try fields.refuse(["reads"], because: "where the others 'assign', without a group")
    case (.topics, .assigned), (.pattern, .assigned):
      try fields.refuse(["assign"], because: "in a group that shares its partitions out")
    case (.assigned, .assigned), (.topics, _), (.pattern, _): break
    }
    guard reads.cluster == group.reads.cluster else {
      throw failure(
        .contradiction(
          "a member reads from '\(reads.cluster)' and its group from '\(group.reads.cluster)'; "
            + "a group lives in one cluster"), at: fields.node.place)
    }
    return reads
  }

  /// A topic or a list of topics of one cluster.
  private func topics(
    _ node: Node, _ key: String
  ) throws(ScenarioError) -> [Scenario.TopicName] {
    if let text = node.string { return [try topicName(text[...], at: node.place)] }
    guard let elements = node.elements, !elements.isEmpty else {
      throw wrongKind(
        node, key,
        wanted: "a topic such as \"upstream/orders\", a list of them or { pattern: ... }")
    }
    var topics: [Scenario.TopicName] = []
    for element in elements {
      let topic = try topicName(try text(element, key)[...], at: element.place)
      try checkCluster(topic.cluster, topics.first?.cluster, at: element.place)
      guard !topics.contains(topic) else {
        throw failure(.contradiction("'\(topic)' stands twice in '\(key)'"), at: element.place)
      }
      topics.append(topic)
    }
    return topics
  }

  private func checkCluster(
    _ cluster: String, _ first: String?, at place: Place
  ) throws(ScenarioError) {
    guard let first, cluster != first else { return }
    throw failure(
      .contradiction(
        "a consumer reads from one cluster; here are '\(first)' and '\(cluster)'"), at: place)
  }

  /// "upstream/orders.*": a cluster and a pattern of whole names of topics.
  private func pattern(_ node: Node) throws(ScenarioError) -> Scenario.Reads {
    let text = try text(node, "pattern")
    guard let slash = text.firstIndex(of: "/"), slash != text.indices.last else {
      throw failure(
        .badValue(
          text, what: "a pattern of topics",
          wanted: "the cluster and a Java pattern of whole names, such as \"upstream/orders.*\""),
        at: node.place)
    }
    let cluster = try clusterName(text[..<slash], at: node.place)
    let pattern = TopicPattern(String(text[text.index(after: slash)...]))
    if let problem = pattern.problem {
      throw failure(
        .badValue(
          pattern.text, what: "a pattern that is read here",
          wanted: "letters, '.', [...], (a|b), and '*', '+' or '?' behind one; \(problem)"),
        at: node.place)
    }
    return .pattern(cluster: cluster, pattern)
  }

  /// Partitions, or topics for all of their partitions.
  private func assigned(_ node: Node) throws(ScenarioError) -> [Scenario.PartitionName] {
    let elements = node.elements ?? [node]
    var partitions: [Scenario.PartitionName] = []
    for element in elements {
      let text = try text(element, "assign")
      let scope = try partitionScope(text[...], at: element.place)
      let named: [Scenario.PartitionName]
      switch scope {
      case .cluster:
        throw failure(
          .badValue(
            text, what: "a partition",
            wanted: "\"upstream/orders/0\", or \"upstream/orders\" for all of a topic"),
          at: element.place)
      case .topic(let name):
        named = (0..<(try topic(name, at: element.place).partitions)).map {
          Scenario.PartitionName(topic: name, partition: $0)
        }
      case .partition(let name): named = [name]
      }
      for name in named {
        try checkCluster(
          name.topic.cluster, partitions.first?.topic.cluster, at: element.place)
        guard !partitions.contains(name) else {
          throw failure(.contradiction("'\(name)' stands twice in 'assign'"), at: element.place)
        }
        partitions.append(name)
      }
    }
    guard !partitions.isEmpty else {
      throw failure(
        .contradiction("'assign' is an empty list; it needs a partition"), at: node.place)
    }
    return partitions
  }

  private func beginning(_ node: Node) throws(ScenarioError) -> Scenario.Beginning {
    switch try offsetTarget(node, "from") {
    case .earliest: return .earliest
    case .latest: return .latest
    case .offset(let offset): return .offset(offset)
    case .time(let time): return .time(time)
    case .shift:
      throw failure(
        .badValue(
          node.string ?? "", what: "a place to begin",
          wanted: "\"earliest\", \"latest\", an offset or { time: \"30s\" }"), at: node.place)
    }
  }

  /// "earliest", "latest", an offset, { time: "30s" }, "-100" or "+100".
  func offsetTarget(
    _ node: Node, _ key: String
  ) throws(ScenarioError) -> Scenario.Action.OffsetTarget {
    if node.number != nil { return .offset(try whole(node, key, in: 0...Int64.max)) }
    if case .object = node.value {
      let fields = try Fields(node, .moment, file: file)
      return .time(try time(try fields.required("time"), "time"))
    }
    switch node.string {
    case "earliest"?: return .earliest
    case "latest"?: return .latest
    case let text?:
      if text.first == "-" || text.first == "+", text.dropFirst().utf8.allSatisfy(Reader.isDigit),
        let shift = Int64(text)
      {
        return .shift(shift)
      }
      throw failure(
        .badValue(
          text, what: "a place in a log",
          wanted: "\"earliest\", \"latest\", an offset, { time: \"30s\" } or, relative to what is "
            + "committed, \"-100\" or \"+100\""), at: node.place)
    case nil:
      throw wrongKind(
        node, key, wanted: "\"earliest\", \"latest\", an offset, { time: ... } or \"-100\"")
    }
  }
}

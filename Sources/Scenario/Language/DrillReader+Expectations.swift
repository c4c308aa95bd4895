import KafkaModel

/// Expectations: a figure, whose it is, and where it has to be.
extension DrillReader {
  func expectation(_ node: Node) throws(ScenarioError) -> Scenario.Expectation {
    guard let members = node.members else {
      throw wrongKind(node, "an expectation", wanted: "an object { figure: ..., equals: ... }")
    }
    let (figure, subjectNode) = try figure(node, members)
    let fields = try Fields(
      node, what: "an expectation of '\(figure.rawValue)'",
      keys: Section.expectation.keys + [figure.rawValue], notModelled: [], file: file)
    let subject = try subjectNode.map { node throws(ScenarioError) in
      try self.subject(node, of: figure)
    }
    if subject == nil, !figure.subjects.contains(.estate) {
      throw failure(.missing("of", of: fields.what), at: node.place)
    }
    var expectation = Scenario.Expectation(
      figure: figure, subject: subject ?? .estate, bound: try bound(fields, figure),
      mark: fields.mark)
    if let name = fields["name"] { expectation.name = try text(name, "name") }
    if let from = fields["from"] { expectation.from = try stepName(from, "from") }
    if let until = fields["until"] { expectation.until = try stepName(until, "until") }
    try span(of: &expectation, fields)
    if figure.needsFrom, expectation.from == nil {
      throw failure(
        .keysDisagree("'\(figure.rawValue)' is counted from a step; name it with 'from'"),
        at: node.place)
    }
    if figure.isState {
      try fields.refuse(
        ["from", "until", "notBefore", "within"],
        because: "of a state; its moment is 'at' or 'after'")
      expectation.moment = try moment(fields)
    } else {
      try fields.refuse(["at", "after", "plus"], because: "of a figure that is no state")
    }
    if let filter = fields["where"] { expectation.filter = try self.filter(filter, of: figure) }
    if figure.needsThreshold, expectation.over == nil {
      throw failure(
        .keysDisagree(
          "'\(figure.rawValue)' counts times longer than 'over', such as over: \"1s\""),
        at: node.place)
    }
    if figure == .truncatedTo, expectation.filter.node == nil {
      throw failure(
        .keysDisagree("'truncatedTo' needs the replica's broker: where: { broker: ... }"),
        at: node.place)
    }
    return expectation
  }

  /// Limits in time beside the steps.
  private func span(
    of expectation: inout Scenario.Expectation, _ fields: Fields
  ) throws(ScenarioError) {
    if let node = fields["notBefore"] { expectation.notBefore = try time(node, "notBefore") }
    if let node = fields["within"] { expectation.within = try time(node, "within") }
    if let early = expectation.notBefore, let late = expectation.within, early >= late {
      throw failure(
        .contradiction("'notBefore' must be shorter than 'within'; both count from 'from'"),
        at: fields["within"]?.place ?? expectation.mark.place)
    }
    guard let node = fields["over"] else { return }
    guard expectation.figure.needsThreshold else {
      throw failure(
        .keysDisagree("'over' means nothing for '\(expectation.figure.rawValue)'"),
        at: node.place)
    }
    expectation.over = try time(node, "over")
  }

  /// The figure, by the key `figure` or as a key of its own, and its subject.
  private func figure(
    _ node: Node, _ members: [Node.Member]
  ) throws(ScenarioError) -> (Scenario.Figure, Node?) {
    if let word = node["figure"] {
      return (try self.word(word, "figure", what: "a figure"), node["of"])
    }
    let figures = members.filter { Scenario.Figure(rawValue: $0.key) != nil }
    guard let first = figures.first, let figure = Scenario.Figure(rawValue: first.key) else {
      if let stranger = members.first(where: { !Section.expectation.keys.contains($0.key) }) {
        throw failure(
          .unknownWord(
            stranger.key, what: "a figure", known: Scenario.Figure.allCases.map(\.rawValue)),
          at: stranger.keyPlace)
      }
      throw failure(.missing("figure", of: "an expectation"), at: node.place)
    }
    if figures.count > 1 {
      throw failure(
        .keysDisagree(
          "'\(first.key)' and '\(figures[1].key)' are two figures; an expectation has one"),
        at: figures[1].keyPlace)
    }
    if let second = members.first(where: { $0.key == "of" }) {
      throw failure(
        .keysDisagree("'of' means nothing beside '\(first.key)', which names the subject itself"),
        at: second.keyPlace)
    }
    return (figure, first.value)
  }

  private func subject(
    _ node: Node, of figure: Scenario.Figure
  ) throws(ScenarioError) -> Scenario.Expectation.Subject {
    let text = try text(node, "of")
    let allowed = figure.subjects
    if text == "estate", allowed.contains(.estate) { return .estate }
    let slashes = text.utf8.count { $0 == UInt8(ascii: "/") }
    if text.contains("("), allowed.contains(.broker) {
      guard case .hitBy(let step) = try target(text[...], in: node) else {
        throw failure(
          .badValue(
            text, what: "the subject of '\(figure.rawValue)'",
            wanted: "a broker such as upstream/1, or hitBy(step)"), at: node.place)
      }
      return .hitBy(step: step)
    }
    if let subject = try connectSubject(text, allowed, at: node.place) { return subject }
    switch slashes {
    case 0:
      if allowed.contains(.group), scenario.groups.contains(where: { $0.name == text }) {
        return .group(text)
      }
      if allowed.contains(.producer), scenario.producers.contains(where: { $0.name == text }) {
        return .producer(text)
      }
      if allowed.contains(.cluster), cluster(text) != nil { return .cluster(text) }
    case 1:
      let ends = text.split(separator: "/", omittingEmptySubsequences: false)
      let end = ends[1]
      if allowed.contains(.member), scenario.groups.contains(where: { $0.name == ends[0] }) {
        return .member(try memberName(text[...], at: node.place))
      }
      if allowed.contains(.broker), Self.plainNumber(end) != nil || !allowed.contains(.topic) {
        return .node(try nodeName(text[...], at: node.place))
      }
      if allowed.contains(.topic) { return .topic(try topicName(text[...], at: node.place)) }
    default:
      if allowed.contains(.partition) {
        return .partition(try partitionName(text[...], at: node.place))
      }
    }
    throw failure(
      .badValue(
        text, what: "a subject of '\(figure.rawValue)'",
        wanted: "the name of "
          + Self.list(
            allowed.map { $0 == .estate ? "the estate (\"estate\")" : "a \($0.rawValue)" })),
      at: node.place)
  }

  /// "east", "east/a", "east/source" or "east/source/0": a mirror or Connect cluster and what is in it.
  private func connectSubject(
    _ text: String, _ allowed: [Scenario.Figure.SubjectKind], at place: Place
  ) throws(ScenarioError) -> Scenario.Expectation.Subject? {
    // Figures of groups take a sink connector and its tasks.
    guard allowed.contains(.mirror) || allowed.contains(.connector) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard isWorkerOwner(parts[0]) else { return nil }
    guard parts.count > 1 else { return allowed.contains(.mirror) ? .mirror(text) : nil }
    let isWorker =
      parts.count == 2 && scenario.workers(of: String(parts[0])).contains { $0.name == parts[1] }
    if allowed.contains(.worker), isWorker || !allowed.contains(.connector) {
      return .worker(try workerName(text[...], at: place))
    }
    if allowed.contains(.task), let number = Self.plainNumber(parts[parts.count - 1]) {
      let name = parts.dropLast().joined(separator: "/")
      return .task(try connectorName(name[...], at: place), number)
    }
    return .connector(try connectorName(text[...], at: place))
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  private func filter(
    _ node: Node, of figure: Scenario.Figure
  ) throws(ScenarioError) -> Scenario.Expectation.Filter {
    let fields = try Fields(node, .filter, file: file)
    var filter = Scenario.Expectation.Filter()
    if let node = fields["producer"] {
      filter.producer = try producerName(try text(node, "producer")[...], at: node.place)
    }
    if let node = fields["partition"] {
      filter.partition = try partitionName(try text(node, "partition")[...], at: node.place)
    }
    if let node = fields["broker"] {
      filter.node = try nodeName(try text(node, "broker")[...], at: node.place)
    }
    if let node = fields["exception"] {
      let exception: ExceptionName = try word(
        node, "exception", what: "an exception of a client")
      filter.exception = exception
    }
    if let node = fields["topic"] {
      filter.topic = try topicName(try text(node, "topic")[...], at: node.place)
    }
    if let node = fields["partitions"] {
      for element in try list(node, "partitions") {
        filter.partitions.append(
          try partitionName(try text(element, "partitions")[...], at: element.place))
      }
    }
    if let node = fields["group"] {
      filter.group = try groupName(try text(node, "group")[...], at: node.place)
    }
    filter.member = try member(fields, "member", of: figure)
    filter.notMember = try member(fields, "notMember", of: figure)
    filter.ownedBy = try member(fields, "ownedBy", of: figure)
    filter.notOwnedBy = try member(fields, "notOwnedBy", of: figure)
    try mirrors(&filter, fields, of: figure)
    if filter.group != nil, !figure.isOfGroups {
      throw failure(
        .keysDisagree("'\(figure.rawValue)' is no figure of groups"), at: node.place)
    }
    return filter
  }

  private func mirrors(
    _ filter: inout Scenario.Expectation.Filter, _ fields: Fields, of figure: Scenario.Figure
  ) throws(ScenarioError) {
    for key in ["mirror", "worker", "struckBy", "notStruckBy"] {
      guard let node = fields[key], !figure.isOfMirrors else { continue }
      throw failure(
        .keysDisagree("'\(key)' means nothing for '\(figure.rawValue)'"), at: node.place)
    }
    if let node = fields["mirror"] {
      filter.mirror = try workerOwner(try text(node, "mirror")[...], at: node.place)
    }
    if let node = fields["worker"] {
      filter.worker = try workerName(try text(node, "worker")[...], at: node.place)
    }
    if let node = fields["struckBy"] { filter.struckBy = try stepName(node, "struckBy") }
    if let node = fields["notStruckBy"] { filter.notStruckBy = try stepName(node, "notStruckBy") }
  }

  private func member(
    _ fields: Fields, _ key: String, of figure: Scenario.Figure
  ) throws(ScenarioError) -> Scenario.MemberName? {
    guard let node = fields[key] else { return nil }
    guard figure.isOfGroups else {
      throw failure(
        .keysDisagree("'\(key)' means nothing for '\(figure.rawValue)'"), at: node.place)
    }
    return try memberName(try text(node, key)[...], at: node.place)
  }

  private func moment(
    _ fields: Fields
  ) throws(ScenarioError) -> Scenario.Expectation.Moment? {
    guard let (key, node) = try fields.atMostOne(of: ["at", "after"]) else {
      try fields.refuse(["plus"], because: "without 'after'")
      return nil
    }
    if key == "at" {
      try fields.refuse(["plus"], because: "beside 'at'")
      return .at(try time(node, key))
    }
    let plus = try fields["plus"].map { node throws(ScenarioError) in try time(node, "plus") }
    return .after(step: try stepName(node, key), plus: plus ?? .zero)
  }

  private func bound(
    _ fields: Fields, _ figure: Scenario.Figure
  ) throws(ScenarioError) -> Scenario.Bound {
    let (key, node) = try fields.exactlyOne(of: ["equals", "atMost", "atLeast", "between"])
    let unit = figure.unit
    let least = figure.isSigned ? Int64.min : 0
    if key == "equals" { return .equals(try quantity(node, unit, key, from: least)) }
    if unit == .node || unit == .nodes || unit == .word {
      throw failure(
        .keysDisagree("'\(figure.rawValue)' has no order; only 'equals' can be asked of it"),
        at: node.place)
    }
    if key == "atMost" { return .atMost(try quantity(node, unit, key, from: least)) }
    if key == "atLeast" { return .atLeast(try quantity(node, unit, key, from: least)) }
    let ends = try list(node, key)
    guard ends.count == 2 else {
      throw failure(
        .wrongKind(key: key, found: "a list of \(ends.count)", wanted: "a list of two values"),
        at: node.place)
    }
    let low = try quantity(ends[0], unit, key, from: least)
    let high = try quantity(ends[1], unit, key, from: least)
    guard let first = low.order, let second = high.order, first <= second else {
      throw failure(
        .contradiction("the first end of 'between' must not be the larger"), at: node.place)
    }
    return .between(low, high)
  }

  /// A state as the REST API writes it, or "none".
  private func stateName(_ node: Node, _ key: String) throws(ScenarioError) -> String {
    let text = try text(node, key)
    let known = ConnectState.allCases.map(\.rawValue) + ["none"]
    guard known.contains(text) else {
      throw failure(.unknownWord(text, what: "a state of Connect", known: known), at: node.place)
    }
    return text
  }

  private func quantity(
    _ node: Node, _ unit: Scenario.Figure.Unit, _ key: String, from least: Int64
  ) throws(ScenarioError) -> Scenario.Quantity {
    switch unit {
    case .count: return .count(try whole(node, key, in: least...Int64.max))
    case .decimal:
      guard let number = node.number, let value = Amount.number(number, times: 1000), value >= 0
      else { throw wrongKind(node, key, wanted: "a number with up to three decimals") }
      return .thousandths(value)
    case .time: return .time(try signedTime(node, key))
    case .share: return .share(try share(node, key))
    case .node:
      if node.string == "none" { return .node(nil) }
      guard node.number != nil else {
        throw wrongKind(node, key, wanted: "a broker's id or \"none\"")
      }
      return .node(try small(node, key, from: 0))
    case .nodes:
      var ids: [Int32] = []
      for element in try list(node, key) { ids.append(try small(element, key, from: 0)) }
      return .nodes(ids.sorted())
    case .bandwidth: return .bandwidth(try bandwidth(node, key, orNone: true))
    case .word: return .word(try stateName(node, key))
    }
  }
}

extension Scenario.Quantity {
  /// The number by which two quantities of one unit are compared; nil for states.
  package var order: Int64? {
    switch self {
    case .count(let value), .thousandths(let value): value
    case .time(let span): span.nanoseconds
    case .share(let share): share.partsPerBillion
    case .bandwidth(let bandwidth): bandwidth.bitsPerSecond
    case .node, .nodes, .word: nil
    }
  }
}

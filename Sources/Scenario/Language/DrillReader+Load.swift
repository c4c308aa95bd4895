import KafkaModel

/// Producers: what they send, when and where to.
extension DrillReader {
  mutating func readProducers(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for element in try section(node, "producers") {
      scenario.producers.append(try producer(element))
    }
  }

  /// When the producers start; the triggers may refer to any producer or group, so they are read when all are known.
  mutating func readProducerStarts(_ node: Node?) throws(ScenarioError) {
    for (index, element) in (node?.elements ?? []).enumerated() {
      if let start = element["start"] {
        scenario.producers[index].start = try self.start(start)
      }
    }
  }

  private func producer(_ node: Node) throws(ScenarioError) -> Scenario.Producer {
    let fields = try Fields(node, .producer, file: file)
    let nameNode = try fields.required("name")
    let name = try text(nameNode, "name")
    try checkName(name, what: "a producer", at: nameNode.place)
    if let first = scenario.producers.first(where: { $0.name == name }) {
      throw failure(
        .duplicateName(name, what: "producer", first: first.mark.place), at: nameNode.place)
    }
    if let other =
      (scenario.sites.map { ($0.name, $0.mark) }
      + scenario.hosts.map { ($0.name, $0.mark) } + scenario.clusters.map { ($0.name, $0.mark) })
      .first(where: { $0.0 == name })
    {
      throw failure(
        .duplicateName(name, what: "site, host, cluster or producer", first: other.1.place),
        at: nameNode.place)
    }
    let host = try fields["host"].map { node throws(ScenarioError) in try hostName(node, "host") }
    let topics = try producerTopics(try fields.required("to"))
    let load = try load(fields)
    var producer = Scenario.Producer(
      name: name, topics: topics, host: host ?? name, load: load, start: .at(.zero),
      end: try end(fields), mark: fields.mark)
    if let site = fields["site"] {
      if host != nil { try fields.refuse(["site"], because: "beside 'host', which has a site") }
      producer.site = try siteName(site, "site")
    }
    if let node = fields["clientVersion"] {
      producer.clientVersion = try version(node, "clientVersion")
    }
    if let node = fields["recordSize"] {
      producer.recordSize = try byteRange(node, "recordSize")
      guard producer.recordSize.to <= Self.largestRecord else {
        throw failure(
          .badValue(
            "\(producer.recordSize)", what: "allowed as 'recordSize'", wanted: "at most 1GiB"),
          at: node.place)
      }
    }
    if let node = fields["keys"] { producer.keys = try keys(node) }
    if let node = fields["partition"] {
      producer.partition = try partitionChoice(node, topics: topics)
    }
    producer.behaviour = try behaviour(fields["behaviour"])
    producer.config = try settings(fields["config"])
    if let node = fields["properties"] { producer.properties = try text(node, "properties") }
    return producer
  }

  /// A batch's size is a number of 32 bits, and a batch is more than its record (`DefaultRecordBatch`).
  private static let largestRecord: Int64 = 1 << 30

  /// All of them are made at one instant.
  private static let largestBurst: Int64 = 10_000_000

  /// Each key is a text of its own that the producer keeps.
  private static let keyLimit: Int64 = 10_000_000

  private func producerTopics(_ node: Node) throws(ScenarioError) -> [Scenario.TopicName] {
    if let text = node.string { return [try topicName(text[...], at: node.place)] }
    guard let elements = node.elements, !elements.isEmpty else {
      throw wrongKind(node, "to", wanted: "a topic such as \"upstream/orders\" or a list of them")
    }
    var topics: [Scenario.TopicName] = []
    for element in elements {
      topics.append(try topicName(try text(element, "to")[...], at: element.place))
    }
    return topics
  }

  /// A time, or a trigger as of a step.
  func start(_ node: Node) throws(ScenarioError) -> Scenario.Trigger {
    switch node.value {
    case .string, .array: return .at(try timeRange(node, "start"))
    case _: break
    }
    let fields = try Fields(node, .start, file: file)
    guard let trigger = try trigger(fields) else {
      throw failure(
        .keysDisagree("start needs one of 'at', 'after', 'when'"), at: node.place)
    }
    return trigger
  }

  private func end(_ fields: Fields) throws(ScenarioError) -> Scenario.Producer.End {
    guard let (key, node) = try fields.atMostOne(of: ["count", "for"]) else {
      return .untilStopped
    }
    return key == "count"
      ? .records(try whole(node, key, in: 1...Int64.max))
      : .lasting(try positiveTime(node, key))
  }

  /// The keys `rate` and `schedule`.
  func load(_ fields: Fields) throws(ScenarioError) -> Scenario.Load {
    let (key, node) = try fields.exactlyOne(of: ["rate", "schedule"])
    if key == "rate" { return .constant(try positiveRate(node, key)) }
    guard let elements = node.elements else { return try schedule(node).load }
    guard !elements.isEmpty else {
      throw failure(.contradiction("'schedule' is an empty list; it needs a phase"), at: node.place)
    }
    var phases: [Scenario.Load.Phase] = []
    for (index, element) in elements.enumerated() {
      let phase = try schedule(element)
      if phase.lasting == nil, index + 1 < elements.count {
        throw failure(
          .keysDisagree("every phase of a schedule but the last needs 'for'"), at: element.place)
      }
      phases.append(phase)
    }
    return .phases(phases)
  }

  private func schedule(_ node: Node) throws(ScenarioError) -> Scenario.Load.Phase {
    let fields = try Fields(node, .schedule, file: file)
    let (key, value) = try fields.exactlyOne(of: ["rate", "ramp", "burst", "times"])
    let load: Scenario.Load
    switch key {
    case "rate": load = .constant(try positiveRate(value, key))
    case "ramp":
      let ramp = try Fields(value, .ramp, file: file)
      load = .ramp(
        from: try rate(try ramp.required("from"), "from"),
        to: try rate(try ramp.required("to"), "to"),
        over: try positiveTime(try ramp.required("over"), "over"))
    case "burst":
      let burst = try Fields(value, .burst, file: file)
      let records = try whole(
        try burst.required("records"), "records", in: 1...Self.largestBurst)
      let every = try positiveTime(try burst.required("every"), "every")
      guard records <= Self.mostRecords(in: every) else {
        throw failure(
          .badValue(
            "\(records) records every \(every)", what: "allowed as 'burst'",
            wanted: "at most 10000000/s"), at: value.place)
      }
      load = .burst(records: records, every: every)
    default: load = .times(try times(value))
    }
    let lasting = try fields["for"].map { node throws(ScenarioError) in
      try positiveTime(node, "for")
    }
    return Scenario.Load.Phase(load: load, lasting: lasting)
  }

  private func times(_ node: Node) throws(ScenarioError) -> [TimeSpan] {
    var times: [TimeSpan] = []
    for element in try list(node, "times") {
      let next = try time(element, "times")
      if let last = times.last, next < last {
        throw failure(
          .contradiction("recorded times must ascend; \(next) comes after \(last)"),
          at: element.place)
      }
      times.append(next)
    }
    return times
  }

  private func keys(_ node: Node) throws(ScenarioError) -> Scenario.Keys {
    if let text = node.string {
      guard text == "none" else {
        throw failure(
          .badValue(
            text, what: "a choice of keys", wanted: "\"none\" or { fixed: \"\(text)\" }"),
          at: node.place)
      }
      return .none
    }
    let fields = try Fields(node, .keys, file: file)
    let (key, value) = try fields.exactlyOne(of: Section.keys.keys)
    switch key {
    case "cycle": return .cycle(try whole(value, key, in: 1...Self.keyLimit))
    case "uniform": return .uniform(try whole(value, key, in: 1...Self.keyLimit))
    case "fixed": return .fixed(try text(value, key))
    case "zipf":
      let zipf = try Fields(value, .zipf, file: file)
      let exponent = try zipf.required("exponent")
      guard let number = exponent.number, let thousandths = Amount.number(number, times: 1000),
        (1...10_000).contains(thousandths)
      else {
        throw wrongKind(
          exponent, "exponent", wanted: "a number from 0.001 to 10 with up to three decimals")
      }
      return .zipf(
        try whole(try zipf.required("keys"), "keys", in: 1...Self.keyLimit),
        exponentThousandths: thousandths)
    default:
      var keys: [Scenario.Keys.WeightedKey] = []
      for element in try list(value, key) {
        let fields = try Fields(element, .weightedKey, file: file)
        keys.append(
          Scenario.Keys.WeightedKey(
            key: try text(try fields.required("key"), "key"),
            weight: try whole(try fields.required("weight"), "weight", in: 1...1_000_000)))
      }
      guard !keys.isEmpty else {
        throw failure(.contradiction("'weights' is an empty list; it needs a key"), at: value.place)
      }
      return .weighted(keys)
    }
  }

  private func partitionChoice(
    _ node: Node, topics: [Scenario.TopicName]
  ) throws(ScenarioError) -> Scenario.PartitionChoice {
    if node.number != nil {
      let number = try small(node, "partition", from: 0)
      for name in topics {
        _ = try partitionName("\(name)/\(number)"[...], at: node.place)
      }
      return .explicit(number)
    }
    if node.string == "inTurn" { return .inTurn }
    guard case .object = node.value else {
      throw wrongKind(
        node, "partition",
        wanted: "a partition's number, \"inTurn\", { weights: [3, 1, 1] } or "
          + "{ favour: \"vip-\", gets: \"8 of 10\" }")
    }
    let fields = try Fields(node, .partitionChoice, file: file)
    let (key, value) = try fields.exactlyOne(of: ["weights", "favour"])
    if key == "favour" {
      return .favoured(try weightedRule(value, gets: try fields.required("gets")))
    }
    var weights: [Int64] = []
    for element in try list(value, "weights") {
      weights.append(try whole(element, "weights", in: 0...1_000_000))
    }
    for name in topics {
      let count = try topic(name, at: value.place).partitions
      guard weights.count == Int(count), weights.contains(where: { $0 > 0 }) else {
        throw failure(
          .contradiction(
            "'\(name)' has \(count) partitions and needs as many weights, not all 0; "
              + "here are \(weights.count)"), at: value.place)
      }
    }
    return .weighted(weights)
  }

  /// `{ favour: "vip-", gets: "8 of 10" }`
  private func weightedRule(
    _ favour: Node, gets: Node
  ) throws(ScenarioError) -> WeightedRule {
    let words = try text(gets, "gets").split(separator: " ")
    guard words.count == 3, words[1] == "of", let share = Int32(words[0]),
      let whole = Int32(words[2]), 0 < share, share < whole
    else {
      throw failure(
        .badValue(
          gets.string ?? "", what: "a share of the partitions",
          wanted: "such as \"8 of 10\", the first number above 0 and below the second"),
        at: gets.place)
    }
    return WeightedRule(keyPrefix: try text(favour, "favour"), share: share, of: whole)
  }
}

import KafkaModel

extension Scenario.Producer {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    if topics.count == 1 {
      members.add("to", text: "\(topics[0])")
    } else {
      members.add("to", list: topics.map { .text("\($0)") })
    }
    members.add("clientVersion", version: clientVersion)
    members.add("host", text: host == name ? nil : host)
    members.add("site", text: site)
    members.append(load.members)
    switch start {
    case .at(let range): members.add("start", range: range == .zero ? nil : range)
    case .after, .when: members.add("start", start.members.node)
    }
    switch end {
    case .untilStopped: break
    case .records(let count): members.add("count", whole: count)
    case .lasting(let span): members.add("for", span: span)
    }
    members.add("recordSize", text: "\(recordSize)")
    members.add("keys", keys.node)
    members.add("partition", partition.node)
    members.add("behaviour", object: Scenario.Cluster.flags(behaviour))
    members.add("properties", text: properties)
    members.add("config", object: Scenario.Cluster.settings(config))
    return members.node
  }
}

extension Scenario.Load {
  /// The key `rate` or `schedule`.
  var members: Members {
    var members = Members()
    switch self {
    case .constant(let rate): members.add("rate", text: "\(rate)")
    case .ramp, .burst, .times: members.add("schedule", schedule.node)
    case .phases(let phases):
      members.add(
        "schedule",
        list: phases.map { phase in
          var members = phase.load.schedule
          members.add("for", span: phase.lasting)
          return members.node
        })
    }
    return members
  }

  /// The object that stands for one phase.
  private var schedule: Members {
    var members = Members()
    switch self {
    case .constant(let rate): members.add("rate", text: "\(rate)")
    case .ramp(let from, let to, let over):
      var ramp = Members()
      ramp.add("from", text: "\(from)")
      ramp.add("to", text: "\(to)")
      ramp.add("over", span: over)
      members.add("ramp", object: ramp)
    case .burst(let records, let every):
      var burst = Members()
      burst.add("records", whole: records)
      burst.add("every", span: every)
      members.add("burst", object: burst)
    case .times(let times): members.add("times", Node(.array(times.map { .text("\($0)") })))
    case .phases: break
    }
    return members
  }
}

extension Scenario.Keys {
  var node: Node? {
    var members = Members()
    switch self {
    case .none: return nil
    case .cycle(let count): members.add("cycle", whole: count)
    case .uniform(let count): members.add("uniform", whole: count)
    case .fixed(let key): members.add("fixed", text: key)
    case .zipf(let count, let thousandths):
      var zipf = Members()
      zipf.add("keys", whole: count)
      zipf.add("exponent", Node.thousandths(thousandths))
      members.add("zipf", object: zipf)
    case .weighted(let keys):
      members.add(
        "weights",
        list: keys.map { key in
          var members = Members()
          members.add("key", text: key.key)
          members.add("weight", whole: key.weight)
          return members.node
        })
    }
    return members.node
  }
}

extension Scenario.PartitionChoice {
  var node: Node? {
    switch self {
    case .partitioner: return nil
    case .inTurn: return .text("inTurn")
    case .explicit(let partition): return .whole(Int64(partition))
    case .weighted(let weights):
      var members = Members()
      members.add("weights", list: weights.map { .whole($0) })
      return members.node
    case .favoured(let rule):
      var members = Members()
      members.add("favour", text: rule.keyPrefix)
      members.add("gets", text: "\(rule.share) of \(rule.of)")
      return members.node
    }
  }
}

extension Node {
  static func thousandths(_ value: Int64) -> Node {
    let whole = value % 1000 == 0 ? value / 1000 : nil
    return Node(.number(Number(text: Amount.text(decimal: value, digits: 3), integer: whole)))
  }
}

extension Scenario.Expectation {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    if let subject = subject.text {
      members.add(figure.rawValue, text: subject)
    } else {
      members.add("figure", text: figure.rawValue)
    }
    var filter = Members()
    filter.add("producer", text: self.filter.producer)
    filter.add("partition", text: self.filter.partition.map { "\($0)" })
    filter.add("broker", text: self.filter.node.map { "\($0)" })
    filter.add("exception", text: self.filter.exception?.rawValue)
    filter.add("topic", text: self.filter.topic.map { "\($0)" })
    filter.add("partitions", list: self.filter.partitions.map { .text("\($0)") })
    filter.add("group", text: self.filter.group)
    filter.add("member", text: self.filter.member.map { "\($0)" })
    filter.add("notMember", text: self.filter.notMember.map { "\($0)" })
    filter.add("ownedBy", text: self.filter.ownedBy.map { "\($0)" })
    filter.add("notOwnedBy", text: self.filter.notOwnedBy.map { "\($0)" })
    filter.add("mirror", text: self.filter.mirror)
    filter.add("worker", text: self.filter.worker.map { "\($0)" })
    filter.add("struckBy", text: self.filter.struckBy)
    filter.add("notStruckBy", text: self.filter.notStruckBy)
    members.add("where", object: filter)
    members.add("from", text: from)
    members.add("until", text: until)
    members.add("notBefore", span: notBefore)
    members.add("within", span: within)
    members.add("over", span: over)
    switch moment {
    case nil: break
    case .at(let span): members.add("at", span: span)
    case .after(let step, let plus):
      members.add("after", text: step)
      members.add("plus", span: plus == .zero ? nil : plus)
    }
    switch bound {
    case .equals(let quantity): members.add("equals", quantity.node)
    case .atMost(let quantity): members.add("atMost", quantity.node)
    case .atLeast(let quantity): members.add("atLeast", quantity.node)
    case .between(let low, let high): members.add("between", list: [low.node, high.node])
    }
    return members.node
  }
}

extension Scenario.Expectation.Subject {
  /// The subject's name; nil for the whole estate.
  var text: String? {
    switch self {
    case .estate: nil
    case .cluster(let name), .producer(let name), .group(let name), .mirror(let name): name
    case .connector(let name): "\(name)"
    case .task(let name, let task): "\(name)/\(task)"
    case .worker(let name): "\(name)"
    case .member(let name): "\(name)"
    case .topic(let name): "\(name)"
    case .partition(let name): "\(name)"
    case .node(let name): "\(name)"
    case .hitBy(let step): "hitBy(\(step))"
    }
  }
}

extension Scenario.Quantity {
  var node: Node {
    switch self {
    case .count(let value): .whole(value)
    case .thousandths(let value): .thousandths(value)
    case .time(let span): .text("\(span)")
    case .share(let share): .text("\(share)")
    case .node(let id): id.map { .whole(Int64($0)) } ?? .text("none")
    case .nodes(let ids): Node(.array(ids.map { .whole(Int64($0)) }))
    case .bandwidth(let bandwidth): .text("\(bandwidth)")
    case .word(let word): .text(word)
    }
  }
}

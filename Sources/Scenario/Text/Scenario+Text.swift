extension Scenario {
  /// The scenario as a drill file; reading it gives an equal scenario.
  package var text: String { node.text }

  /// The tree of that file.
  package var node: Node {
    var members = Members()
    members.add("title", text: title.isEmpty ? nil : title)
    members.add("kafkaVersion", version: kafkaVersion)
    members.add("seed", Node.unsigned(seed))
    members.add("runFor", runFor.node)
    var part = Members()
    for site in sites { part.add(site.name, Node(.object([]))) }
    members.add("sites", object: part)
    part = Members()
    for host in hosts { part.add(host.name, host.node) }
    members.add("hosts", object: part)
    members.add("links", list: links.map(\.node))
    part = Members()
    for cluster in clusters { part.add(cluster.name, cluster.node) }
    members.add("clusters", part.node)
    part = Members()
    for topic in topics { part.add("\(topic.name)", topic.members.node) }
    members.add("topics", object: part)
    members.add("producers", list: producers.map(\.node))
    members.add("groups", list: groups.map(\.node))
    members.add("connect", list: connect.map(\.node))
    members.add("mirrors", list: mirrors.map(\.node))
    members.add("lagSampling", span: lagSampling)
    members.add("steps", list: steps.map(\.node))
    members.add("expect", list: expectations.map(\.node))
    members.add("vary", variations.node)
    return members.node
  }
}

extension Scenario.RunLength {
  var node: Node {
    switch self {
    case .time(let span): return .text("\(span)")
    case .until(let predicate, let after, let plus, let atMost):
      var members = Members()
      members.add("until", predicate.node)
      members.add("after", text: after)
      members.add("plus", span: plus == .zero ? nil : plus)
      members.add("atMost", span: atMost)
      return members.node
    }
  }
}

extension Scenario.Predicate {
  var node: Node {
    if case .all(let predicates) = self { return Node(.array(predicates.map(\.node))) }
    return .text(text ?? "")
  }
}

extension Scenario.Variations {
  var node: Node? {
    switch self {
    case .none: return nil
    case .named(let variations):
      return Node(
        .array(
          variations.map { variation in
            var set = Members()
            for edit in variation.edits { set.add(edit.path, edit.value) }
            var members = Members()
            members.add("name", text: variation.name)
            members.add("set", set.node)
            return members.node
          }))
    case .grid(let axes):
      var members = Members()
      for axis in axes { members.add(axis.path, Node(.array(axis.values))) }
      return members.node
    }
  }
}

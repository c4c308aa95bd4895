import KafkaModel

extension Scenario.Group {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    members.append(reads.members)
    members.add("members", memberList)
    members.add("clientVersion", version: clientVersion)
    members.add("host", text: host)
    members.add("site", text: site)
    members.add("start", start == .trigger(.at(.zero)) ? nil : start.node)
    members.add("static", flag: isStatic)
    members.append(application.members)
    members.add("behaviour", object: Scenario.Cluster.flags(behaviour))
    members.add("properties", text: properties)
    members.add("config", object: Scenario.Cluster.settings(config))
    return members.node
  }

  /// Their number, if the file need not say more.
  private var memberList: Node {
    let plain = members.enumerated().allSatisfy { index, member in
      let name = DrillReader.letters(index)
      return member == Member(name: name, host: usualHost(of: name), mark: .none)
    }
    if plain { return .whole(Int64(members.count)) }
    return Node(.array(members.map { node(of: $0) }))
  }

  private func usualHost(of member: String) -> String { host ?? "\(name)/\(member)" }

  private func node(of member: Member) -> Node {
    var members = Members()
    members.add("name", text: member.name)
    if let reads = member.reads { members.append(reads.members) }
    members.add("clientVersion", version: member.clientVersion)
    members.add("host", text: member.host == usualHost(of: member.name) ? nil : member.host)
    members.add("site", text: member.site)
    members.add("start", member.start?.node)
    members.append(member.application.members)
    members.add("behaviour", object: Scenario.Cluster.flags(member.behaviour))
    members.add("properties", text: member.properties)
    members.add("config", object: Scenario.Cluster.settings(member.config))
    return members.node
  }
}

extension Scenario.MemberStart {
  var node: Node {
    switch self {
    case .byStep: .text("byStep")
    case .trigger(.at(let range)): .text("\(range)")
    case .trigger(let trigger): trigger.members.node
    }
  }
}

extension Scenario.Reads {
  /// The key `reads`, or `assign` and `from`.
  var members: Members {
    var members = Members()
    switch self {
    case .topics(let topics):
      if topics.count == 1 {
        members.add("reads", text: "\(topics[0])")
      } else {
        members.add("reads", list: topics.map { .text("\($0)") })
      }
    case .pattern(let cluster, let pattern):
      var subscription = Members()
      subscription.add("pattern", text: "\(cluster)/\(pattern.text)")
      members.add("reads", object: subscription)
    case .assigned(let partitions, let from):
      members.add("assign", list: partitions.map { .text("\($0)") })
      members.add("from", from?.node)
    }
    return members
  }
}

extension Scenario.Beginning {
  /// As it is written.
  package var node: Node {
    switch self {
    case .earliest: Scenario.Action.OffsetTarget.earliest.node
    case .latest: Scenario.Action.OffsetTarget.latest.node
    case .offset(let offset): Scenario.Action.OffsetTarget.offset(offset).node
    case .time(let time): Scenario.Action.OffsetTarget.time(time).node
    }
  }
}

extension Scenario.Action.OffsetTarget {
  var node: Node {
    switch self {
    case .earliest: return .text("earliest")
    case .latest: return .text("latest")
    case .offset(let offset): return .whole(offset)
    case .shift(let shift): return .text(shift < 0 ? "\(shift)" : "+\(shift)")
    case .time(let time):
      var members = Members()
      members.add("time", span: time)
      return members.node
    }
  }
}

extension Scenario.Action.DeletionBound {
  /// Nil for the log's end, which need not be written.
  var node: Node? {
    switch self {
    case .offset(let offset): .whole(offset)
    case .end(minus: 0): nil
    case .end(let minus): .text("end-\(minus)")
    case .committed(let group, plus: 0): .text("committed(\(group))")
    case .committed(let group, let plus): .text("committed(\(group))+\(plus)")
    }
  }
}

extension Scenario.Application {
  var members: Members {
    var members = Members()
    members.add("poll", span: poll)
    var processing = Members()
    processing.add("perRecord", range: perRecord)
    processing.add("perPoll", range: perPoll)
    processing.add("handler", text: handler)
    members.add("processing", object: processing)
    members.add("commit", commit?.node)
    members.add("commitsOnRevocation", commitsOnRevocation.map { Node(.bool($0)) })
    members.add(
      "slowRecords",
      list: slowRecords.map { slow in
        var members = Members()
        members.add("record", text: "\(slow.partition)@\(slow.offset)")
        members.add("takes", span: slow.takes)
        return members.node
      })
    switch afterError {
    case nil: break
    case .ends: members.add("afterError", text: "ends")
    case .goesOn(let after): members.add("afterError", span: after)
    }
    members.add("stopsAfter", text: stopsAfter?.rawValue)
    members.add("closeTimeout", span: closeTimeout)
    return members
  }
}

extension Scenario.CommitStyle {
  /// As it is written: a word, or { every: n }.
  package var node: Node {
    if case .every(let count) = self {
      var members = Members()
      members.add("every", whole: count)
      return members.node
    }
    return .text(Self.words.first { $0.style == self }?.word ?? "")
  }
}

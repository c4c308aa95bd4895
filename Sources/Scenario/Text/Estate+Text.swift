import ClusterSimulation
import KafkaModel

extension Scenario.Host {
  var node: Node {
    var members = Members()
    members.add("site", text: site)
    members.add("rack", text: rack)
    members.append(machine.members)
    return members.node
  }
}

extension Scenario.Machine {
  var members: Members {
    var disk = Members()
    disk.add("sync", range: sync)
    disk.add("writeBack", range: writeBack)
    var kill = Members()
    kill.add("teardown", range: teardown)
    var members = Members()
    members.add("disk", object: disk)
    members.add("kill", object: kill)
    if let processingPeak {
      members.add("processing", object: processingPeak.members(usually: processing))
    } else {
      members.add("processing", range: processing)
    }
    return members
  }
}

extension Scenario.ProcessorPeak {
  fileprivate func members(usually: TimeRange?) -> Members {
    var members = Members()
    members.add("usually", range: usually ?? .zero)
    members.add("sometimes", range: wait)
    members.add("share", text: "\(share)")
    members.add("calmest", text: calmest.map { "\($0)" })
    return members
  }
}

extension Scenario.Link {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    members.add("between", list: between.map { .text($0.name) })
    members.append(quality.members)
    return members.node
  }
}

extension Scenario.Link.Quality {
  var members: Members {
    var members = Members()
    members.add("latency", span: latency)
    members.add("jitter", span: jitter)
    members.add("loss", text: loss.map { "\($0)" })
    members.add("bandwidth", text: bandwidth.map { "\($0)" })
    members.add("congestion", text: congestion?.rawValue)
    return members
  }
}

extension Scenario.Cluster {
  var node: Node {
    var members = Members()
    members.add("site", text: site)
    members.add("kafkaVersion", version: kafkaVersion)
    members.add("metadataVersion", text: metadataVersion)
    members.add("behaviour", object: Self.flags(behaviour))
    members.add("brokers", nodes(brokers, firstID: 1))
    let controllers = nodes(controllers, firstID: 100)
    if controllers != .whole(1) { members.add("controllers", controllers) }
    members.add("properties", text: properties)
    members.add("config", object: Self.settings(config))
    members.append(machine.members)
    members.add("startsIn", range: startsIn)
    return members.node
  }

  /// Their number, if the file need not say more.
  private func nodes(_ nodes: [Member], firstID: Int32) -> Node {
    let plain = nodes.enumerated().allSatisfy { index, node in
      node
        == Member(
          id: firstID + Int32(index), host: "\(name)/\(firstID + Int32(index))", mark: .none)
    }
    if plain { return .whole(Int64(nodes.count)) }
    return Node(
      .array(
        nodes.map { node in
          var members = Members()
          members.add("id", whole: Int64(node.id))
          members.add("host", text: node.host == "\(name)/\(node.id)" ? nil : node.host)
          members.add("site", text: node.site)
          members.add("rack", text: node.rack)
          members.add("kafkaVersion", version: node.kafkaVersion)
          members.add("properties", text: node.properties)
          members.add("config", object: Self.settings(node.config))
          return members.node
        }))
  }

  static func flags(_ flags: [Scenario.BehaviourFlag]) -> Members {
    var members = Members()
    for flag in flags { members.add(flag.name, Node(.bool(flag.isOn))) }
    return members
  }

  static func settings(_ settings: [Scenario.Setting]) -> Members {
    var members = Members()
    for setting in settings { members.add(setting.key, setting.valueNode) }
    return members
  }
}

extension Scenario.Setting {
  /// Whole numbers and truth values without quotes.
  var valueNode: Node {
    if value == "true" || value == "false" { return Node(.bool(value == "true")) }
    if let number = Int64(value), String(number) == value { return .whole(number) }
    return .text(value)
  }
}

extension Scenario.Topic {
  var members: Members {
    var members = Members()
    guard origin != .client else {
      members.add("automatic", flag: true)
      return members
    }
    members.add("partitions", whole: Int64(partitions))
    members.add("replicationFactor", whole: Int64(replicationFactor))
    members.add(
      "assignment",
      list: assignment.map { replicas in Node(.array(replicas.map { .whole(Int64($0)) })) })
    members.add("config", object: Scenario.Cluster.settings(config))
    return members
  }
}

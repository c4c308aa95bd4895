import KafkaModel

extension Scenario.ConnectCluster {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    members.add("cluster", text: cluster)
    members.add("version", version: version)
    members.add("behaviour", object: Scenario.Cluster.flags(behaviour))
    members.add("groupID", text: groupID)
    members.add("workers", workerList)
    members.add("startsIn", range: startsIn)
    members.add("tasksStartIn", range: tasksStartIn)
    members.add("start", start == .trigger(.at(.zero)) ? nil : start.node)
    members.add("properties", text: properties)
    members.add("settings", object: Scenario.Cluster.settings(settings))
    members.add("connectors", list: connectors.map(\.node))
    return members.node
  }

  /// Their number, if the file need not say more.
  private var workerList: Node {
    let plain = workers.enumerated().allSatisfy { index, worker in
      let name = DrillReader.letters(index)
      return worker
        == Scenario.Worker(name: name, host: "\(self.name)/\(name)", site: nil, mark: .none)
    }
    if plain { return .whole(Int64(workers.count)) }
    return Node(
      .array(
        workers.map { worker in
          var members = Members()
          members.add("name", text: worker.name)
          let usual = "\(name)/\(worker.name)"
          members.add("host", text: worker.host == usual ? nil : worker.host)
          members.add("site", text: worker.site)
          return members.node
        }))
  }
}

extension Scenario.Connector {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    switch kind {
    case .mirror(let connectorClass, let source, let target):
      members.add("class", text: connectorClass.simpleName)
      members.add("source", text: source)
      members.add("target", text: target)
    case .custom(let name): members.add("class", text: name)
    }
    members.add("config", object: Scenario.Cluster.settings(config))
    return members.node
  }
}

extension Scenario.Mirror {
  var node: Node {
    var members = Members()
    members.add("name", text: name)
    members.add("source", text: source)
    members.add("target", text: target)
    var names = Members()
    for alias in aliases { names.add(alias.alias, text: alias.cluster) }
    members.add("aliases", object: names)
    members.append(location.members)
    members.add("connectors", list: connectors.map { .text($0.rawValue) })
    members.add("workers", whole: workers == location.usualWorkers ? nil : Int64(workers))
    members.add("version", version: version)
    members.add("behaviour", object: Scenario.Cluster.flags(behaviour))
    members.add("startsIn", range: startsIn)
    members.add("tasksStartIn", range: tasksStartIn)
    members.add("start", start == .trigger(.at(.zero)) ? nil : start.node)
    members.add("properties", text: properties)
    members.add("settings", object: Scenario.Cluster.settings(settings))
    return members.node
  }
}

extension Scenario.Mirror.Location {
  var members: Members {
    var members = Members()
    members.add("placement", text: placement?.rawValue)
    switch runsIn {
    case nil: break
    case .site(let site): members.add("runsIn", text: site)
    case .hosts(let hosts): members.add("runsIn", list: hosts.map { .text($0) })
    }
    members.add("mode", text: mode?.rawValue)
    members.add("groupOn", text: groupOn?.rawValue)
    return members
  }

  /// One on each host that the file names, else one.
  var usualWorkers: Int {
    if case .hosts(let hosts) = runsIn { hosts.count } else { 1 }
  }
}

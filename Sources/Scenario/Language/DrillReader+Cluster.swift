/// Clusters with their brokers and controllers.
extension DrillReader {
  mutating func readClusters(_ node: Node) throws(ScenarioError) {
    let clusters = try sectionMembers(node, "clusters", limit: 100)
    guard !clusters.isEmpty else {
      throw failure(.contradiction("a scenario needs at least one cluster"), at: node.place)
    }
    for member in clusters {
      try checkName(member.key, what: "a cluster", at: member.keyPlace)
      scenario.clusters.append(
        try cluster(member.key, member.value, mark: Scenario.Mark(member.keyPlace)))
    }
  }

  private func cluster(
    _ name: String, _ node: Node, mark: Scenario.Mark
  ) throws(ScenarioError) -> Scenario.Cluster {
    let fields = try Fields(node, .cluster, file: file)
    var cluster = Scenario.Cluster(name: name, mark: mark)
    if let site = fields["site"] { cluster.site = try siteName(site, "site") }
    if let node = fields["kafkaVersion"] {
      cluster.kafkaVersion = try version(node, "kafkaVersion")
    }
    if let node = fields["metadataVersion"] {
      cluster.metadataVersion = try text(node, "metadataVersion")
    }
    cluster.behaviour = try behaviour(fields["behaviour"])
    cluster.config = try settings(fields["config"])
    if let node = fields["properties"] { cluster.properties = try text(node, "properties") }
    cluster.machine = try machine(fields)
    if let node = fields["startsIn"] { cluster.startsIn = try timeRange(node, "startsIn") }
    cluster.brokers = try nodes(
      try fields.required("brokers"), "brokers", of: name, section: .broker, firstID: 1)
    if let node = fields["controllers"] {
      let count = node.elements.map { Int64($0.count) } ?? node.integer
      if let count, count > 1 {
        throw failure(
          .notModelled(
            "a quorum of \(count) controllers",
            instead: "write one controller, whose failure is the failure of the quorum"),
          at: node.place)
      }
      cluster.controllers = try nodes(
        node, "controllers", of: name, section: .controller, firstID: cluster.freeControllerID)
    } else {
      let id = cluster.freeControllerID
      cluster.controllers = [
        Scenario.Cluster.Member(id: id, host: "\(name)/\(id)", mark: mark)
      ]
    }
    try checkIDs(cluster)
    try checkSites(cluster)
    return cluster
  }

  /// A count, or a list of nodes.
  private func nodes(
    _ node: Node, _ key: String, of cluster: String, section: Section, firstID: Int32
  ) throws(ScenarioError) -> [Scenario.Cluster.Member] {
    guard case .array(let elements) = node.value else {
      guard node.number != nil else {
        throw wrongKind(node, key, wanted: "a number of them or a list of { id, host, rack, ... }")
      }
      let count = Int32(truncatingIfNeeded: try whole(node, key, in: 1...1000))
      return (firstID..<(firstID + count)).map { id in
        Scenario.Cluster.Member(
          id: id, host: "\(cluster)/\(id)", mark: Scenario.Mark(node.place))
      }
    }
    guard elements.count <= Self.sectionLimit else {
      throw failure(.tooMany(key, limit: Self.sectionLimit), at: node.place)
    }
    guard !elements.isEmpty else {
      throw failure(.contradiction("'\(key)' of a cluster is empty; it needs one"), at: node.place)
    }
    var members: [Scenario.Cluster.Member] = []
    for element in elements {
      let fields = try Fields(element, section, file: file)
      let id = try small(try fields.required("id"), "id", from: 0, to: Self.nodeLimit)
      let host = try fields["host"].map { node throws(ScenarioError) in
        try hostName(node, "host")
      }
      var member = Scenario.Cluster.Member(
        id: id, host: host ?? "\(cluster)/\(id)", mark: fields.mark)
      if let site = fields["site"] {
        if host != nil { try fields.refuse(["site"], because: "beside 'host', which has a site") }
        member.site = try siteName(site, "site")
      }
      if let rack = fields["rack"] { member.rack = try text(rack, "rack") }
      if let node = fields["kafkaVersion"] {
        member.kafkaVersion = try version(node, "kafkaVersion")
      }
      member.config = try settings(fields["config"])
      if let node = fields["properties"] { member.properties = try text(node, "properties") }
      members.append(member)
    }
    return members
  }

  private func checkIDs(_ cluster: Scenario.Cluster) throws(ScenarioError) {
    var seen: [Scenario.Cluster.Member] = []
    for (index, member) in (cluster.brokers + cluster.controllers).enumerated() {
      if let first = seen.first(where: { $0.id == member.id }) {
        if index >= cluster.brokers.count {
          throw failure(
            .notModelled(
              "node \(member.id) as broker and controller in one process",
              instead: "give the controller an id of its own, such as \(cluster.freeControllerID)"),
            at: member.mark.place)
        }
        throw failure(
          .duplicateName(String(member.id), what: "broker", first: first.mark.place),
          at: member.mark.place)
      }
      seen.append(member)
    }
  }

  /// With several sites, every node must stand in one of them.
  private func checkSites(_ cluster: Scenario.Cluster) throws(ScenarioError) {
    guard scenario.sites.count > 1, cluster.site == nil else { return }
    let nodes =
      cluster.brokers.map { ($0, "broker \($0.id)") }
      + cluster.controllers.map { ($0, "the controller, node \($0.id),") }
    for (member, name) in nodes where member.site == nil {
      let host = scenario.hosts.first { $0.name == member.host }
      guard host?.site == nil else { continue }
      throw failure(
        .contradiction(
          "\(name) of '\(cluster.name)' stands in no site; "
            + "give it, its host or its cluster a 'site'"), at: member.mark.place)
    }
  }
}

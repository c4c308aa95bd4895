import ClusterSimulation
import KafkaModel
import Scenario

extension PlanDescription {
  package func text(_ style: Style) -> String {
    var lines = [
      style.strong(
        (plan.title.isEmpty ? file : plan.title) + (variation.isEmpty ? "" : " [\(variation)]")),
      "\(file), seed \(scenario.seed)", "", style.strong("Hosts"),
    ]
    var table = TextTable(
      [.left, .left, .left, .left, .left, .left, .left],
      header: ["host", "site", "rack", "synced write", "write-back", "teardown", "processing"])
    for host in plan.hosts {
      table.add([
        host.name, plan.sites[host.site].name, host.rack ?? "-", span(host.diskSync),
        span(host.writeBack), span(host.killTeardown), processing(host),
      ])
    }
    lines += table.lines() + ["", style.strong("Links")] + linkLines()
    for cluster in plan.clusters {
      lines += ["", style.strong("Cluster \(cluster.name), Kafka \(cluster.version)")]
      lines += clusterLines(cluster)
    }
    lines += ["", style.strong("Topics")] + topicLines()
    let impossible = plan.impossibleTopics
    if !impossible.isEmpty {
      lines += ["", style.strong("Topics that cannot be made")]
      for topic in impossible { lines += wrapped(topic.sentence) }
    }
    for producer in plan.producers {
      let host = plan.hosts[Int(producer.host.raw)].name
      lines += [
        "",
        style.strong("Producer \(producer.name), client \(producer.version), on host \(host)"),
      ]
      lines += part("producers", named: producer.name)
      lines += settingLines(producer.name, .producer, producer.version)
    }
    for group in scenario.groups.indices {
      lines += ["", style.strong(headline(of: group))] + groupLines(group)
    }
    for herd in herds { lines += ["", style.strong(herd.headline)] + herdLines(herd) }
    if let every = plan.lagSampling {
      lines += ["", "Lags are looked at every \(TimeSpan(nanoseconds: every))."]
    }
    lines += ["", style.strong("Steps")] + parts("steps")
    lines += ["", style.strong("Expectations")] + parts("expect")
    lines += ["", style.strong("Settings that the file gives")] + verdictLines()
    return lines.joined(separator: "\n") + "\n"
  }

  private func linkLines() -> [String] {
    var table = TextTable(
      [.left, .left, .right, .right, .right, .right],
      header: ["between", "and", "latency", "jitter", "loss", "bandwidth"])
    for site in plan.sites {
      table.add(["inside \(site.name)", ""] + cells(site.localArea))
    }
    for link in plan.links {
      table.add([place(link.between), place(link.and)] + cells(link.quality))
    }
    return table.lines()
  }

  private func cells(_ quality: LinkQuality) -> [String] {
    [
      "\(TimeSpan(nanoseconds: quality.latency))", "\(TimeSpan(nanoseconds: quality.jitter))",
      "\(loss(quality))",
      quality.bandwidth.map { "\(Bandwidth(bitsPerSecond: $0))" } ?? "unlimited",
    ]
  }

  private func clusterLines(_ cluster: PlannedCluster) -> [String] {
    var table = TextTable([.left, .left, .left], header: ["node", "host", "rack"])
    for node in cluster.brokers {
      table.add([
        "broker \(node.id)", plan.hosts[Int(node.host.raw)].name, node.rack ?? "-",
      ])
    }
    table.add([
      "controller \(cluster.controller.id)",
      plan.hosts[Int(cluster.controller.host.raw)].name, cluster.controller.rack ?? "-",
    ])
    var lines = table.lines()
    let flags = BrokerFlag.allCases.filter { cluster.behaviour[$0] }.map(\.name)
    lines += wrapped("rules in force: " + (flags.isEmpty ? "none" : flags.joined(separator: ", ")))
    // Brokers with the same settings are told together.
    var told: [NodeID] = []
    for node in cluster.brokers where !told.contains(node.id) {
      let alike = cluster.brokers.filter { $0.settings == node.settings }.map(\.id)
      told += alike
      lines.append("  brokers \(alike.map(\.description).joined(separator: ", ")):")
      lines += settingLines(owner(node, of: cluster), .broker, cluster.version)
    }
    return lines
  }

  /// The first member in full, the others by what is different.
  private func groupLines(_ group: Int) -> [String] {
    let members = members(of: group)
    guard let first = members.first else { return [] }
    var table = TextTable(
      [.left, .left, .left, .left], header: ["member", "host", "client", "starts"])
    for member in members { table.add([member.name, member.host, member.client, member.starts]) }
    var lines = part("groups", named: plan.groups[group].name) + table.lines()
    lines += wrapped("reads \(first.reads)") + wrapped(first.application)
    lines += wrapped("rules in force: " + first.rules)
    lines += wrapped(first.settings.map(\.text).joined(separator: ", "), indent: 4)
    var others: [(names: [String], differences: String)] = []
    for member in members.dropFirst() {
      let differences = member.differences(from: first)
      if let index = others.firstIndex(where: { $0.differences == differences }) {
        others[index].names.append(member.name)
      } else {
        others.append(([member.name], differences))
      }
    }
    for other in others {
      lines += wrapped(
        "\(other.names.joined(separator: ", ")): as \(first.name)"
          + (other.differences.isEmpty ? "" : ", but " + other.differences))
    }
    return lines
  }

  private func herdLines(_ herd: Herd) -> [String] {
    var table = TextTable(
      [.left, .left, .left, .left, .left], header: ["worker", "host", "site", "starts", "in"])
    for worker in herd.workers { table.add(worker) }
    func text(_ settings: [(key: String, value: String)]) -> String {
      settings.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }
    var lines = table.lines() + wrapped(text(herd.settings), indent: 4)
    for connector in herd.connectors {
      lines += wrapped("connector \(connector.name): \(connector.flow)")
      lines += wrapped(text(connector.settings), indent: 4)
    }
    return lines
  }

  private func topicLines() -> [String] {
    guard !plan.topics.isEmpty else { return ["  none"] }
    var lines: [String] = []
    for topic in plan.topics {
      let cluster = plan.clusters[Int(topic.cluster.raw)]
      if topic.origin == .mirror {
        lines += wrapped("\(cluster.name)/\(topic.name): if a mirror makes it")
        continue
      }
      let replicas =
        topic.assignment.map { lists in
          "replicas "
            + lists.map { "[" + $0.map(\.description).joined(separator: ",") + "]" }
            .joined(separator: " ")
        } ?? "replication factor \(topic.replicationFactor), placed by Kafka's rule"
      lines += wrapped(
        "\(cluster.name)/\(topic.name): "
          + Quantities.counted(Int64(topic.partitions), "partition") + ", \(replicas)"
          + (topic.origin == .client ? ", as soon as a client names it" : ""))
      let settings = topic.settings
      lines += wrapped(
        "min.insync.replicas=\(settings.minInsyncReplicas), "
          + "unclean.leader.election.enable=\(settings.uncleanLeaderElection), "
          + "max.message.bytes=\(settings.maxMessageBytes), segment.bytes=\(settings.segmentBytes), "
          + "flush.messages=\(settings.flushMessages.map(String.init) ?? "never"), "
          + "flush.ms=\(settings.flushInterval.map { String($0.raw) } ?? "never")", indent: 4)
    }
    return lines
  }

  private func settingLines(
    _ owner: String, _ catalog: SettingCatalog, _ version: KafkaVersion
  ) -> [String] {
    let all = effective(owner, catalog, version).map { setting in
      "\(setting.key)=\(setting.value.isEmpty ? "''" : setting.value)"
        + (setting.isGiven ? " (given)" : "")
    }
    return all.isEmpty ? [] : wrapped(all.joined(separator: ", "), indent: 4)
  }

  private func verdictLines() -> [String] {
    guard !settings.isEmpty else { return ["  none"] }
    // Nodes and members that are given the same are told together.
    var told: [(verdict: String, owners: [String])] = []
    for use in settings {
      let verdict = "\(use.report)"
      if let index = told.firstIndex(where: { $0.verdict == verdict }) {
        if !told[index].owners.contains(use.owner) { told[index].owners.append(use.owner) }
      } else {
        told.append((verdict, [use.owner]))
      }
    }
    return told.flatMap { wrapped("\($0.owners.joined(separator: ", ")): \($0.verdict)") }
  }

  /// A list of the file as the drill language writes it, everything filled in.
  private func parts(_ key: String) -> [String] {
    let elements = scenario.node[key]?.elements ?? []
    return elements.isEmpty ? ["  none"] : elements.flatMap { wrapped($0.compactText) }
  }

  private func part(_ key: String, named name: String) -> [String] {
    (scenario.node[key]?.elements ?? []).filter { $0["name"]?.string == name }
      .flatMap { wrapped($0.compactText) }
  }

  private func wrapped(_ text: String, indent: Int = 2) -> [String] {
    let space = String(repeating: " ", count: indent)
    return TextTable.wrap(text, to: TextTable.width - indent - 2).enumerated()
      .map { $0.offset == 0 ? space + $0.element : space + "  " + $0.element }
  }
}

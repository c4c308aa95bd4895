import ClusterSimulation
import KafkaModel

extension Inspection {
  /// Kafka's table of a group is wide, and cut words would not be found by whoever searches for them.
  private static let width = 132

  /// All sections as text, at most 132 columns wide.
  package func text(_ style: Style) -> String {
    var lines = [style.strong("at \(Quantities.seconds(time)) s")]
    for section in sections {
      lines += ["", style.strong(title(section))]
      switch section {
      case .topics: lines += topicLines()
      case .groups: lines += groupLines()
      case .brokers: lines += brokerLines()
      case .connectors: lines += connectLines()
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ section: Section) -> String {
    switch section {
    case .topics: "Topics"
    case .groups: "Groups"
    case .brokers: "Brokers"
    case .connectors: "Connectors"
    }
  }

  private func topicLines() -> [String] {
    guard !view.topics.isEmpty else { return ["  none"] }
    var lines: [String] = []
    for topic in view.topics {
      lines.append(
        "  \(topic.cluster)/\(topic.name)  PartitionCount: \(topic.partitions.count)"
          + "  ReplicationFactor: \(topic.partitions.first?.replicas.count ?? 0)")
      var table = TextTable(
        [.right, .right, .left, .left, .right, .right, .right, .right],
        header: [
          "PARTITION", "LEADER", "REPLICAS", "ISR", "EPOCH", "LOG-START", "HIGH-WATERMARK",
          "LOG-END",
        ])
      for (number, partition) in topic.partitions.enumerated() {
        table.add([
          "\(number)", partition.leader.map { "\($0)" } ?? "none", ids(partition.replicas),
          ids(partition.isr.sorted()), "\(partition.leaderEpoch)", offset(partition.logStart),
          offset(partition.highWatermark), offset(partition.logEnd),
        ])
      }
      lines += table.lines(indent: 4)
    }
    return lines
  }

  private func groupLines() -> [String] {
    guard !view.groups.isEmpty else { return ["  none"] }
    var states = TextTable(
      [.left, .left, .left, .right, .left, .right],
      header: ["GROUP", "COORDINATOR", "STATE", "GENERATION", "ASSIGNMENT-STRATEGY", "#MEMBERS"])
    for group in view.groups {
      let coordinator = group.coordinator.map { "\(group.cluster)/\($0)" } ?? "-"
      switch group.standing {
      case .unavailable, .dead:
        states.add([group.name, coordinator, group.standing.word, "-", "-", "-"])
      case .known(_, let generation, let strategy, let members):
        states.add([
          group.name, coordinator, group.standing.word, "\(generation.raw)", strategy ?? "-",
          "\(members)",
        ])
      }
    }
    var lines = states.lines()
    for group in view.groups where !group.rows.isEmpty {
      var table = TextTable(
        [.left, .left, .right, .right, .right, .right, .left, .left, .left],
        header: [
          "GROUP", "TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG", "CONSUMER-ID",
          "HOST", "CLIENT-ID",
        ])
      for row in group.rows {
        table.add([
          group.name, row.topic.isEmpty ? "-" : row.topic,
          row.partition.map { "\($0.raw)" } ?? "-", offset(row.committed), offset(row.end),
          row.lag.map { "\($0)" } ?? "-", row.member?.text ?? "-",
          row.host.isEmpty ? "-" : "/" + row.host, row.clientID.isEmpty ? "-" : row.clientID,
        ])
      }
      lines += [""] + table.lines(width: Self.width)
    }
    return lines
  }

  private func brokerLines() -> [String] {
    var table = TextTable(
      [.left, .left, .left, .left, .left, .right, .right, .right],
      header: [
        "BROKER", "HOST", "RACK", "PROCESS", "CONTROLLER SAYS", "LEADS", "IN-SYNC", "REPLICAS",
      ])
    for broker in view.brokers {
      table.add([
        "\(broker.cluster)/\(broker.id)", broker.host, broker.rack ?? "-", broker.process.word,
        broker.registration, "\(broker.leads)", "\(broker.inSync)", "\(broker.replicas)",
      ])
    }
    return table.lines()
  }

  private func connectLines() -> [String] {
    guard !view.connect.isEmpty else { return ["  none"] }
    var lines: [String] = []
    for cluster in view.connect {
      let workers = cluster.workers.map { "\($0.name) \($0.process.word)" }
      lines.append(
        "  \(cluster.name)  group and internal topics on \(cluster.cluster)  workers: "
          + workers.joined(separator: ", "))
      var states = TextTable(
        [.left, .left, .left, .left], header: ["CONNECTOR", "TASK", "STATE", "WORKER"])
      var offsets = TextTable(
        [.left, .left, .left, .right, .right],
        header: ["CONNECTOR", "CLUSTER", "TOPIC", "PARTITION", "OFFSET"])
      for connector in cluster.connectors {
        states.add([
          connector.name, "-", connector.status?.state.rawValue ?? "-",
          connector.status?.worker ?? "-",
        ])
        for task in connector.tasks {
          states.add([
            connector.name, "\(task.number)", task.status.state.rawValue, task.status.worker,
          ])
        }
        for known in connector.offsets {
          offsets.add([
            connector.name, known.cluster, known.partition.topic,
            "\(known.partition.partition.raw)", offset(known.offset),
          ])
        }
      }
      lines += states.lines(indent: 4, width: Self.width)
      if cluster.connectors.contains(where: { !$0.offsets.isEmpty }) {
        lines += [""] + offsets.lines(indent: 4, width: Self.width)
      }
    }
    return lines
  }

  private func ids(_ nodes: [NodeID]) -> String {
    nodes.map(\.description).joined(separator: ",")
  }

  private func offset(_ offset: Offset) -> String { offset == .none ? "-" : "\(offset)" }
}

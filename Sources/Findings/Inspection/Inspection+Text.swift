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
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ section: Section) -> String {
    switch section {
    case .topics: "Topics"
    case .groups: "Groups"
    case .brokers: "Brokers"
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

  private func ids(_ nodes: [NodeID]) -> String {
    nodes.map(\.description).joined(separator: ",")
  }

  private func offset(_ offset: Offset) -> String { offset == .none ? "-" : "\(offset)" }
}

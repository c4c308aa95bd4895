import ClusterSimulation
import KafkaModel

/// Sink connectors: each reads in a group of its own, whose members are its tasks.
extension PlanCompiler {
  /// Behind the scenario's own groups, which keep their places.
  mutating func planSinks() throws(ScenarioError) {
    for (cluster, connect) in plan.connect.enumerated() {
      for (index, connector) in connect.connectors.enumerated() {
        guard let reads = connector.settings.sink else { continue }
        let reference = ConnectorRef(cluster: cluster, connector: index)
        if let other = plan.groups.first(where: { $0.name == reads.groupName }) {
          throw failure(
            .contradiction(
              "connector '\(connector.settings.name)' reads in group '\(other.name)', which is there "
                + "already; give one of the two another name"), at: mark(of: reference))
        }
        var group = PlannedGroup(
          name: reads.groupName, cluster: connector.source, id: reads.consumer.group, members: [])
        let version = connect.version.client
        var loop = PlannedLoop()
        loop.commit = .afterPollAsync
        group.sink = PlannedSink(
          connector: reference, commitInterval: connect.settings.offsetFlushInterval,
          task: PlannedMember(
            name: "", host: HostIndex(0), version: version, settings: reads.consumer,
            behaviour: ConsumerBehaviour(version), subscription: subscription(of: reads),
            loop: loop, start: nil))
        plan.groups.append(group)
      }
    }
  }

  private func subscription(of reads: SinkReads) -> PlannedMember.Subscription {
    switch reads.subscription {
    case .subscribe(let topics): .topics(topics)
    case .subscribePattern(let pattern): .pattern(pattern)
    case _: preconditionFailure("a sink connector subscribes")
    }
  }

  private func mark(of reference: ConnectorRef) -> Scenario.Mark {
    let known = connectorNames.first { $0.ref == reference }
    let connect = scenario.connect.first { $0.name == known?.owner }
    return connect?.connectors.first { $0.name == known?.connector }?.mark ?? .none
  }

  /// The part of regular expressions that is read here.
  func checkPattern(
    of reads: SinkReads, _ connector: Scenario.Connector
  ) throws(ScenarioError) {
    guard case .subscribePattern(let pattern) = reads.subscription,
      let problem = pattern.problem
    else { return }
    throw failure(
      .badValue(
        pattern.text, what: "a pattern that is read here",
        wanted: "letters, '.', [...], (a|b), and '*', '+' or '?' behind one; \(problem)"),
      at: connector.config.last { $0.key == "topics.regex" }?.valueMark ?? connector.mark)
  }
}

extension Scenario.Action {
  /// What the verb acts on as the drill names it, in a few words: targets, a topic, both sides of a cut.
  package var object: String {
    guard targets.isEmpty else { return Self.listed(targets) }
    switch self {
    case .partition(let groups, let oneWay):
      return groups.map { Self.listed($0) }.joined(separator: oneWay ? " > " : " | ")
    case .heal(let step): return step ?? "all"
    case .degradeLink(let between, _): return between.map(\.name).joined(separator: " - ")
    case .drop(let message, _, _), .delayResponse(let message, _):
      let client = message.client.map { " of \($0)" } ?? ""
      return message.api.rawValue + client + (message.broker.map { " at \($0)" } ?? "")
    case .createTopic(let topic): return "\(topic.name)"
    case .deleteTopic(let topic): return "\(topic)"
    case .addPartitions(let topic, let total): return "\(topic) to \(total)"
    case .deleteRecords(let scope, _), .electLeader(let scope, _): return "\(scope)"
    case .setConfig(let owner, let settings):
      return "\(owner.text) " + settings.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    case .setOffsets(let group, let scope, let target):
      let to = target.node.string ?? target.node.compactText
      return group + (scope.map { " of \($0)" } ?? "") + " to \(to)"
    case .changeRate(let producers, _), .stopProducer(let producers):
      return producers.joined(separator: ", ")
    case .restartConnector(let connector, _, _), .pauseConnector(let connector),
      .resumeConnector(let connector):
      return "\(connector)"
    case .restartTask(let connector, let task): return "\(connector), \(task)"
    case .kill, .stop, .start, .restart, .rollingRestart, .pause, .resume, .pauseCycle, .powerLoss,
      .silence, .skewClock, .isolate, .addMember, .removeMember, .stall, .changeProcessing,
      .startMirror, .stopMirror:
      return ""
    }
  }

  private static func listed(_ targets: [Scenario.Target]) -> String {
    targets.map { "\($0)" }.joined(separator: ", ")
  }
}

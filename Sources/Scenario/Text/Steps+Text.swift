extension Scenario.Step {
  /// The step in one line, as a file writes it.
  package var text: String { node.compactText }

  var node: Node {
    var members = Members()
    members.add("name", text: name)
    members.append(trigger.members)
    members.add("do", text: action.verb.rawValue)
    members.append(action.members)
    members.add("for", span: undoneAfter)
    return members.node
  }
}

extension Scenario.Trigger {
  /// The object that stands for it.
  package var node: Node { members.node }

  var members: Members {
    var members = Members()
    switch self {
    case .at(let range): members.add("at", range: range)
    case .after(let step, let plus):
      members.add("after", text: step)
      members.add("plus", range: plus == .zero ? nil : plus)
    case .when(let predicate, let after, let plus, let orAfter):
      members.add("after", text: after)
      members.add("when", predicate.node)
      members.add("plus", range: plus == .zero ? nil : plus)
      members.add("orAfter", span: orAfter)
    }
    return members
  }
}

extension Scenario.Action {
  /// Verb and keys in one line, as a file writes them.
  package var text: String {
    var all = Members()
    all.add("do", text: verb.rawValue)
    all.append(members)
    return all.node.compactText
  }

  package var verb: Verb {
    switch self {
    case .kill: .kill
    case .stop: .stop
    case .start: .start
    case .restart: .restart
    case .rollingRestart: .rollingRestart
    case .pause: .pause
    case .resume: .resume
    case .pauseCycle: .pauseCycle
    case .powerLoss: .powerLoss
    case .silence: .silence
    case .skewClock: .skewClock
    case .partition: .partition
    case .isolate: .isolate
    case .heal: .heal
    case .degradeLink: .degradeLink
    case .drop(_, .request, _): .dropRequest
    case .drop(_, .response, _): .dropResponse
    case .delayResponse: .delayResponse
    case .createTopic: .createTopic
    case .deleteRecords: .deleteRecords
    case .electLeader: .electLeader
    case .setConfig: .setConfig
    case .addPartitions: .addPartitions
    case .addMember: .addMember
    case .removeMember: .removeMember
    case .setOffsets: .setOffsets
    case .stall: .stall
    case .changeProcessing: .changeProcessing
    case .changeRate: .changeRate
    case .stopProducer: .stopProducer
    case .deleteTopic: .deleteTopic
    case .startMirror: .startMirror
    case .stopMirror: .stopMirror
    case .restartConnector: .restartConnector
    case .restartTask: .restartTask
    case .pauseConnector: .pauseConnector
    case .resumeConnector: .resumeConnector
    }
  }

  /// The keys of the verb.
  var members: Members {
    var members = Members()
    switch self {
    case .kill(let targets), .stop(let targets), .pause(let targets), .resume(let targets),
      .silence(let targets), .addMember(let targets), .removeMember(let targets):
      members.append(Self.targets(targets))
    case .start(let targets, let startsIn), .restart(let targets, let startsIn):
      members.append(Self.targets(targets))
      members.add("startsIn", range: startsIn)
    case .rollingRestart(let targets, let startsIn, let pauseBetween):
      members.append(Self.targets(targets))
      members.add("startsIn", range: startsIn)
      members.add("pauseBetween", span: pauseBetween == .zero ? nil : pauseBetween)
    case .pauseCycle(let targets, let stopped, let every):
      members.append(Self.targets(targets))
      members.add("stopped", span: stopped)
      members.add("every", span: every)
    case .powerLoss(let targets, let worstCase):
      members.append(Self.targets(targets))
      members.add("worstCase", flag: worstCase)
    case .skewClock(let targets, let by):
      members.append(Self.targets(targets))
      members.add("by", span: by)
    case .partition(let groups, let oneWay):
      members.add("groups", list: groups.map { Node(.array($0.map { .text("\($0)") })) })
      members.add("oneWay", flag: oneWay)
    case .isolate(let targets, let peers, let direction):
      members.append(Self.targets(targets))
      // Without anybody it is refused, not taken for everybody.
      members.add("from", Node(.array(peers.map { .text($0.rawValue) })))
      if direction != .both { members.add("direction", text: direction.rawValue) }
    case .heal(let step): members.add("step", text: step)
    case .degradeLink(let between, let quality):
      members.add("between", list: between.map { .text($0.name) })
      members.append(quality.members)
    case .drop(let message, _, let reset):
      members.append(message.members)
      members.add("thenReset", span: reset)
    case .delayResponse(let message, let by):
      members.append(message.members)
      members.add("by", span: by)
    case .createTopic(let topic):
      members.add("topic", text: "\(topic.name)")
      members.append(topic.members)
    case .deleteRecords(let scope, let before):
      members.add("of", text: "\(scope)")
      members.add("before", before.node)
    case .electLeader(let scope, let election):
      members.add("of", text: "\(scope)")
      members.add("kind", text: election.rawValue)
    case .setConfig(let owner, let settings):
      members.add("of", text: owner.text)
      members.add("config", Scenario.Cluster.settings(settings).node)
    case .addPartitions(let topic, let total):
      members.add("topic", text: "\(topic)")
      members.add("to", whole: Int64(total))
    case .setOffsets(let group, let scope, let target):
      members.add("group", text: group)
      members.add("of", text: scope.map { "\($0)" })
      members.add("to", target.node)
    case .stall(let targets, let lasting):
      members.append(Self.targets(targets))
      members.add("lasting", span: lasting)
    case .changeProcessing(let targets, let perRecord):
      members.append(Self.targets(targets))
      members.add("perRecord", range: perRecord)
    case .changeRate(let producers, let load):
      members.add("producers", list: producers.map { .text($0) })
      members.append(load.members)
    case .stopProducer(let producers):
      members.add("producers", list: producers.map { .text($0) })
    case .deleteTopic(let topic): members.add("topic", text: "\(topic)")
    case .startMirror(let mirror, let startsIn):
      members.add("mirror", text: mirror)
      members.add("startsIn", range: startsIn)
    case .stopMirror(let mirror): members.add("mirror", text: mirror)
    case .restartConnector(let connector, let tasks, let onlyFailed):
      members.add("connector", text: "\(connector)")
      members.add("tasks", flag: tasks)
      members.add("onlyFailed", flag: onlyFailed)
    case .restartTask(let connector, let task):
      members.add("connector", text: "\(connector)")
      members.add("task", whole: Int64(task))
    case .pauseConnector(let connector), .resumeConnector(let connector):
      members.add("connector", text: "\(connector)")
    }
    return members
  }

  private static func targets(_ targets: [Scenario.Target]) -> Members {
    var members = Members()
    if targets.count == 1 {
      members.add("target", text: "\(targets[0])")
    } else {
      members.add("targets", list: targets.map { .text("\($0)") })
    }
    return members
  }
}

extension Scenario.Message {
  var members: Members {
    var members = Members()
    members.add("api", text: api.rawValue)
    members.add("client", text: client.map { "\($0)" })
    members.add("broker", text: broker.map { "\($0)" })
    if occurrence != 1 { members.add("occurrence", whole: occurrence) }
    return members
  }
}

extension Scenario.Action.ConfigOwner {
  var text: String {
    switch self {
    case .topic(let name): "\(name)"
    case .broker(let name): "\(name)"
    case .cluster(let name): name
    }
  }
}

import ClusterSimulation
import KafkaModel
import Scenario

/// Groups and readers with every default filled in.
extension PlanDescription {
  /// One member as the plan has it, in words.
  struct Member: Hashable {
    var name: String
    var host: String
    var client: String
    var starts: String
    var reads: String
    var application: String
    var rules: String
    var settings: [Setting]

    struct Setting: Hashable {
      var key: String
      var value: String
      var isGiven: Bool
    }
  }

  func members(of group: Int) -> [Member] {
    let scenarioGroup = scenario.groups[group]
    return plan.groups[group].members.enumerated().map { index, planned in
      let member = scenarioGroup.members[index]
      let rules = ConsumerFlag.allCases.filter { planned.behaviour[$0] }.map(\.name)
      return Member(
        name: planned.name, host: plan.hosts[Int(planned.host.raw)].name,
        client: planned.version.description, starts: text(member.start ?? scenarioGroup.start),
        reads: text(member.reads ?? scenarioGroup.reads),
        application: text(planned.loop, commits: planned.settings.group != nil),
        rules: rules.isEmpty ? "none" : rules.joined(separator: ", "),
        settings: settings(of: planned, owner: scenarioGroup.settingsOwner(of: member)))
    }
  }

  /// `group.id` and what is read, for a headline.
  func headline(of group: Int) -> String {
    let planned = plan.groups[group]
    let cluster = plan.clusters[Int(planned.cluster.raw)].name
    guard let id = planned.members.first?.settings.groupName else {
      return "Readers \(planned.name) of \(cluster), without a group"
    }
    return "Group \(planned.name) of \(cluster), group.id \(id)"
  }

  /// The table's own values, with what the drill itself decides in place of a default.
  private func settings(of member: PlannedMember, owner: String) -> [Member.Setting] {
    let settings = member.settings
    return effective(owner, .consumer, member.version).map { setting in
      let value =
        switch setting.key {
        case "group.id": settings.groupName ?? ""
        case "group.instance.id": settings.groupInstanceID ?? ""
        case "client.id": settings.clientID
        case "enable.auto.commit": "\(settings.autoCommit)"
        case _: setting.value
        }
      return Member.Setting(key: setting.key, value: value, isGiven: setting.isGiven)
    } + addedByDrill(member, owner)
  }

  /// Keys without a default that the drill gives a value.
  private func addedByDrill(_ member: PlannedMember, _ owner: String) -> [Member.Setting] {
    let known = effective(owner, .consumer, member.version).map(\.key)
    let added: [(key: String, value: String?)] = [
      ("group.id", member.settings.groupName),
      ("group.instance.id", member.settings.groupInstanceID),
    ]
    return added.compactMap { key, value in
      guard let value, !known.contains(key) else { return nil }
      return Member.Setting(key: key, value: value, isGiven: false)
    }
  }

  private func text(_ start: Scenario.MemberStart) -> String {
    switch start {
    case .byStep: "by a step"
    case .trigger(.at(let range)): "\(range)"
    case .trigger(let trigger): trigger.node.compactText
    }
  }

  private func text(_ reads: Scenario.Reads) -> String {
    switch reads {
    case .topics(let topics): topics.map(\.description).joined(separator: ", ")
    case .pattern(let cluster, let pattern): "\(cluster)/\(pattern.text) (a pattern)"
    case .assigned(let partitions, let from):
      partitions.map(\.description).joined(separator: ", ")
        + (from.map { ", from \($0.node.compactText)" } ?? ", from where auto.offset.reset says")
    }
  }

  private func text(_ loop: PlannedLoop, commits: Bool) -> String {
    var parts = [
      "poll(\(TimeSpan(nanoseconds: loop.pollTimeout)))",
      "\(span(loop.perRecord)) per record and \(span(loop.perPoll)) per poll",
    ]
    if commits {
      parts.append("commits: " + Self.text(loop.commit))
      if loop.commitsOnRevocation { parts.append("commitSync() when partitions are revoked") }
    }
    for slow in loop.slowRecords {
      let topic = plan.topics[slow.partition.topic]
      parts.append(
        "record \(plan.clusters[Int(topic.cluster.raw)].name)/\(topic.name)/"
          + "\(slow.partition.partition)@\(slow.offset) takes \(TimeSpan(nanoseconds: slow.takes))")
    }
    switch loop.afterError {
    case nil: parts.append("an exception ends it")
    case 0?: parts.append("polls again at once after an exception")
    case let pause?:
      parts.append("polls again \(TimeSpan(nanoseconds: pause)) after an exception")
    }
    parts.append(
      "SIGTERM waits for the \(loop.stopsAfter == .poll ? "poll" : "record") in hand")
    parts.append("close(\(TimeSpan(nanoseconds: loop.closeTimeout)))")
    return parts.joined(separator: "; ")
  }

  private static func text(_ style: PlannedLoop.CommitStyle) -> String {
    switch style {
    case .none: "never"
    case .automatic: "automatic, in poll()"
    case .afterPoll: "commitSync() after the records of a poll"
    case .afterPollAsync: "commitAsync() after the records of a poll"
    case .every(let count):
      "commitSync(offsets) after every \(Quantities.counted(count, "processed record"))"
    case .beforeProcessing: "commitSync() after poll, before processing"
    case .handOff: "automatic, in poll(); a worker thread processes"
    case .external: "outside of Kafka, with the result"
    }
  }
}

extension PlanDescription.Member {
  /// What is other than with the member that was told in full; empty if nothing is.
  func differences(from told: Self) -> String {
    var parts: [String] = []
    if reads != told.reads { parts.append("reads \(reads)") }
    if application != told.application { parts.append(application) }
    if rules != told.rules { parts.append("rules in force: \(rules)") }
    for setting in settings where !told.settings.contains(setting) {
      parts.append(setting.text)
    }
    for setting in told.settings where !settings.contains(where: { $0.key == setting.key }) {
      parts.append("no \(setting.key)")
    }
    return parts.joined(separator: ", ")
  }
}

extension PlanDescription.Member.Setting {
  var text: String {
    "\(key)=\(value.isEmpty ? "''" : value)" + (isGiven ? " (given)" : "")
  }
}

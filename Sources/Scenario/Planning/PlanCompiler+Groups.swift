import ClusterSimulation
import KafkaModel

/// Consumer groups and readers without a group.
extension PlanCompiler {
  mutating func planGroups() throws(ScenarioError) {
    for group in scenario.groups { plan.groups.append(try planned(group)) }
    plan.lagSampling = scenario.lagSampling?.nanoseconds
  }

  private mutating func planned(_ group: Scenario.Group) throws(ScenarioError) -> PlannedGroup {
    var planned = PlannedGroup(
      name: group.name, cluster: clusterIndex(group.reads.cluster), id: nil, members: [])
    var groupID: String?
    for member in group.members {
      let given = try entries(of: member, in: group)
      let id = try self.groupID(of: group, given, at: member.mark)
      guard groupID == nil || groupID == id else {
        throw failure(
          .contradiction(
            "the members of '\(group.name)' have different group.ids, '\(groupID ?? "")' and "
              + "'\(id ?? "")'; write a group for each"), at: member.mark)
      }
      if planned.members.isEmpty {
        groupID = id
        planned.id = id.map { numbered($0) }
      }
      planned.members.append(
        try self.planned(
          member, of: group, entries: given, groupID: id, numbered: planned.id))
    }
    return planned
  }

  private mutating func planned(
    _ member: Scenario.Group.Member, of group: Scenario.Group, entries given: [Setting],
    groupID: String?, numbered: GroupID?
  ) throws(ScenarioError) -> PlannedMember {
    let version = member.clientVersion ?? group.clientVersion ?? scenario.kafkaVersion
    try check(version, for: .consumer, at: member.mark)
    let config = group.config + member.config
    let owner = group.settingsOwner(of: member)
    if !settings.contains(where: { $0.owner == owner }) {
      try report(given, of: owner, as: .consumer, in: version, config: config, at: member.mark)
    }
    let application = member.application.completed(by: group.application)
    let style = try commitStyle(application.commit, of: group, given, config, at: member.mark)
    var entries = given
    if let groupID, !entries.contains(where: { $0.key == "group.id" }) {
      entries.append(Setting("group.id", groupID))
    }
    if groupID != nil, !entries.contains(where: { $0.key == "enable.auto.commit" }) {
      entries.append(Setting("enable.auto.commit", style.isAutomatic ? "true" : "false"))
    }
    if group.isStatic { entries.append(Setting("group.instance.id", member.name)) }
    var settings: ConsumerSettings
    if let last = lastConsumer, last.version == version, last.entries == entries {
      settings = last.settings
    } else {
      do {
        settings = try ConsumerSettings(
          version: version, entries, customAssignors: code.assignors.map(\.name))
      } catch {
        throw refusal(
          error, of: "member \(group.name)/\(member.name)", entries: entries, config: config,
          at: member.mark)
      }
      lastConsumer = (version, entries, settings)
    }
    settings.group = numbered
    return PlannedMember(
      name: member.name, host: hostIndex(member.host), version: version, settings: settings,
      behaviour: try behaviour(of: member, in: group, version: version),
      subscription: subscription(member.reads ?? group.reads),
      loop: try loop(application, style, at: member.mark),
      start: try planned(member.start ?? group.start))
  }

  // MARK: Settings.

  /// What the file gives: the group's properties and config, then the member's own.
  private func entries(
    of member: Scenario.Group.Member, in group: Scenario.Group
  ) throws(ScenarioError) -> [Setting] {
    let given =
      try entries(group.properties, group.config, at: group.mark)
      + entries(member.properties, member.config, at: member.mark)
    if group.isStatic, given.contains(where: { $0.key == "group.instance.id" }) {
      throw failure(
        .contradiction(
          "'\(group.name)' is static, which gives every member its name as group.instance.id; "
            + "leave one of the two out"),
        at: place(of: "group.instance.id", group, member))
    }
    return given
  }

  /// `group.id` as given, else the group's name; nil for readers by assign.
  private func groupID(
    of group: Scenario.Group, _ given: [Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) -> String? {
    let id = given.last { $0.key == "group.id" }?.value
    guard case .assigned = group.reads else { return id ?? group.name }
    guard id == nil else {
      throw failure(
        .contradiction(
          "'\(group.name)' reads by 'assign', without a group, and sets group.id; leave it out, or "
            + "let the members share the partitions out with 'reads'"),
        at: group.config.first { $0.key == "group.id" }?.keyMark ?? mark)
    }
    return nil
  }

  private func place(
    of key: String, _ group: Scenario.Group, _ member: Scenario.Group.Member
  ) -> Scenario.Mark {
    (group.config + member.config).last { $0.key == key }?.keyMark ?? member.mark
  }

  /// A number for each group.id in order of the file; the same text is the same number on every cluster.
  mutating func numbered(_ id: String) -> GroupID {
    let index = plan.groupIDs.firstIndex(of: id) ?? plan.groupIDs.count
    if index == plan.groupIDs.count { plan.groupIDs.append(id) }
    return GroupID(index: Int32(index), name: id)
  }

  /// The style that the file says, held against `enable.auto.commit`.
  private func commitStyle(
    _ style: Scenario.CommitStyle?, of group: Scenario.Group, _ given: [Setting],
    _ config: [Scenario.Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) -> Scenario.CommitStyle {
    if case .assigned = group.reads { return .none }
    let key = "enable.auto.commit"
    let setting = given.last { $0.key == key }
    let mark = config.last { $0.key == key }?.valueMark ?? mark
    let isOn = setting.map { $0.value.lowercased() == "true" }
    guard let style else {
      guard isOn != false else {
        throw failure(
          .contradiction(
            "'\(group.name)' sets enable.auto.commit=false and does not say when it commits; add "
              + "commit: \"afterPoll\", \"none\", { every: 100 }, ..."), at: mark)
      }
      return .auto
    }
    guard let isOn, isOn != style.isAutomatic else { return style }
    let text = style.node.string.map { "\"\($0)\"" } ?? style.node.compactText
    throw failure(
      .contradiction(
        "'\(group.name)' commits by \(text), which needs enable.auto.commit="
          + "\(style.isAutomatic), and sets it to \(isOn); leave the setting out"), at: mark)
  }

  private func behaviour(
    of member: Scenario.Group.Member, in group: Scenario.Group, version: KafkaVersion
  ) throws(ScenarioError) -> ConsumerBehaviour {
    var behaviour = ConsumerBehaviour(version)
    for flag in group.behaviour + member.behaviour {
      guard let known = ConsumerFlag.allCases.first(where: { $0.name == flag.name }) else {
        throw failure(
          .unknownName(
            flag.name, what: "behaviour of consumers", known: ConsumerFlag.allCases.map(\.name)),
          at: flag.mark)
      }
      behaviour[known] = flag.isOn
    }
    return behaviour
  }

  // MARK: What it does.

  private func subscription(_ reads: Scenario.Reads) -> PlannedMember.Subscription {
    switch reads {
    case .topics(let topics): .topics(topics.map(\.topic))
    case .pattern(_, let pattern): .pattern(pattern)
    case .assigned(let partitions, let from):
      .assigned(
        partitions.map {
          NamedPartition(topic: $0.topic.topic, partition: PartitionIndex($0.partition))
        }, from: from.map(Self.planned))
    }
  }

  private static func planned(_ beginning: Scenario.Beginning) -> PlannedMember.Beginning {
    switch beginning {
    case .earliest: .spec(.earliest)
    case .latest: .spec(.latest)
    case .offset(let offset): .offset(Offset(offset))
    case .time(let time): .spec(.timestamp(milliseconds(time)))
    }
  }

  /// Timestamps have whole milliseconds; the first record at or after a part of one is that of the next.
  static func milliseconds(_ time: TimeSpan) -> Milliseconds {
    Milliseconds((time.nanoseconds + 999_999) / 1_000_000)
  }

  private func loop(
    _ application: Scenario.Application, _ style: Scenario.CommitStyle, at mark: Scenario.Mark
  ) throws(ScenarioError) -> PlannedLoop {
    var loop = PlannedLoop()
    if let name = application.handler {
      guard let handler = code.handlers.first(where: { $0.name == name }) else {
        throw failure(
          .unknownName(name, what: "registered handler", known: code.handlers.map(\.name)),
          at: mark)
      }
      loop.handler = handler
    }
    if let poll = application.poll { loop.pollTimeout = poll.nanoseconds }
    if let time = drawn(application.perRecord) { loop.perRecord = time }
    if let time = drawn(application.perPoll) { loop.perPoll = time }
    loop.commit = Self.planned(style)
    loop.commitsOnRevocation = application.commitsOnRevocation ?? false
    switch application.afterError {
    case nil: break
    case .ends: loop.afterError = nil
    case .goesOn(let after): loop.afterError = after.nanoseconds
    }
    if let point = application.stopsAfter { loop.stopsAfter = point == .poll ? .poll : .record }
    if let timeout = application.closeTimeout { loop.closeTimeout = timeout.nanoseconds }
    loop.slowRecords = application.slowRecords.map {
      PlannedLoop.SlowRecord(
        partition: reference($0.partition), offset: Offset($0.offset), takes: $0.takes.nanoseconds)
    }
    return loop
  }

  private static func planned(_ style: Scenario.CommitStyle) -> PlannedLoop.CommitStyle {
    switch style {
    case .auto: .automatic
    case .none: .none
    case .afterPoll: .afterPoll
    case .afterPollAsync: .afterPollAsync
    case .every(let count): .every(count)
    case .beforeProcessing: .beforeProcessing
    case .handOff: .handOff
    case .external: .external
    }
  }

  /// Nil: only by a step.
  func planned(_ start: Scenario.MemberStart) throws(ScenarioError) -> Trigger? {
    switch start {
    case .byStep: nil
    case .trigger(let trigger): try planned(trigger)
    }
  }

  // MARK: Names.

  func groupIndex(_ name: String) -> Int {
    guard let index = scenario.groups.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the reader has checked that group \(name) exists")
    }
    return index
  }

  func memberIndex(_ name: Scenario.MemberName) -> Int {
    let members = scenario.groups[groupIndex(name.group)].members
    guard let index = members.firstIndex(where: { $0.name == name.member }) else {
      preconditionFailure("the reader has checked that member \(name) exists")
    }
    return index
  }
}

extension Scenario.Group {
  /// Whose settings are reported: the group's for members that say nothing themselves.
  package func settingsOwner(of member: Member) -> String {
    member.config.isEmpty && member.properties == nil && member.clientVersion == nil
      ? name : "\(name)/\(member.name)"
  }
}

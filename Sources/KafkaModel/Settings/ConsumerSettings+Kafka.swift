extension ConsumerSettings {
  /// The effective settings of a consumer constructed from these entries, or Kafka's refusal.
  ///
  /// - Parameter customAssignors: names that `partition.assignment.strategy` may hold besides Kafka's classes.
  ///
  /// Source: `ConsumerConfig.postProcessParsedConfig`, `KafkaConsumer`'s constructor.
  package init(
    version: KafkaVersion, _ settings: [Setting], customAssignors: [String] = []
  ) throws(SettingsError) {
    let parsed = try ParsedSettings(.consumer, version: version, settings)
    self.init()
    client = ClientSettings(parsed)
    client.maxInFlight = Self.maxInFlight
    readGroup(parsed)
    readFetching(parsed)
    try check(parsed)
    assignors = try Self.assignors(parsed, groupProtocol, customAssignors)
    if groupName != nil && groupProtocol == .classic && heartbeatInterval >= sessionTimeout {
      throw .inConsumer(
        "IllegalArgumentException", "Heartbeat must be set lower than the session timeout")
    }
  }

  private mutating func readGroup(_ parsed: ParsedSettings) {
    groupName = parsed.text("group.id")
    groupInstanceID = parsed.text("group.instance.id")
    if parsed.text("group.protocol")?.lowercased() == GroupProtocolChoice.consumer.rawValue {
      groupProtocol = .consumer
    }
    clientID = parsed.text("client.id") ?? ""
    if clientID.isEmpty {
      clientID = "consumer-\(groupName ?? "null")-\(groupInstanceID ?? "1")"
    }
    rack = parsed.text("client.rack").flatMap { $0.isEmpty ? nil : $0 }
    sessionTimeout = parsed.milliseconds("session.timeout.ms") ?? .zero
    heartbeatInterval = parsed.milliseconds("heartbeat.interval.ms") ?? .zero
    maxPollInterval = parsed.milliseconds("max.poll.interval.ms") ?? .zero
    allowsAutomaticTopics = parsed.boolean("allow.auto.create.topics") ?? allowsAutomaticTopics
    leavesGroupOnClose = parsed.boolean("internal.leave.group.on.close") ?? true
    autoCommit = groupName != nil && parsed.boolean("enable.auto.commit") ?? false
    autoCommitInterval = parsed.milliseconds("auto.commit.interval.ms") ?? .zero
  }

  private mutating func readFetching(_ parsed: ParsedSettings) {
    maxPollRecords = parsed.int("max.poll.records") ?? 0
    autoOffsetReset = parsed.text("auto.offset.reset").flatMap(OffsetResetPolicy.init) ?? .latest
    fetchMinBytes = parsed.int("fetch.min.bytes") ?? 0
    fetchMaxWait = parsed.milliseconds("fetch.max.wait.ms") ?? .zero
    fetchMaxBytes = parsed.int("fetch.max.bytes") ?? 0
    maxPartitionFetchBytes = parsed.int("max.partition.fetch.bytes") ?? 0
    defaultAPITimeout = parsed.milliseconds("default.api.timeout.ms") ?? .zero
  }

  /// What Kafka tests after the single values, in its order.
  private func check(_ parsed: ParsedSettings) throws(SettingsError) {
    let isOld = parsed.version < KafkaVersion(3, 0, 0)
    let namesClient = parsed.text("client.id")?.isEmpty == false
    if let refusal = groupInstanceID.flatMap({ Self.refusal(ofInstance: $0, isOld: isOld) }) {
      // A client id of the user's own leaves the test to the constructor.
      throw namesClient ? .inConsumer(refusal) : SettingsError([refusal])
    }
    if groupName == nil && parsed.isGiven("enable.auto.commit")
      && parsed.boolean("enable.auto.commit") == true
    {
      let refusal = SettingsError.Cause(
        "InvalidConfigurationException",
        "enable.auto.commit cannot be set to true when default group id (null) is used.")
      throw isOld ? .inConsumer(refusal) : SettingsError([refusal])
    }
    if !isOld { try checkProtocol(parsed) }
    let refusesEmptyGroup = parsed.version >= KafkaVersion(4, 0, 0) || groupProtocol == .consumer
    if refusesEmptyGroup && groupName?.allSatisfy(\.isWhitespace) == true {
      throw .inConsumer(
        "InvalidGroupIdException",
        "The configured group.id should not be an empty string or whitespace.")
    }
  }

  /// Keys of the one group protocol that the other does not take.
  ///
  /// Source: `ConsumerConfig.checkUnsupportedConfigsPostProcess` from 4.0; `checkGroupRemoteAssignor` before.
  private func checkProtocol(_ parsed: ParsedSettings) throws(SettingsError) {
    let foreign: [String]
    switch groupProtocol {
    case .classic:
      foreign = ["group.remote.assignor"]
    case .consumer:
      guard parsed.version >= KafkaVersion(4, 0, 0) else { return }
      foreign = [
        "partition.assignment.strategy", "heartbeat.interval.ms", "session.timeout.ms",
      ]
    }
    let given = foreign.filter {
      parsed.isGiven($0) && parsed.text($0)?.allSatisfy(\.isWhitespace) == false
    }
    guard given.isEmpty else {
      throw .config(
        given.joined(separator: ", ")
          + " cannot be set when group.protocol=\(groupProtocol.rawValue.uppercased())")
    }
  }

  /// `JoinGroupRequest.validateGroupInstanceId`: the same rules for names in other words.
  private static func refusal(
    ofInstance name: String, isOld: Bool
  ) -> SettingsError.Cause? {
    let what = "Group instance id"
    let isLegal = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    let message: String
    if name.isEmpty {
      message =
        isOld
        ? "\(what) must be non-empty string"
        : "\(what) is invalid: the empty string is not allowed"
    } else if name == "." || name == ".." {
      message =
        isOld ? "\(what) cannot be \".\" or \"..\"" : "\(what) is invalid: '\(name)' is not allowed"
    } else if name.utf16.count > 249 {
      message =
        isOld
        ? "\(what) can't be longer than 249 characters: \(name)"
        : "\(what) is invalid: the length of '\(name)' is longer than the max allowed length 249"
    } else if !isLegal {
      let allowed = "ASCII alphanumerics, '.', '_' and '-'"
      message =
        isOld
        ? "\(what) \"\(name)\" is illegal, it contains a character other than \(allowed)"
        : "\(what) is invalid: '\(name)' contains one or more characters other than \(allowed)"
    } else {
      return nil
    }
    return SettingsError.Cause("InvalidConfigurationException", message)
  }

  /// `ConsumerPartitionAssignor.getAssignorInstances`; the consumer protocol does not look at the classes.
  private static func assignors(
    _ parsed: ParsedSettings, _ groupProtocol: GroupProtocolChoice, _ custom: [String]
  ) throws(SettingsError) -> [AssignorChoice] {
    var choices: [AssignorChoice] = []
    let text = parsed.text("partition.assignment.strategy") ?? ""
    for part in text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = SettingDefinition.trimmed(String(part))
      let choice: AssignorChoice
      if let known = AssignorChoice(className: name) {
        choice = known
      } else if custom.contains(name) || groupProtocol == .consumer {
        choice = .custom(name)
      } else {
        throw .inConsumer(
          SettingsError.Cause(
            "KafkaException", "\(name) ClassNotFoundException exception occurred"),
          SettingsError.Cause("ClassNotFoundException", name))
      }
      if parsed.version >= KafkaVersion(3, 0, 0) && groupProtocol == .classic,
        choices.contains(choice)
      {
        throw .inConsumer(
          "KafkaException",
          "The assignor name: '\(choice.name)' is used in more than one assignor: "
            + "\(choice.className), \(choice.className)")
      }
      choices.append(choice)
    }
    return choices
  }
}

extension SettingsError {
  /// Exceptions inside `KafkaConsumer`'s constructor, which wraps them.
  fileprivate static func inConsumer(_ causes: Cause...) -> SettingsError {
    SettingsError([Cause("KafkaException", "Failed to construct kafka consumer")] + causes)
  }

  fileprivate static func inConsumer(_ exception: String, _ message: String) -> SettingsError {
    inConsumer(Cause(exception, message))
  }
}

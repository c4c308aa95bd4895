/// What programs do around their consumers.
extension DrillReader {
  /// The keys `poll`, `processing`, `commit`, `commitsOnRevocation`, `slowRecords`, `afterError`,
  /// `stopsAfter` and `closeTimeout`.
  func application(_ fields: Fields) throws(ScenarioError) -> Scenario.Application {
    var application = Scenario.Application()
    if let node = fields["poll"] { application.poll = try time(node, "poll") }
    if let node = fields["processing"] { try processing(node, of: &application) }
    if let node = fields["commit"] { application.commit = try commitStyle(node) }
    if let node = fields["commitsOnRevocation"] {
      application.commitsOnRevocation = try flag(node, "commitsOnRevocation")
    }
    if let node = fields["afterError"] { application.afterError = try afterError(node) }
    if let node = fields["stopsAfter"] {
      application.stopsAfter = try word(node, "stopsAfter", what: "a place to stop")
    }
    if let node = fields["closeTimeout"] {
      application.closeTimeout = try time(node, "closeTimeout")
    }
    if let node = fields["slowRecords"] {
      for element in try section(node, "slowRecords") {
        application.slowRecords.append(try slowRecord(element))
      }
      guard application.handler == nil else {
        throw failure(
          .keysDisagree(
            "'handler' says how long each record takes, in place of 'slowRecords'; leave one of the "
              + "two out"), at: node.place)
      }
    }
    return application
  }

  /// A time per record, or { perRecord, perPoll }.
  private func processing(
    _ node: Node, of application: inout Scenario.Application
  ) throws(ScenarioError) {
    guard case .object = node.value, node["from"] == nil else {
      application.perRecord = try timeRange(node, "processing")
      return
    }
    let fields = try Fields(node, .processing, file: file)
    if let node = fields["perRecord"] { application.perRecord = try timeRange(node, "perRecord") }
    if let node = fields["perPoll"] { application.perPoll = try timeRange(node, "perPoll") }
    guard let node = fields["handler"] else { return }
    guard fields["perRecord"] == nil else {
      throw failure(
        .keysDisagree(
          "'handler' says how long each record takes, in place of 'perRecord'; leave one of the two out"
        ),
        at: node.place)
    }
    application.handler = try text(node, "handler")
  }

  private func commitStyle(_ node: Node) throws(ScenarioError) -> Scenario.CommitStyle {
    if case .object = node.value {
      let fields = try Fields(node, .commit, file: file)
      return .every(try whole(try fields.required("every"), "every", in: 1...1_000_000_000))
    }
    guard let text = node.string else {
      throw wrongKind(node, "commit", wanted: "a style such as \"afterPoll\" or { every: 100 }")
    }
    guard let style = Scenario.CommitStyle.words.first(where: { $0.word == text })?.style else {
      throw failure(
        .unknownWord(
          text, what: "a style of committing",
          known: Scenario.CommitStyle.words.map(\.word) + ["{ every: n }"]), at: node.place)
    }
    return style
  }

  /// "ends", or a time after which the application polls again.
  private func afterError(_ node: Node) throws(ScenarioError) -> Scenario.AfterError {
    guard let text = node.string, text != "ends", Amount.time(text[...]) == nil else {
      return node.string == "ends" ? .ends : .goesOn(after: try time(node, "afterError"))
    }
    throw failure(
      .badValue(
        text, what: "what an application does after an error",
        wanted: "\"ends\", or the time after which it polls again, such as \"1s\""),
      at: node.place)
  }

  /// `{ record: "upstream/orders/0@100", takes: "25s" }`
  private func slowRecord(_ node: Node) throws(ScenarioError) -> Scenario.SlowRecord {
    let fields = try Fields(node, .slowRecord, file: file)
    let record = try fields.required("record")
    let text = try text(record, "record")
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.allSatisfy(Reader.isDigit), let offset = Int64(parts[1])
    else {
      throw failure(
        .badValue(
          text, what: "a record",
          wanted: "its partition and offset, such as \"upstream/orders/0@100\""), at: record.place)
    }
    return Scenario.SlowRecord(
      partition: try partitionName(parts[0], at: record.place), offset: offset,
      takes: try time(try fields.required("takes"), "takes"))
  }
}

import KafkaModel

/// What a drill and its properties files set, and what becomes of it.
extension PlanCompiler {
  /// The entries of a properties file and of a `config`, in the order in which later ones win.
  func entries(
    _ properties: String?, _ config: [Scenario.Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) -> [Setting] {
    var entries: [Setting] = []
    if let properties {
      guard let given = files.first(where: { $0.name == properties }) else {
        throw failure(
          .contradiction(
            "'\(properties)' is not there to be read: a drill that is no file has its settings in "
              + "'config' or 'settings'"), at: mark)
      }
      let read = PropertiesFile(given.bytes, name: given.name)
      for problem in read.problems {
        guard let fault = Self.fault(problem) else { continue }
        throw ScenarioError(
          file: path(of: given.name), place: Place(line: UInt32(fault.line), column: 1),
          kind: .contradiction(fault.what))
      }
      entries += read.settings
    }
    return entries + config.map { Setting($0.key, $0.value) }
  }

  /// What no process starts with, or not as its file looks.
  private static func fault(_ problem: PropertiesFile.Problem) -> (line: Int, what: String)? {
    switch problem {
    case .malformedEscape(let line):
      // java.util.Properties throws there.
      (line, "Malformed \\uxxxx encoding: a 'u' behind a backslash needs four hexadecimal digits")
    case .byteOrderMark:
      (1, "the file begins with a byte order mark, which Java reads as a part of the first key")
    case .repeatedKey:
      nil
    }
  }

  /// Reports every entry; an unknown key of the drill's own or one whose effect is not modelled ends the compilation.
  mutating func report(
    _ entries: [Setting], of owner: String, as catalog: SettingCatalog, in version: KafkaVersion,
    config: [Scenario.Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) {
    try report(
      entries.map { SettingReport($0, of: catalog, in: version) }, of: owner, config: config,
      at: mark)
  }

  /// The same with verdicts that are already found.
  mutating func report(
    _ reports: [SettingReport], of owner: String, config: [Scenario.Setting],
    at mark: Scenario.Mark
  ) throws(ScenarioError) {
    for (index, report) in reports.enumerated() {
      let entry = report.setting
      if let file = entry.file,
        let later = reports[(index + 1)...].last(where: {
          $0.setting.key == entry.key && $0.setting.file == file
        })?.setting.line
      {
        settings.append(
          SettingUse(owner: owner, report: SettingReport(entry, .repeated(line: later))))
        continue
      }
      settings.append(SettingUse(owner: owner, report: report))
      let own = config.first { $0.key == entry.key && $0.value == entry.value }
      switch report.verdict {
      case .honoured, .withoutEffect, .notInVersion, .unread, .repeated: continue
      case .unknown(let nearest):
        // A properties file may hold anything; Kafka itself only warns of unknown keys there.
        guard let own else { continue }
        throw failure(
          .unknownName(entry.key, what: "setting", known: nearest.map { [$0] } ?? []),
          at: own.keyMark)
      case .notModelled:
        let kind = ScenarioError.Kind.notModelled(
          "\(entry.key)=\(entry.value)", instead: report.description)
        throw own.map { failure(kind, at: $0.keyMark) }
          ?? failure(kind, ofFile: entry) ?? failure(kind, at: mark)
      }
    }
  }

  /// Kafka's refusal of a configuration, at the entry it is about if that stands in the drill or in a file of it.
  ///
  /// - Parameter entries: All that is set, later ones counting.
  func refusal(
    _ error: SettingsError, of owner: String, entries: [Setting], config: [Scenario.Setting],
    at mark: Scenario.Mark
  ) -> ScenarioError {
    let kind = ScenarioError.Kind.contradiction("\(owner) refuses its settings: \(error)")
    let placed = entries.filter { entry in
      entry.file != nil || config.contains { $0.key == entry.key }
    }
    guard let entry = Self.entry(meant: error, among: placed) else {
      return failure(kind, at: mark)
    }
    return failure(kind, ofFile: entry)
      ?? failure(kind, at: config.last { $0.key == entry.key }?.valueMark ?? mark)
  }

  /// At an entry's line, if it stands in a properties file.
  private func failure(_ kind: ScenarioError.Kind, ofFile entry: Setting) -> ScenarioError? {
    guard let name = entry.file, let line = entry.line else { return nil }
    return ScenarioError(
      file: path(of: name), place: Place(line: UInt32(clamping: line), column: 1), kind: kind)
  }

  /// A file that the drill names, from where the drill is opened from.
  private func path(of name: String) -> String {
    (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + name
  }

  /// What a refusal is about: the class that it does not know, else the first key in its message that is set.
  ///
  /// Behind "configuration" stands a key without what is before it in a mirror's file, such as `downstream.producer.`.
  private static func entry(meant error: SettingsError, among entries: [Setting]) -> Setting? {
    if let cause = error.chain.last, cause.exception == "ClassNotFoundException" {
      return entries.last { $0.value.contains(cause.message) }
    }
    var isNamed = false
    for word in error.description.split(separator: " ") {
      let key = String(word.reversed().drop { ":,.'".contains($0) }.reversed())
      if let entry = entries.last(where: { $0.key == key }) { return entry }
      if isNamed, let entry = entries.last(where: { $0.key.hasSuffix("." + key) }) {
        return entry
      }
      isNamed = word == "configuration"
    }
    return nil
  }
}

/// What became of one entry, for the report that names every key of a drill.
package struct SettingReport: Hashable, Sendable {
  package var setting: Setting
  package var verdict: Verdict
  /// What else a reader of the report should know, as half a sentence: how far the setting reaches.
  package var note: String?

  package enum Verdict: Hashable, Sendable {
    case honoured
    case withoutEffect(SettingEffect.Reason)
    /// Set to its default it changes nothing; otherwise the run would be wrong.
    case notModelled(SettingEffect.Reason)
    /// A key of Kafka's, but not of this version; Kafka ignores it with a warning.
    case notInVersion
    /// No modelled version has the key; Kafka ignores it with a warning.
    case unknown(nearest: String?)
    /// Kafka has the key, but nobody looks for it where it stands; says what to write instead.
    case unread(instead: String)
    /// A later line of its own file has the key as well, and Java keeps that one.
    case repeated(line: Int)
  }

  package init(_ setting: Setting, _ verdict: Verdict, note: String? = nil) {
    self.setting = setting
    self.verdict = verdict
    self.note = note
  }

  package init(_ setting: Setting, of catalog: SettingCatalog, in version: KafkaVersion) {
    self.setting = setting
    guard let definition = catalog.definition(of: setting.key) else {
      verdict = .unknown(nearest: catalog.nearestKey(to: setting.key))
      return
    }
    let standard = definition.defaults[SettingColumn(version)]
    switch definition.effect {
    case _ where standard == .absent: verdict = .notInVersion
    case .honoured: verdict = .honoured
    case .withoutEffect(let reason): verdict = .withoutEffect(reason)
    case .notModelled(let reason):
      verdict =
        definition.isDefault(setting.value, in: SettingColumn(version))
        ? .withoutEffect(reason) : .notModelled(reason)
    }
  }
}

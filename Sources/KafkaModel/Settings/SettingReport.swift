/// What became of one entry, for the report that names every key of a drill.
package struct SettingReport: Hashable, Sendable {
  package var setting: Setting
  package var verdict: Verdict

  package enum Verdict: Hashable, Sendable {
    case honoured
    case withoutEffect(SettingEffect.Reason)
    /// Set to its default it changes nothing; otherwise the run would be wrong.
    case notModelled(SettingEffect.Reason)
    /// A key of Kafka's, but not of this version; Kafka ignores it with a warning.
    case notInVersion
    /// No modelled version has the key; Kafka ignores it with a warning.
    case unknown(nearest: String?)
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

/// Settings that passed their definitions: each key's value as text, defaults filled in.
///
/// The last of equal keys counts, as in a Java map; unknown keys are ignored here and reported by
/// `SettingReport`.
///
/// Source: `org.apache.kafka.common.config.ConfigDef.parse`.
package struct ParsedSettings: Hashable, Sendable {
  package let catalog: SettingCatalog
  package let version: KafkaVersion
  private let column: SettingColumn
  private let settings: [Setting]

  /// Tests each value against its definition in this version, in the order of definition.
  package init(
    _ catalog: SettingCatalog, version: KafkaVersion, _ settings: [Setting]
  ) throws(SettingsError) {
    self.catalog = catalog
    self.version = version
    self.settings = settings
    column = SettingColumn(version)
    for table in catalog.tables {
      for place in table.indices {
        guard let value = given(table[place].key), table[place].defaults[column] != .absent else {
          continue
        }
        try table[place].validate(value, in: column)
      }
    }
  }

  /// Whether the user set the key.
  package func isGiven(_ key: String) -> Bool { given(key) != nil }

  private func given(_ key: String) -> String? {
    for place in settings.indices.reversed() where settings[place].key.isSpelt(as: key) {
      return settings[place].value
    }
    return nil
  }

  /// The value set, without white space around it as Java trims it, or else the version's default; nil
  /// if it has none or does not know the key.
  package func text(_ key: String) -> String? {
    guard let definition = catalog.definition(of: key) else { return nil }
    let value = given(key).map {
      definition.type == .password ? $0 : SettingDefinition.trimmed($0)
    }
    switch definition.defaults[column] {
    case .absent: return nil
    case .required, .unset: return value
    case .value(let standard): return value ?? standard
    }
  }

  /// A whole number of any width.
  package func integer(_ key: String) -> Int64? {
    text(key).flatMap { Int64($0) }
  }

  package func int(_ key: String) -> Int32? {
    integer(key).map { Int32(clamping: $0) }
  }

  package func milliseconds(_ key: String) -> Milliseconds? {
    integer(key).map { Milliseconds($0) }
  }

  package func boolean(_ key: String) -> Bool? {
    text(key).map { $0.lowercased() == "true" }
  }

  /// The elements of a list, without white space around them; none where it is empty (`ConfigDef.Type.LIST`).
  package func list(_ key: String) -> [String]? {
    text(key).map { text in
      text.isEmpty
        ? []
        : text.split(separator: ",", omittingEmptySubsequences: false).map {
          SettingDefinition.trimmed(String($0))
        }
    }
  }
}

/// One key of a Kafka configuration class in the modelled versions, and what the model does with it.
///
/// Source: `org.apache.kafka.common.config.ConfigDef.ConfigKey`.
package struct SettingDefinition: Hashable, Sendable {
  package let key: String
  package let type: SettingType
  package let defaults: SettingDefaults
  package let bounds: SettingBounds
  package let effect: SettingEffect
  /// Not a public setting of Kafka.
  package let isInternal: Bool

  package init(
    _ key: String, _ type: SettingType, _ defaults: SettingDefaults, _ bounds: SettingBounds,
    _ effect: SettingEffect, isInternal: Bool = false
  ) {
    self.key = key
    self.type = type
    self.defaults = defaults
    self.bounds = bounds
    self.effect = effect
    self.isInternal = isInternal
  }

  /// Whether a value says what leaving the key out would say.
  func isDefault(_ value: String, in column: SettingColumn) -> Bool {
    guard case .value(let standard) = defaults[column] else { return false }
    let text = Self.trimmed(value)
    switch bounds.rule(in: column) {
    case .oneOfAnyCase:
      return text.lowercased() == standard.lowercased()
    case .free, .atLeast, .between, .fraction, .oneOf, .listOf, .nonEmpty, .offsetReset, .described,
      .each:
      return text == standard || type == .boolean && text.lowercased() == standard
    }
  }
}

/// `ConfigDef.Type`
package enum SettingType: String, Hashable, Sendable {
  case int, long, short, boolean, double, string, list
  /// A Java class by its name.
  case `class`
  case password
}

/// Which of the recorded tables of defaults a version reads.
package enum SettingColumn: Hashable, Sendable {
  case v28
  case v39
  case v41

  package init(_ version: KafkaVersion) {
    if version < KafkaVersion(3, 0, 0) {
      self = .v28
    } else if version < KafkaVersion(4, 0, 0) {
      self = .v39
    } else {
      self = .v41
    }
  }
}

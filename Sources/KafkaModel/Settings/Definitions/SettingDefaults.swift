/// What a version has as a key's default.
package enum SettingDefault: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The version does not know the key.
  case absent
  /// The user must set it.
  case required
  /// Java's `null`: not set.
  case unset
  /// The default as a properties file would write it.
  case value(String)

  package init(stringLiteral value: String) { self = .value(value) }
}

/// A key's defaults in 2.8.2, 3.9.1 and 4.1.1.
package struct SettingDefaults: Hashable, Sendable {
  package var v28: SettingDefault
  package var v39: SettingDefault
  package var v41: SettingDefault

  private init(v28: SettingDefault, v39: SettingDefault, v41: SettingDefault) {
    self.v28 = v28
    self.v39 = v39
    self.v41 = v41
  }

  package subscript(column: SettingColumn) -> SettingDefault {
    switch column {
    case .v28: v28
    case .v39: v39
    case .v41: v41
    }
  }

  package static func each(
    _ v28: SettingDefault, _ v39: SettingDefault, _ v41: SettingDefault
  ) -> SettingDefaults {
    SettingDefaults(v28: v28, v39: v39, v41: v41)
  }

  /// The same in all three.
  package static func all(_ value: SettingDefault) -> SettingDefaults { each(value, value, value) }

  package static func since39(_ value: SettingDefault) -> SettingDefaults {
    each(.absent, value, value)
  }

  package static func since41(_ value: SettingDefault) -> SettingDefaults {
    each(.absent, .absent, value)
  }

  package static func until28(_ value: SettingDefault) -> SettingDefaults {
    each(value, .absent, .absent)
  }

  package static func until39(_ value: SettingDefault) -> SettingDefaults {
    each(value, value, .absent)
  }

  package static func only39(_ value: SettingDefault) -> SettingDefaults {
    each(.absent, value, .absent)
  }
}

/// What a key accepts: the validator of its definition.
///
/// Source: `ConfigDef.Range`, `ValidString`, `CaseInsensitiveValidString`, `ValidList`, `NonEmptyString`,
/// `AutoOffsetResetStrategy.Validator`.
package indirect enum SettingBounds: Hashable, Sendable {
  case free
  case atLeast(Int64)
  case between(Int64, Int64)
  /// Bounds of a key of type double.
  case fraction(Double, Double)
  case oneOf([String])
  case oneOfAnyCase([String])
  /// Each element of a list is one of these.
  case listOf([String])
  case nonEmpty
  /// Where a consumer without a position begins: a word, or `by_duration:` and a length of time (KIP-1106).
  case offsetReset
  /// A rule of Kafka's that is only named here and not tested.
  case described(String)
  /// Other rules in 2.8.2, 3.9.1 and 4.1.1.
  case each(SettingBounds, SettingBounds, SettingBounds)

  /// The rule of one version.
  package func rule(in column: SettingColumn) -> SettingBounds {
    guard case .each(let v28, let v39, let v41) = self else { return self }
    return switch column {
    case .v28: v28
    case .v39: v39
    case .v41: v41
    }
  }
}

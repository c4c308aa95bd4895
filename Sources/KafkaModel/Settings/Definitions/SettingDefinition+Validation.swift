extension SettingDefinition {
  /// Refuses a value as Kafka does when it parses the key.
  ///
  /// Source: `ConfigDef.parseType` and the validators of `ConfigDef`.
  package func validate(_ value: String, in column: SettingColumn) throws(SettingsError) {
    let text = Self.trimmed(value)
    let rule = bounds.rule(in: column)
    switch type {
    case .int, .long, .short:
      try validateInteger(text, rule)
    case .double:
      guard let number = Double(text) else {
        throw .invalid(value, key: key, "Not a number of type DOUBLE")
      }
      try validateFraction(number, text, rule)
    case .boolean:
      guard text.lowercased() == "true" || text.lowercased() == "false" else {
        throw .invalid(value, key: key, "Expected value to be either true or false")
      }
    case .string, .class, .password:
      // Java trims texts too; a password keeps its spaces.
      try validateText(type == .password ? value : text, rule)
    case .list:
      try validateList(text, rule)
    }
  }

  private func validateInteger(_ text: String, _ rule: SettingBounds) throws(SettingsError) {
    let range: ClosedRange<Int64>
    let name: String
    switch type {
    case .short: (range, name) = (Int64(Int16.min)...Int64(Int16.max), "SHORT")
    case .int: (range, name) = (Int64(Int32.min)...Int64(Int32.max), "INT")
    case .long, .boolean, .double, .string, .list, .class, .password:
      (range, name) = (Int64.min...Int64.max, "LONG")
    }
    guard let number = Int64(text), range.contains(number) else {
      throw .invalid(text, key: key, "Not a number of type \(name)")
    }
    switch rule {
    case .atLeast(let lowest):
      if number < lowest {
        throw .invalid("\(number)", key: key, "Value must be at least \(lowest)")
      }
    case .between(let lowest, let highest):
      if number < lowest {
        throw .invalid("\(number)", key: key, "Value must be at least \(lowest)")
      }
      if number > highest {
        throw .invalid("\(number)", key: key, "Value must be no more than \(highest)")
      }
    case .free, .fraction, .oneOf, .oneOfAnyCase, .listOf, .nonEmpty, .offsetReset, .described,
      .each:
      break
    }
  }

  private func validateFraction(
    _ number: Double, _ text: String, _ rule: SettingBounds
  ) throws(SettingsError) {
    switch rule {
    case .fraction(let lowest, let highest):
      if number < lowest {
        throw .invalid(text, key: key, "Value must be at least \(lowest)")
      }
      if number > highest {
        throw .invalid(text, key: key, "Value must be no more than \(highest)")
      }
    case .atLeast(let lowest):
      if number < Double(lowest) {
        throw .invalid(text, key: key, "Value must be at least \(lowest)")
      }
    case .free, .between, .oneOf, .oneOfAnyCase, .listOf, .nonEmpty, .offsetReset, .described,
      .each:
      break
    }
  }

  private func validateText(_ text: String, _ rule: SettingBounds) throws(SettingsError) {
    switch rule {
    case .oneOf(let allowed):
      if !allowed.contains(text) {
        throw .invalid(text, key: key, "String must be one of: \(Self.joined(allowed))")
      }
    case .oneOfAnyCase(let allowed):
      if !allowed.contains(where: { $0.lowercased() == text.lowercased() }) {
        throw .invalid(
          text, key: key, "String must be one of (case insensitive): \(Self.joined(allowed))")
      }
    case .nonEmpty:
      if text.isEmpty { throw .invalid(text, key: key, "String must be non-empty") }
    case .offsetReset:
      guard OffsetResetPolicy(text) != nil else {
        throw .invalid(
          text, key: key,
          "Invalid value `\(text)` for configuration \(key). The value must be either 'earliest', "
            + "'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.")
      }
    case .free, .atLeast, .between, .fraction, .listOf, .described, .each:
      break
    }
  }

  private func validateList(_ text: String, _ rule: SettingBounds) throws(SettingsError) {
    guard case .listOf(let allowed) = rule, !text.isEmpty else { return }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let element = Self.trimmed(String(part))
      if !allowed.contains(element) {
        throw .invalid(element, key: key, "String must be one of: \(Self.joined(allowed))")
      }
    }
  }

  private static func joined(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// Java's `String.trim`: everything up to the space character falls off both ends.
  static func trimmed(_ text: String) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}

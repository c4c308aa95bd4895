/// Kafka's refusal of a configuration: the chain of its exceptions, outermost first.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  package var chain: [Cause]

  /// One exception: its simple class name and its message.
  package struct Cause: Hashable, Sendable {
    package var exception: String
    package var message: String

    package init(_ exception: String, _ message: String) {
      self.exception = exception
      self.message = message
    }
  }

  package init(_ chain: [Cause]) { self.chain = chain }

  /// `org.apache.kafka.common.config.ConfigException` with a free message.
  package static func config(_ message: String) -> SettingsError {
    SettingsError([Cause("ConfigException", message)])
  }

  /// `ConfigException(name, value, message)`
  package static func invalid(_ value: String, key: String, _ reason: String) -> SettingsError {
    config("Invalid value \(value) for configuration \(key): \(reason)")
  }

  /// The innermost message, which says what is wrong.
  package var description: String {
    guard let cause = chain.last else { return "" }
    // Java's message is the bare name.
    return cause.exception == "ClassNotFoundException"
      ? "there is no class '\(cause.message)' (\(cause.exception))" : cause.message
  }
}

/// A sink connector that a test author wrote, by its registered name (`connector.class`).
///
/// Two are equal if their names are: a drill registers a name once.
///
/// Source: `org.apache.kafka.connect.sink.SinkConnector`.
package struct CustomSinkConnector: Hashable, Sendable {
  package let name: String
  /// The configuration of each task, for the connector's own and `tasks.max` (`Connector.taskConfigs`).
  package let split: @Sendable (SettingMap, Int32) -> [SettingMap]
  /// A task that has not started (`Connector.taskClass`).
  package let makeTask: @Sendable () -> any CustomSinkTask

  package init(
    name: String, split: @escaping @Sendable (SettingMap, Int32) -> [SettingMap],
    makeTask: @escaping @Sendable () -> any CustomSinkTask
  ) {
    self.name = name
    self.split = split
    self.makeTask = makeTask
  }

  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

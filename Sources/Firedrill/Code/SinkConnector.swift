/// A sink connector of Kafka Connect, written by a test author: what to do with the records of topics, split into tasks.
///
/// ``UserCode/addSinkConnector(_:_:)`` registers it under a name, and a Connect cluster of the scenario runs it as the
/// class of a connector with `topics` or `topics.regex`. The consumer group `connect-NAME`, its rebalances and commits,
/// kills and restarts are those of the simulated workers. A conforming type is a value without shared state.
///
/// Source: `org.apache.kafka.connect.sink.SinkConnector`.
public protocol SinkConnector: Sendable {
  /// What each of its tasks runs.
  associatedtype Task: SinkTask

  /// The settings of each task, at most `limit` of them; asked when the connector starts on a worker.
  ///
  /// More tasks than the limit fail the connector where `tasks.max.enforce` holds (3.8 and later).
  ///
  /// - Parameters:
  ///   - settings: The connector's own, with `name` and `connector.class`.
  ///   - limit: `tasks.max`, 1 or more.
  /// - Returns: The settings of each task, which `SinkTask.start` is given; none for no task.
  func taskSettings(
    for settings: Scenario.Settings, atMost limit: Int
  ) -> [Scenario.Settings]

  /// A task that has not started; each start on a worker makes a new one.
  func makeTask() -> Task
}

extension SinkConnector {
  /// As many tasks as there may be, each with the connector's settings.
  public func taskSettings(
    for settings: Scenario.Settings, atMost limit: Int
  ) -> [Scenario.Settings] {
    [Scenario.Settings](repeating: settings, count: limit)
  }
}

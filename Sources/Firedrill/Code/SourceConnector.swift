/// A source connector of Kafka Connect, written by a test author: what there is to read, split into tasks.
///
/// ``UserCode/addSourceConnector(_:_:)`` registers it under a name, and a Connect cluster of the scenario runs it as the
/// class of a connector. Its group, rebalances, offsets, producers, kills and restarts are those of the simulated
/// workers. A conforming type is a value without shared state.
///
/// Source: `org.apache.kafka.connect.source.SourceConnector`.
public protocol SourceConnector: Sendable {
  /// What each of its tasks runs.
  associatedtype Task: SourceTask

  /// The settings of each task, at most `limit` of them; asked when the connector starts on a worker.
  ///
  /// More tasks than the limit fail the connector where `tasks.max.enforce` holds (3.8 and later).
  ///
  /// - Parameters:
  ///   - settings: The connector's own, with `name` and `connector.class`.
  ///   - limit: `tasks.max`, 1 or more.
  /// - Returns: The settings of each task, which `SourceTask.start` is given; none for no task.
  func taskSettings(
    for settings: Scenario.Settings, atMost limit: Int
  ) -> [Scenario.Settings]

  /// A task that has not started; each start on a worker makes a new one.
  func makeTask() -> Task
}

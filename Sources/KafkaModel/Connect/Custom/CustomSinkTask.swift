/// The author's half of a sink task: what Connect's loop calls, on the task's thread.
///
/// Conforming types are values, so that a copy of a simulation copies them (see `CustomSourceTask`).
///
/// Source: `org.apache.kafka.connect.sink.SinkTask`.
package protocol CustomSinkTask: Sendable {
  mutating func start(
    _ configuration: SettingMap, _ context: inout CustomSinkContext
  ) throws(TaskException)
  mutating func open(
    _ partitions: [NamedPartition], _ context: inout CustomSinkContext
  ) throws(TaskException)
  /// Perhaps of nothing.
  mutating func put(
    _ records: [CustomSinkRecord], _ context: inout CustomSinkContext
  ) throws(TaskException)
  /// What of these may be committed.
  mutating func preCommit(
    _ offsets: [CustomSinkOffset], _ context: inout CustomSinkContext
  ) throws(TaskException) -> [CustomSinkOffset]
  mutating func close(_ partitions: [NamedPartition])
  mutating func stop()
}

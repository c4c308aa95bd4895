/// The author's half of a source task: what Connect's loop calls, on the task's thread but for the callbacks.
///
/// The one place where the model does not know a machine's type: it is the author's. Conforming types are values, so
/// that a copy of a simulation copies them.
///
/// Source: `org.apache.kafka.connect.source.SourceTask`.
package protocol CustomSourceTask: Sendable {
  /// - Parameter stored: what the offset topic holds for the connector.
  mutating func start(
    _ configuration: SettingMap, stored: [CustomSourceOffset], now: Milliseconds
  ) throws(TaskException)
  mutating func poll(now: Milliseconds) throws(TaskException) -> CustomPoll
  /// `commitRecord`: where the record is; nil if its error was tolerated.
  mutating func committed(_ record: CustomRecord, at position: CustomRecord.Position?)
  /// `commit`
  mutating func offsetsCommitted()
  mutating func stop()
}

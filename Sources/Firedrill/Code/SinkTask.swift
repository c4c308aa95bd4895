/// One task of a ``SinkConnector``: it takes records from Connect and hands them to a system outside of the estate.
///
/// The calls come in Connect's order: ``start(_:_:)``, ``open(_:_:)`` with the partitions that the task gets, then
/// ``put(_:_:)`` after every poll, ``preCommit(_:_:)`` before every commit, ``close(_:)`` with what goes, and ``stop()``
/// at last. A worker that is killed calls nothing any more. Code takes no time, but for what a put says by
/// ``SinkContext/takes(_:)``. A conforming type is a value: a fork of a run copies it, and what is learnt from its
/// arguments only makes the same run again.
///
/// Source: `org.apache.kafka.connect.sink.SinkTask`.
public protocol SinkTask: Sendable {
  /// Begins; the consumer has subscribed and owns nothing yet.
  ///
  /// - Parameters:
  ///   - settings: One of ``SinkConnector/taskSettings(for:atMost:)``.
  ///   - context: What the task may ask of Connect.
  /// - Throws: What fails the task.
  mutating func start(
    _ settings: Scenario.Settings, _ context: inout SinkContext
  ) throws(ConnectorFailure)

  /// Partitions are the task's from now on; ``SinkContext/read(_:from:)`` says where to go on in them.
  ///
  /// - Throws: What fails the task.
  mutating func open(
    _ partitions: [SinkPartition], _ context: inout SinkContext
  ) throws(ConnectorFailure)

  /// The records of one poll, or none: it is called after polls that brought nothing too.
  ///
  /// - Throws: After a retriable failure all partitions are paused and the same records come again, after
  ///   ``SinkContext/retry(after:)`` or at the next commit; any other failure fails the task, whatever
  ///   `errors.tolerance` says.
  mutating func put(
    _ records: [SinkRecord], _ context: inout SinkContext
  ) throws(ConnectorFailure)

  /// What may be committed of `offsets`, which are those of all that was put: less, where something is not stored yet,
  /// or nothing.
  ///
  /// - Throws: Any failure makes Connect read on from the last committed offsets, unless partitions are being closed.
  mutating func preCommit(
    _ offsets: [SinkOffset], _ context: inout SinkContext
  ) throws(ConnectorFailure) -> [SinkOffset]

  /// Partitions go to other tasks, or the task ends.
  mutating func close(_ partitions: [SinkPartition])

  /// The last call.
  mutating func stop()
}

extension SinkTask {
  /// Does nothing.
  public mutating func open(
    _ partitions: [SinkPartition], _ context: inout SinkContext
  ) throws(ConnectorFailure) {}

  /// All of them.
  public mutating func preCommit(
    _ offsets: [SinkOffset], _ context: inout SinkContext
  ) throws(ConnectorFailure) -> [SinkOffset] { offsets }

  /// Does nothing.
  public mutating func close(_ partitions: [SinkPartition]) {}

  /// Does nothing.
  public mutating func stop() {}
}

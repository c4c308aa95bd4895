/// One task of a ``SourceConnector``: it reads a system outside of the estate and hands its records to Connect.
///
/// The calls come in Connect's order: ``start(_:stored:)``, then ``poll(at:)`` until the task is stopped or fails, and
/// ``stop()`` at last. A worker that is killed calls nothing any more. Code takes no time; what takes time is said by
/// ``SourcePoll/wait(_:)``. A conforming type is a value: a fork of a run copies it, and what is learnt from its
/// arguments only makes the same run again.
///
/// Source: `org.apache.kafka.connect.source.SourceTask`.
public protocol SourceTask: Sendable {
  /// Begins; the offset topic has been read to its end.
  ///
  /// - Parameters:
  ///   - settings: One of ``SourceConnector/taskSettings(for:atMost:)``.
  ///   - stored: The last stored offset of every source partition of the connector (`OffsetStorageReader`).
  /// - Throws: What fails the task.
  mutating func start(
    _ settings: Scenario.Settings, stored: [SourceOffset]
  ) throws(ConnectorFailure)

  /// The next records, in an order that keeps each source partition's offsets ascending.
  ///
  /// - Parameter time: The worker's clock, counted from the start of the estate, some seconds before the load begins.
  /// - Throws: A retriable failure makes Connect call again, any other fails the task.
  mutating func poll(at time: Duration) throws(ConnectorFailure) -> SourcePoll

  /// The broker acknowledged a record, or its failure was tolerated (`commitRecord`).
  ///
  /// - Parameters:
  ///   - record: What `poll` returned.
  ///   - position: Where it stands; nil where it does not, under `errors.tolerance=all`.
  mutating func recordWritten(_ record: SourceRecord, at position: SourceRecord.Position?)

  /// Connect has stored the offsets of an acknowledged prefix of every source partition (`commit`).
  mutating func offsetsStored()

  /// The last call.
  mutating func stop()
}

extension SourceTask {
  /// Does nothing.
  public mutating func recordWritten(_ record: SourceRecord, at position: SourceRecord.Position?) {}

  /// Does nothing.
  public mutating func offsetsStored() {}

  /// Does nothing.
  public mutating func stop() {}
}

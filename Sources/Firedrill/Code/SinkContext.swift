import ClusterSimulation
import KafkaModel
import Scenario

/// What a ``SinkTask`` knows and asks of Connect while one of its methods runs; what it asks is done when the method ends.
///
/// Source: `org.apache.kafka.connect.sink.SinkTaskContext`.
public struct SinkContext: Sendable {
  var written: CustomSinkContext

  init(_ written: CustomSinkContext) { self.written = written }

  /// The worker's clock, counted from the start of the estate, some seconds before the load begins.
  public var time: Duration { .milliseconds(written.now.raw - Simulation.clockBase) }

  /// The partitions that the task has now.
  public var assignment: [SinkPartition] { written.assignment.map { SinkPartition($0) } }

  /// The put takes this long, added to what it said before; only a put can take any time.
  ///
  /// Times are kept in whole milliseconds, a part of one counts as one.
  public mutating func takes(_ time: Duration) {
    written.takes = written.takes + Self.milliseconds(time)
  }

  /// The next poll ends after so long at the latest, and with it a put that failed is tried again (`timeout`).
  ///
  /// Whole milliseconds, of which a part counts as one; below zero counts as zero.
  public mutating func retry(after time: Duration) {
    written.requests.append(.timeout(Self.milliseconds(time)))
  }

  /// Commit at the next pass, before `offset.flush.interval.ms` is over (`requestCommit`).
  public mutating func requestCommit() { written.requests.append(.commit) }

  /// Read on at an offset of a partition that the task has (`offset`); of another it fails the task.
  ///
  /// An offset below zero counts as zero; one that the log does not have is reset by `auto.offset.reset`.
  public mutating func read(_ partition: SinkPartition, from offset: Int) {
    written.requests.append(.offset(partition.named, Offset(Int64(max(0, offset)))))
  }

  /// Read nothing more of a partition until it is resumed; of one that the task has not it fails the call in hand.
  public mutating func pause(_ partition: SinkPartition) {
    written.requests.append(.pause(partition.named))
  }

  /// Read a partition again that was paused.
  public mutating func resume(_ partition: SinkPartition) {
    written.requests.append(.resume(partition.named))
  }

  private static func milliseconds(_ time: Duration) -> Milliseconds {
    Milliseconds(roundedUp: TimeSpan(time))
  }
}

/// What an author's sink task knows and asks while one of its methods runs.
///
/// Source: `org.apache.kafka.connect.sink.SinkTaskContext`.
package struct CustomSinkContext: Hashable, Sendable {
  package let now: Milliseconds
  /// The consumer's partitions.
  package let assignment: [NamedPartition]
  /// How long the method takes; only `put` may take any time.
  package var takes = Milliseconds.zero
  /// In the order in which they were asked for; done when the method ends.
  package var requests: [Request] = []

  package enum Request: Hashable, Sendable {
    case timeout(Milliseconds)
    case commit
    case offset(NamedPartition, Offset)
    case pause(NamedPartition)
    case resume(NamedPartition)
  }

  init(now: Milliseconds, assignment: [NamedPartition]) {
    self.now = now
    self.assignment = assignment
  }
}

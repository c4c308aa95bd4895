import Scenario

extension Scenario {
  /// An exception of Kafka's clients, by the simple name of its Java class.
  public struct ExceptionName: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    let written: WrittenExceptionName

    init(written: WrittenExceptionName) { self.written = written }

    /// The exception of a class such as "TimeoutException"; nil if a drill meets none that is called so.
    public init?(_ className: String) {
      guard let written = WrittenExceptionName(rawValue: className) else { return nil }
      self.written = written
    }

    /// `TimeoutException`: `delivery.timeout.ms` passed, or a call took longer than it may.
    public static let timeout = ExceptionName(written: .timeout)
    /// `NetworkException`: the connection broke under a request that is not sent again.
    public static let network = ExceptionName(written: .network)
    /// `NotEnoughReplicasException`: fewer replicas are in sync than `min.insync.replicas`.
    public static let notEnoughReplicas = ExceptionName(written: .notEnoughReplicas)
    /// `OutOfOrderSequenceException`: the broker misses an earlier batch of an idempotent producer.
    public static let outOfOrderSequence = ExceptionName(written: .outOfOrderSequence)
    /// `RecordTooLargeException`: larger than `max.request.size` or the topic's `max.message.bytes`.
    public static let recordTooLarge = ExceptionName(written: .recordTooLarge)
    /// `BufferExhaustedException`: `buffer.memory` stayed full for `max.block.ms`.
    public static let bufferExhausted = ExceptionName(written: .bufferExhausted)
    /// `CommitFailedException`: the group has gone on without the member.
    public static let commitFailed = ExceptionName(written: .commitFailed)

    /// All that a drill can meet.
    public static var allCases: [ExceptionName] {
      WrittenExceptionName.allCases.map { ExceptionName(written: $0) }
    }

    /// The simple name of the class.
    public var description: String { written.rawValue }
  }
}

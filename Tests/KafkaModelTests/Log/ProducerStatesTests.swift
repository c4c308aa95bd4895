import KafkaModel
import Testing

@Suite struct ProducerStatesTests {
  /// A log with so many one-record batches of producer 1.
  private func log(batches: Int32) -> ReplicaLog {
    var log = emptyLog()
    for sequence in 0..<batches { append(sequence, to: &log) }
    return log
  }

  @discardableResult
  private func append(_ sequence: Int32, epoch: Int16 = 0, to log: inout ReplicaLog) -> LogAppend {
    log.appendAsLeader(
      batch(producer: 1, epoch: epoch, sequence: sequence), epoch: LeaderEpoch(0))
  }

  @Test(arguments: 0..<7)
  func `a resend among the last five batches is a duplicate, an older one is out of order`(
    sequence: Int32
  ) {
    var log = log(batches: 7)
    let expected: LogAppend =
      sequence < 2
      ? .refused(.outOfOrderSequenceNumber)
      : .duplicate(first: Offset(Int64(sequence)), last: Offset(Int64(sequence)))
    let outcome = append(sequence, to: &log)
    #expect(outcome == expected)
    #expect(log.logEnd == Offset(7))
  }

  @Test func `an unknown producer may begin at any sequence`() {
    var log = emptyLog()
    let first = append(42, to: &log)
    #expect(first == .appended(first: .zero, last: .zero))
    let second = append(44, to: &log)
    #expect(second == .refused(.outOfOrderSequenceNumber))
  }

  @Test func `a new epoch begins at zero and fences the old one`() {
    var log = log(batches: 3)
    let first = append(3, epoch: 1, to: &log)
    #expect(first == .refused(.outOfOrderSequenceNumber))
    let second = append(0, epoch: 1, to: &log)
    #expect(second == .appended(first: Offset(3), last: Offset(3)))
    let third = append(3, epoch: 0, to: &log)
    #expect(third == .refused(.invalidProducerEpoch))
  }

  @Test(arguments: [LogClosing.clean, .processCrash])
  func `after a restart only the last batch of a producer is known`(closing: LogClosing) {
    var log = log(batches: 5)
    log.reload(after: closing, now: .zero)
    let first = append(4, to: &log)
    #expect(first == .duplicate(first: Offset(4), last: Offset(4)))
    let second = append(3, to: &log)
    #expect(second == .refused(.outOfOrderSequenceNumber))
    let third = append(5, to: &log)
    #expect(third == .appended(first: Offset(5), last: Offset(5)))
  }

  @Test func `a follower knows the producers its leader knows`() {
    let leader = log(batches: 3)
    var follower = emptyLog()
    for batch in leader.batches { _ = follower.appendAsFollower(batch) }
    let outcome = append(1, to: &follower)
    #expect(outcome == .duplicate(first: Offset(1), last: Offset(1)))
  }

  @Test func `the sequence after the largest is zero`() {
    var log = emptyLog()
    append(.max, to: &log)
    let outcome = append(0, to: &log)
    #expect(outcome == .appended(first: Offset(1), last: Offset(1)))
  }
}

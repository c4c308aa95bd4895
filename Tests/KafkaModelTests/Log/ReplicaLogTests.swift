import KafkaModel
import Testing

@Suite struct ReplicaLogTests {
  @Test func `a leader's append assigns contiguous offsets and stamps its epoch`() {
    var log = emptyLog()
    let first = log.appendAsLeader(batch(count: 3), epoch: LeaderEpoch(2))
    #expect(first == .appended(first: Offset(0), last: Offset(2)))
    let second = log.appendAsLeader(batch(count: 2), epoch: LeaderEpoch(2))
    #expect(second == .appended(first: Offset(3), last: Offset(4)))
    #expect(log.logEnd == Offset(5))
    #expect(log.batches.map(\.leaderEpoch.raw) == [2, 2])
    #expect(log.brokenOrder == nil)
  }

  @Test func `max message bytes counts the whole batch and comes before the segment's size`() {
    var log = emptyLog(segmentBytes: 500, maxMessageBytes: 1_000)
    let epoch = LeaderEpoch(0)
    let first = log.appendAsLeader(batch(size: 1_001), epoch: epoch)
    #expect(first == .refused(.messageTooLarge))
    let second = log.appendAsLeader(batch(size: 1_000), epoch: epoch)
    #expect(second == .refused(.recordListTooLarge))
    let third = log.appendAsLeader(batch(size: 500), epoch: epoch)
    #expect(third == .appended(first: .zero, last: .zero))
  }

  @Test func `a segment rolls before the batch that would not fit, and is fsynced then`() {
    let log = log(epochs: [(0, 7)], segmentBytes: 300)
    #expect(log.segments.map(\.baseOffset.raw) == [0, 3, 6])
    #expect(log.segments.map(\.sizeInBytes) == [300, 300, 100])
    #expect(log.recoveryPoint == Offset(6))
    #expect(log.durableEnd == Offset(6))
  }

  @Test func `flush messages fsyncs when so many records are unflushed`() {
    var log = emptyLog()
    log.settings.flushMessages = 3
    for _ in 0..<5 { _ = log.appendAsLeader(batch(), epoch: LeaderEpoch(0)) }
    #expect(log.recoveryPoint == Offset(3))
  }

  @Test func `a read gives whole batches within the limit, but the first one whatever its size`() {
    let log = log(epochs: [(0, 10)])
    let read = { (offset: Int64, bytes: Int32, one: Bool) in
      log.read(from: Offset(offset), upTo: log.logEnd, maxBytes: bytes, minOneMessage: one)
    }
    #expect(read(2, 250, true)?.batches.map(\.baseOffset.raw) == [2, 3])
    #expect(read(2, 250, true)?.sizeInBytes == 250)
    #expect(read(2, 50, true)?.batches.count == 1)
    #expect(read(2, 50, true)?.sizeInBytes == 100)
    #expect(read(2, 50, false)?.batches.isEmpty == true)
    #expect(read(2, 50, false)?.sizeInBytes == 50)
    #expect(read(10, 250, true) == .nothing)
    #expect(read(11, 250, true) == nil)
  }

  @Test func `a read stays inside one segment and below its bound`() {
    let log = log(epochs: [(0, 7)], segmentBytes: 300)
    let all = log.read(from: .zero, upTo: Offset(7), maxBytes: 10_000, minOneMessage: true)
    #expect(all?.batches.map(\.baseOffset.raw) == [0, 1, 2])
    let bounded = log.read(from: Offset(3), upTo: Offset(5), maxBytes: 10_000, minOneMessage: true)
    #expect(bounded?.batches.map(\.baseOffset.raw) == [3, 4])
    #expect(log.bytes(from: Offset(3), upTo: Offset(5)) == 200)
    #expect(log.isInOlderSegment(Offset(2), than: Offset(7)))
    #expect(!log.isInOlderSegment(Offset(6), than: Offset(7)))
  }

  @Test func `a read from inside a batch returns the batch whole`() {
    var log = emptyLog()
    _ = log.appendAsLeader(batch(count: 5), epoch: LeaderEpoch(0))
    let read = log.read(from: Offset(3), upTo: log.logEnd, maxBytes: 1_000, minOneMessage: true)
    #expect(read?.batches.map(\.baseOffset.raw) == [0])
  }

  @Test func `a follower's append keeps offset and epoch and refuses what it already has`() {
    let leader = log(epochs: [(0, 2), (3, 2)])
    var follower = emptyLog()
    for batch in leader.batches {
      let first = follower.appendAsFollower(batch)
      #expect(first == .appended)
    }
    #expect(follower.batches == leader.batches)
    #expect(follower.leaderEpochs == leader.leaderEpochs)
    let second = follower.appendAsFollower(leader.batches[1])
    #expect(second == .unexpectedOffset(first: Offset(1), last: Offset(1)))
  }

  @Test func `truncation lowers log end, high watermark, segments and epochs`() {
    var log = log(epochs: [(0, 4), (1, 4)], segmentBytes: 300)
    log.incrementHighWatermark(to: Offset(6))
    let outcome = log.truncate(to: Offset(4), now: .zero)
    #expect(outcome)
    #expect(log.logEnd == Offset(4))
    #expect(log.highWatermark == Offset(4))
    #expect(log.segments.map(\.baseOffset.raw) == [0, 3])
    #expect(log.latestEpoch == LeaderEpoch(0))
    #expect(log.brokenOrder == nil)
    _ = log.appendAsLeader(batch(), epoch: LeaderEpoch(2))
    #expect(log.batches.last?.baseOffset == Offset(4))
    #expect(log.sizeInBytes == 500)
  }

  @Test func `truncation to the log end only forgets an epoch without records`() {
    var log = log(epochs: [(0, 4)])
    log.assignEpoch(LeaderEpoch(1), startingAt: Offset(4))
    let outcome = log.truncate(to: Offset(4), now: .zero)
    #expect(!outcome)
    #expect(log.latestEpoch == LeaderEpoch(0))
  }

  @Test
  func `the log start never passes the high watermark and leaves bytes until a retention pass`() {
    var log = log(epochs: [(0, 7)], segmentBytes: 300)
    log.incrementHighWatermark(to: Offset(5))
    let first = log.raiseLogStart(to: Offset(6))
    #expect(!first)
    let second = log.raiseLogStart(to: Offset(4))
    #expect(second)
    #expect(log.read(from: Offset(3), upTo: Offset(7), maxBytes: 1, minOneMessage: true) == nil)
    #expect(log.batches.count == 7)
    let third = log.deleteSegmentsBelowLogStart()
    #expect(third == 1)
    #expect(log.batches.first?.baseOffset == Offset(3))
    #expect(log.bytes(from: Offset(4), upTo: Offset(7)) == 300)
    #expect(log.brokenOrder == nil)
  }
}

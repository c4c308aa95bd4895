import KafkaModel
import Testing

@Suite struct RecoveryTests {
  @Test func `a killed process loses no byte, but its high watermark falls to the checkpoint`() {
    var log = log(epochs: [(0, 10)])
    log.incrementHighWatermark(to: Offset(4))
    log.checkpointHighWatermark()
    log.incrementHighWatermark(to: Offset(9))
    let outcome = log.reload(after: .processCrash, now: .zero)
    #expect(outcome == 0)
    #expect(log.logEnd == Offset(10))
    #expect(log.highWatermark == Offset(4))
  }

  @Test func `a clean shutdown checkpoints all and flushes all`() {
    var log = log(epochs: [(0, 10)])
    log.incrementHighWatermark(to: Offset(9))
    let outcome = log.reload(after: .clean, now: .zero)
    #expect(outcome == 0)
    #expect(log.highWatermark == Offset(9))
    #expect(log.recoveryPoint == Offset(10))
  }

  @Test func `a power loss cuts at a batch boundary, never below what was fsynced`() {
    var log = emptyLog(segmentBytes: 300)
    for _ in 0..<4 { _ = log.appendAsLeader(batch(count: 5), epoch: LeaderEpoch(0)) }
    #expect(log.recoveryPoint == Offset(15))
    for _ in 0..<2 { _ = log.appendAsLeader(batch(count: 5), epoch: LeaderEpoch(1)) }
    log.incrementHighWatermark(to: Offset(30))
    log.checkpointHighWatermark()
    let first = log.reload(after: .powerLoss(durableEnd: Offset(23)), now: .zero)
    #expect(first == 10)
    #expect(log.logEnd == Offset(20))
    #expect(log.highWatermark == Offset(20))
    #expect(log.latestEpoch == LeaderEpoch(0))
    let second = log.reload(after: .powerLoss(durableEnd: .zero), now: .zero)
    #expect(second == 0)
    #expect(log.brokenOrder == nil)
  }

  @Test func `write back keeps what was dirty for 30 seconds`() {
    var log = emptyLog()
    let scan = { (log: inout ReplicaLog, time: Int64) in
      log.scanWriteBack(now: Milliseconds(time), expire: Milliseconds(30_000))
    }
    _ = log.appendAsLeader(batch(), epoch: LeaderEpoch(0))
    scan(&log, 5_000)
    _ = log.appendAsLeader(batch(), epoch: LeaderEpoch(0))
    scan(&log, 10_000)
    scan(&log, 34_999)
    #expect(log.durableEnd == .zero)
    scan(&log, 35_000)
    #expect(log.durableEnd == Offset(1))
    #expect(log.recoveryPoint == .zero)
    let outcome = log.reload(after: .powerLoss(durableEnd: .zero), now: .zero)
    #expect(outcome == 1)
    #expect(log.logEnd == Offset(1))
  }

  @Test func `an epoch entered without records is forgotten by a restart`() {
    var log = log(epochs: [(0, 2)])
    log.assignEpoch(LeaderEpoch(5), startingAt: Offset(2))
    log.reload(after: .processCrash, now: .zero)
    #expect(log.latestEpoch == LeaderEpoch(0))
  }

  @Test func `a checkpointed log start above what power loss left empties the log`() {
    var log = log(epochs: [(0, 10)])
    log.incrementHighWatermark(to: Offset(10))
    let outcome = log.raiseLogStart(to: Offset(8))
    #expect(outcome)
    log.checkpointOffsets()
    log.reload(after: .powerLoss(durableEnd: Offset(5)), now: .zero)
    #expect(log.logStart == Offset(8))
    #expect(log.logEnd == Offset(8))
    #expect(log.batches.isEmpty)
  }
}

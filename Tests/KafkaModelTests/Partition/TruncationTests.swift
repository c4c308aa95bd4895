import KafkaModel
import Testing

@Suite struct TruncationTests {
  @Test func `a returning leader gives up what its successor never had`() {
    var trio = PartitionTrio(logs: [
      log(epochs: [(0, 12)]), log(epochs: [(0, 11)]), log(epochs: [(0, 10)]),
    ])
    trio.elect(1, isr: [1, 2], on: [1, 2])
    trio.fetch(2, from: 1)
    #expect(trio.logEnd(2) == 11)
    trio.append(2, on: 1)
    trio.fetch(2, from: 1)
    trio.fetch(2, from: 1)
    #expect(trio.highWatermark(1) == 13)
    trio.elect(1, isr: [1, 2], on: [0])
    trio.partitions[1].makeLeader(trio.state, context: trio.context, effects: &trio.effects)
    guard case .diverging(let end, _, _) = trio.fetch(0, from: 1) else {
      Issue.record("The logs differ, so the first fetch must diverge.")
      return
    }
    #expect(end == EpochEndOffset(epoch: LeaderEpoch(0), endOffset: Offset(11)))
    #expect(trio.logEnd(0) == 11)
    trio.fetch(0, from: 1)
    #expect(trio.partitions[0].log.batches == trio.partitions[1].log.batches)
  }

  @Test func `logs with foreign epochs on both sides meet in two rounds`() {
    let leader = log(epochs: [(1, 3), (2, 7), (4, 2)])
    let follower = log(epochs: [(1, 5), (3, 3)])
    var trio = PartitionTrio(logs: [leader, follower, emptyLog()])
    trio.state.leaderEpoch = LeaderEpoch(4)
    trio.elect(0, isr: [0])
    trio.fetch(1)
    #expect(trio.logEnd(1) == 5)
    trio.fetch(1)
    #expect(trio.logEnd(1) == 3)
    trio.fetch(1)
    #expect(trio.partitions[1].log.batches == leader.batches)
  }

  @Test func `an unclean leader makes the old one drop committed records`() {
    var old = log(epochs: [(0, 9)])
    old.incrementHighWatermark(to: Offset(9))
    var trio = PartitionTrio(logs: [old, log(epochs: [(0, 4)]), emptyLog()])
    trio.elect(1, isr: [1])
    trio.fetch(0, from: 1)
    #expect(trio.logEnd(0) == 4)
    #expect(trio.highWatermark(0) == 4)
  }

  /// The story that KIP-101 tells: two restarts in a row and a high watermark that lags one fetch behind.
  @Test(arguments: [true, false])
  func `without leader epochs a restarted follower drops a committed record`(byEpoch: Bool) {
    var trio = PartitionTrio { $0.truncatesByLeaderEpoch = byEpoch }
    trio.elect(0, isr: [0, 1], on: [0, 1])
    trio.append(2)
    trio.fetch(1)
    trio.fetch(1)
    #expect(trio.highWatermark(0) == 2)
    trio.partitions[1].log.updateHighWatermark(to: Offset(1))
    trio.partitions[1].log.checkpointHighWatermark()
    trio.partitions[1].restart(after: .processCrash, now: .zero, effects: &trio.effects)
    if trio.partitions[1].makeFollower(trio.state, now: .zero, effects: &trio.effects) {
      trio.partitions[1].beginFetching(now: .zero, effects: &trio.effects)
    }
    trio.elect(1, isr: [1], on: [1])
    #expect(trio.logEnd(1) == (byEpoch ? 2 : 1))
  }

  @Test func `a follower below the leader's log start begins there anew`() {
    var leader = log(epochs: [(0, 10)])
    leader.incrementHighWatermark(to: Offset(10))
    let first = leader.raiseLogStart(to: Offset(6))
    #expect(first)
    var trio = PartitionTrio(logs: [leader, log(epochs: [(0, 3)]), emptyLog()])
    trio.elect(0, isr: [0])
    let second = trio.fetch(1)
    #expect(second == .refused(.offsetOutOfRange))
    #expect(trio.partitions[1].log.logStart == Offset(6))
    trio.fetch(1)
    #expect(trio.logEnd(1) == 10)
  }

  @Test func `a log start inside a batch makes an empty follower begin with the batch`() {
    var leader = emptyLog()
    _ = leader.appendAsLeader(batch(count: 5), epoch: LeaderEpoch(0))
    leader.incrementHighWatermark(to: Offset(5))
    let outcome = leader.raiseLogStart(to: Offset(3))
    #expect(outcome)
    var trio = PartitionTrio(logs: [leader, emptyLog(), emptyLog()])
    trio.elect(0, isr: [0])
    trio.fetch(1)
    #expect(trio.logEnd(1) == 3)
    trio.fetch(1)
    #expect(trio.partitions[1].log.batches.first?.baseOffset == .zero)
    #expect(trio.partitions[1].log.logStart == Offset(3))
    #expect(trio.logEnd(1) == 5)
  }
}

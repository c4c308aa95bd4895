import KafkaModel
import Testing

@Suite struct PartitionLeaderTests {
  @Test func `a record is committed when the fetches after it have come from the whole ISR`() {
    var trio = PartitionTrio(minIsr: 2)
    trio.elect(0, isr: [0, 1, 2])
    trio.append()
    trio.fetch(1)
    trio.fetch(2)
    trio.fetch(1)
    #expect(trio.partitions[0].acksAll(required: Offset(1)) == .waiting)
    trio.fetch(2)
    #expect(trio.partitions[0].acksAll(required: Offset(1)) == .reached(.none))
    #expect(trio.highWatermark(0) == 1)
    #expect(trio.highWatermark(2) == 0)
    trio.fetch(2)
    #expect(trio.highWatermark(2) == 1)
  }

  @Test(arguments: [(true, Int64(0)), (false, Int64(1))])
  func `below min ISR the high watermark stands still from KAFKA-15583 on`(
    strict: Bool, mark: Int64
  ) {
    var trio = PartitionTrio(minIsr: 2) { $0.strictMinIsr = strict }
    trio.elect(0, isr: [0])
    let first = trio.append(acks: .all)
    #expect(first == .refused(.notEnoughReplicas))
    let second = trio.append(acks: .leader)
    #expect(second == .appended(first: .zero, last: .zero))
    #expect(trio.highWatermark(0) == mark)
  }

  @Test(arguments: [(true, 1), (false, 2)])
  func `min ISR counts at most the replicas there are, from 3_7 on`(capped: Bool, minIsr: Int) {
    var trio = PartitionTrio(minIsr: 2) { $0.minIsrCappedByReplicas = capped }
    trio.state.replicas = [NodeID(0)]
    trio.elect(0, isr: [0], on: [0])
    #expect(trio.partitions[0].effectiveMinIsr == minIsr)
  }

  @Test func `a lagging follower is proposed out after the lag time and counts until the answer`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    trio.append()
    trio.fetch(1)
    trio.context.now = Milliseconds(30_001)
    trio.partitions[0].shrinkIsr(context: trio.context, effects: &trio.effects)
    #expect(trio.proposals.map { $0.isr.map(\.id) } == [[NodeID(0)]])
    #expect(trio.highWatermark(0) == 0)
    trio.partitions[0].alterPartitionAnswered(
      .accepted(
        leaderEpoch: LeaderEpoch(1), partitionEpoch: PartitionEpoch(2), isr: [NodeID(0)]),
      sent: trio.proposals[0], context: trio.context, effects: &trio.effects)
    #expect(trio.highWatermark(0) == 1)
    #expect(trio.partitions[0].partitionEpoch == PartitionEpoch(2))
  }

  @Test(arguments: [
    (ErrorCode.ineligibleReplica, false, 1), (.operationNotAttempted, false, 1),
    (.fencedLeaderEpoch, true, 1), (.invalidUpdateVersion, true, 1), (.notController, true, 2),
    (.unknownServerError, true, 2),
  ])
  func `a refused ISR change is rolled back, left pending or asked again`(
    error: ErrorCode, pending: Bool, proposals: Int
  ) {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0])
    trio.fetch(1)
    #expect(trio.proposals.count == 1)
    trio.partitions[0].alterPartitionAnswered(
      .refused(error), sent: trio.proposals[0], context: trio.context, effects: &trio.effects)
    #expect(trio.partitions[0].leadership?.isr.isInFlight == pending)
    #expect(trio.proposals.count == proposals)
  }

  @Test func `a candidate holds the high watermark back from the moment it is proposed`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0])
    trio.context.now = Milliseconds(60_000)
    trio.fetch(1)
    #expect(trio.partitions[0].leadership?.isr.maximalContains(NodeID(1)) == true)
    trio.append()
    #expect(trio.highWatermark(0) == 0)
  }

  @Test func `losing the lead wakes who waits and forgets a pending change`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0])
    trio.fetch(1)
    trio.elect(1, isr: [0, 1])
    #expect(trio.effects.contains(.leadershipLost(trio.partitions[0].id)))
    #expect(trio.partitions[0].acksAll(required: .zero) == .notLeader)
    let outcome = trio.append(on: 0)
    #expect(outcome == .refused(.notLeaderOrFollower))
    trio.partitions[0].alterPartitionAnswered(
      .refused(.notController), sent: trio.proposals[0], context: trio.context,
      effects: &trio.effects)
    #expect(trio.proposals.count == 1)
  }

  @Test func `DeleteRecords is done when the live followers have followed`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1, 2])
    trio.append(3)
    for _ in 0..<2 {
      trio.fetch(1)
      trio.fetch(2)
    }
    let brokers = trio.context.brokers
    let outcome = trio.partitions[0].deleteRecords(before: Offset(-1), brokers: brokers)
    #expect(outcome == .deleted(offset: Offset(3), lowWatermark: .zero))
    for _ in 0..<2 { trio.fetch(1) }
    #expect(trio.partitions[0].lowWatermark(brokers: brokers) == .zero)
    trio.context.brokers[NodeID(2)]?.fenced = true
    #expect(trio.partitions[0].lowWatermark(brokers: trio.context.brokers) == Offset(3))
  }

  @Test func `a consumer reads up to the high watermark only`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    trio.append(2)
    trio.fetch(1)
    trio.fetch(1)
    trio.append(1)
    let request = FetchPartition(
      trio.partitions[0].id, fetchOffset: .zero, logStart: .none,
      currentLeaderEpoch: .none, lastFetchedEpoch: .none, maxBytes: 10_000)
    let read = trio.partitions[0].fetch(
      request, by: .consumer, maxBytes: 10_000, minOneMessage: true, context: trio.context,
      effects: &trio.effects)
    guard case .read(let data, _, _) = read else {
      Issue.record("The leader must answer.")
      return
    }
    #expect(data.batches.map(\.baseOffset.raw) == [0, 1])
  }
}

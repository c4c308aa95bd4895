import KafkaModel
import Testing

/// Where a consumer goes on when its position is missing, out of range or truncated.
@Suite struct ConsumerPositionTests {
  private static let partition = ConsumerLab.partition(0)

  @Test func `latest skips what was there before the reset was answered`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .latest }
    lab.append([4])
    lab.assignAll()
    #expect(lab.offsets(500) == [])
    lab.append([1])
    #expect(lab.offsets() == [4])
    #expect(
      lab.journal == [.positionMoved(Self.partition, from: .none, to: Offset(4), why: .reset)])
  }

  @Test func `none without a committed offset is an exception out of every poll`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .none }
    lab.append([1])
    lab.assignAll()
    let failure = ConsumerAnswer.failed(.noOffsetForPartition([Self.partition]))
    // The first poll only learns of the topic.
    _ = lab.poll()
    #expect(lab.poll() == failure)
    #expect(lab.poll() == failure)
  }

  @Test func `A reset by age goes to the first record that is young enough`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .byDuration(Milliseconds(1_000)) }
    lab.append([5, 5])
    lab.partitions[0].offsetForTime = Offset(5)
    lab.assignAll()
    #expect(lab.offsets().first == 5)
  }

  @Test func `A reset by age goes to the end where no record is young enough`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .byDuration(Milliseconds(1_000)) }
    lab.append([5])
    lab.assignAll()
    #expect(lab.offsets(400) == [])
    lab.append([1])
    #expect(lab.offsets() == [5])
  }

  @Test func `A leader that cannot tell its end yet is asked again after retry.backoff.ms`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .latest }
    lab.append([2])
    lab.partitions[0].listErrors = [.offsetNotAvailable, .offsetNotAvailable]
    lab.assignAll()
    _ = lab.poll(600)
    let asked = lab.sent.filter { $0.request.kind == .listOffsets }.map(\.at)
    #expect(asked.count == 3)
    #expect(asked[1] - asked[0] >= 100 && asked[2] - asked[1] >= 100)
    #expect(lab.consumer.position(of: Self.partition) == Offset(2))
  }

  @Test func `seekToEnd and seekToBeginning ask the leader at the next poll`() {
    var lab = ConsumerLab()
    lab.append([5])
    lab.assignAll()
    #expect(lab.offsets() == [0, 1, 2, 3, 4])
    lab.call(.seekToBeginning([Self.partition]))
    #expect(lab.offsets() == [0, 1, 2, 3, 4])
    lab.call(.seekToEnd([Self.partition]))
    // Its fetch is parked at the same connection.
    #expect(lab.offsets(1_000) == [])
    #expect(lab.consumer.position(of: Self.partition) == Offset(5))
  }

  @Test(arguments: [
    (OffsetResetPolicy.earliest, Int64(6)), (.latest, 10),
  ])
  func `Deleted under the position: the policy decides where it goes on`(
    policy: OffsetResetPolicy, expected: Int64
  ) {
    var lab = ConsumerLab {
      $0.autoOffsetReset = policy
      $0.maxPollRecords = 2
    }
    lab.append([2, 2, 2, 2, 2])
    lab.assignAll()
    lab.call(.seek(Self.partition, OffsetAndEpoch(offset: .zero, leaderEpoch: .none)))
    lab.partitions[0].logStart = Offset(6)
    lab.partitions[0].batches.removeFirst(3)
    _ = lab.poll(500)
    lab.append([1])
    let position = lab.journal.last
    #expect(
      position
        == .positionMoved(Self.partition, from: .zero, to: Offset(expected), why: .outOfRange))
    if policy == .latest { #expect(lab.offsets() == [10]) }
  }

  @Test func `Out of range with none: poll() throws each time and the position stays`() {
    var lab = ConsumerLab { $0.autoOffsetReset = .none }
    lab.append([5])
    lab.partitions[0].logStart = Offset(3)
    lab.assignAll()
    lab.call(.seek(Self.partition, OffsetAndEpoch(offset: Offset(1), leaderEpoch: .none)))
    let failure = ConsumerAnswer.failed(.offsetOutOfRange(Self.partition, Offset(1)))
    _ = lab.poll(20)
    #expect(lab.poll() == failure)
    #expect(lab.poll() == failure)
    #expect(lab.consumer.position(of: Self.partition) == Offset(1))
  }

  @Test(arguments: [ErrorCode.notLeaderOrFollower, .unknownTopicOrPartition, .kafkaStorageError])
  func `An error that new metadata may mend is retried without a word`(error: ErrorCode) {
    var lab = ConsumerLab()
    lab.append([2])
    lab.partitions[0].fetchErrors = [error]
    lab.assignAll()
    #expect(lab.offsets(5_000) == [0, 1])
    _ = lab.poll(500)
    let requests = lab.sent.filter { $0.request.kind == .metadata }
    #expect(requests.count >= 2)
  }

  @Test func `A new leader is asked where the epoch ends before it is read from`() {
    var lab = Self.moved(truncatedTo: nil)
    lab.append([1])
    #expect(lab.offsets(10_000) == [10])
    #expect(lab.sent.contains { $0.request.kind == .offsetForLeaderEpoch })
  }

  /// B25-unclean-live-earliest
  @Test func `A truncated log is read again from where the logs part, whatever the policy says`() {
    var lab = Self.moved(truncatedTo: 4)
    lab.append([2])
    #expect(lab.offsets(10_000) == [4, 5])
    #expect(
      lab.journal.last
        == .positionMoved(Self.partition, from: Offset(10), to: Offset(4), why: .truncated))
  }

  /// B25-unclean-live-none
  @Test func `Without a policy poll() throws, and is silent for request.timeout.ms between throws`()
  {
    var lab = Self.moved(truncatedTo: 4) { $0.autoOffsetReset = .none }
    let failure = ConsumerAnswer.failed(
      .logTruncation(
        Self.partition,
        divergence: OffsetAndEpoch(offset: Offset(4), leaderEpoch: LeaderEpoch(0))))
    var thrown: [Int64] = []
    while thrown.count < 3 {
      let answer = lab.poll(100)
      if answer == failure {
        thrown.append(lab.now)
      } else {
        #expect(answer == .records([]))
      }
    }
    #expect(thrown[1] - thrown[0] >= 29_900 && thrown[1] - thrown[0] <= 30_300)
    #expect(thrown[2] - thrown[1] >= 29_900 && thrown[2] - thrown[1] <= 30_300)
    #expect(lab.consumer.position(of: Self.partition) == Offset(10))
  }

  @Test func `A position without an epoch is not validated and skips what took its place`() {
    var lab = ConsumerLab(nodes: [1, 2]) { $0.client.metadataMaxAge = Milliseconds(500) }
    lab.append([10])
    lab.assignAll()
    lab.call(.seek(Self.partition, OffsetAndEpoch(offset: Offset(10), leaderEpoch: .none)))
    _ = lab.poll(100)
    Self.fail(over: &lab, truncatedTo: 4)
    lab.append([8])
    #expect(lab.offsets(10_000) == [10, 11])
    #expect(!lab.sent.contains { $0.request.kind == .offsetForLeaderEpoch })
  }

  @Test func `KIP-951: the error itself names the new leader, and no metadata is needed`() {
    var lab = ConsumerLab(nodes: [1, 2])
    lab.append([1])
    lab.assignAll()
    #expect(lab.offsets() == [0])
    lab.partitions[0].leader = NodeID(2)
    lab.partitions[0].epoch = 1
    lab.partitions[0].namesLeader = true
    let before = lab.sent.filter { $0.request.kind == .metadata }.count
    lab.append([1])
    #expect(lab.offsets(90) == [1])
    #expect(lab.sent.filter { $0.request.kind == .metadata }.count == before)
  }

  /// A consumer that has read ten records of epoch 0 from node 1, and then node 2 leads with epoch 1.
  private static func moved(
    truncatedTo end: Int64?, _ change: (inout ConsumerSettings) -> Void = { _ in }
  ) -> ConsumerLab {
    var lab = ConsumerLab(nodes: [1, 2]) {
      $0.client.metadataMaxAge = Milliseconds(500)
      change(&$0)
    }
    lab.append([4, 6])
    lab.assignAll()
    lab.call(.seek(partition, OffsetAndEpoch(offset: .zero, leaderEpoch: .none)))
    while lab.consumer.position(of: partition) != Offset(10) { _ = lab.poll(100) }
    fail(over: &lab, truncatedTo: end)
    return lab
  }

  private static func fail(over lab: inout ConsumerLab, truncatedTo end: Int64?) {
    lab.partitions[0].leader = NodeID(2)
    lab.partitions[0].epoch = 1
    guard let end else { return }
    lab.partitions[0].batches.removeAll { $0.nextOffset.raw > end }
    lab.partitions[0].logStart = .zero
    if lab.partitions[0].batches.isEmpty { lab.partitions[0].logStart = Offset(end) }
    lab.partitions[0].highWatermark = Offset(end)
    lab.partitions[0].epochEnds[0] = EpochEndOffset(
      epoch: LeaderEpoch(0), endOffset: Offset(end))
  }
}

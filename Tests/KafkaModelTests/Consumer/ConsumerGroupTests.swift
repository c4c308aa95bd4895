import KafkaModel
import Testing

@Suite struct ConsumerGroupTests {
  static func cooperative(_ settings: inout ConsumerSettings) {
    settings.assignors = [.cooperativeSticky]
  }

  @Test func `A lone consumer gets all partitions, asks for committed offsets and reads`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start()
    lab.run(to: 1_000)
    #expect(lab.callbacks(a) == [.assigned([0, 1, 2])])
    #expect(lab.sent(.joinGroup, by: a).count == 2)
    #expect(lab.sent(.offsetFetch, by: a).count == 1)
    #expect(lab.log(a).contains(.records(0, 0, 5)))
    #expect(lab.members[a].consumer.coordinator?.isLeader == true)
  }

  @Test func `The committed offset is where the next owner begins`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    lab.group.committed[TopicPartition(ConsumerGroupLab.orders, PartitionIndex(0))] =
      OffsetAndEpoch(
        offset: Offset(3), leaderEpoch: LeaderEpoch(0))
    let a = lab.start()
    lab.run(to: 1_000)
    #expect(lab.log(a).contains(.records(0, 3, 2)))
    #expect(lab.sent(.offsetForLeaderEpoch, by: a).count == 1)
    #expect(
      lab.sent(.listOffsets, by: a).allSatisfy { request in
        guard case .listOffsets(let asked) = request else { return false }
        return !asked.partitions.contains { $0.partition.partition == PartitionIndex(0) }
      })
  }

  @Test func `Eager: everything is committed and revoked before the rebalance, then assigned anew`()
  {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 6, 7]
    let a = lab.start()
    lab.run(to: 2_000)
    let b = lab.start()
    lab.run(to: 10_000)
    #expect(lab.callbacks(a) == [.assigned([0, 1, 2]), .revoked([0, 1, 2]), .assigned([0, 1])])
    #expect(lab.callbacks(b) == [.assigned([2])])
    // The commit before the rebalance is what the new owner begins with.
    #expect(!lab.log(b).contains { if case .records = $0 { true } else { false } })
    let log = lab.log(a)
    let commit = log.firstIndex(of: .committed(.automatic, nil))
    let revoked = log.firstIndex(of: .revoked([0, 1, 2]))
    #expect(commit != nil && revoked != nil && commit! < revoked!)
  }

  @Test func `Cooperative: only what moves is revoked, and a second round gives it away`() {
    var lab = ConsumerGroupLab()
    let a = lab.start { Self.cooperative(&$0) }
    lab.run(to: 2_000)
    let b = lab.start { Self.cooperative(&$0) }
    lab.run(to: 12_000)
    let first = lab.callbacks(a)
    #expect(first.first == .assigned([0, 1, 2]))
    #expect(first.dropFirst().first == .revoked([2]))
    #expect(lab.callbacks(b).last == .assigned([2]))
    #expect(lab.members[a].consumer.assignment.count == 2)
    #expect(lab.group.generation == 3)
  }

  @Test func `commitSync inside onPartitionsRevoked is accepted while the group rebalances`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 6, 7]
    let a = lab.start { $0.autoCommit = false }
    lab.members[a].commitsInRevoked = true
    lab.run(to: 2_000)
    let b = lab.start { $0.autoCommit = false }
    lab.run(to: 10_000)
    let log = lab.log(a)
    let revoked = log.firstIndex(of: .revoked([0, 1, 2])) ?? .max
    let committed = log.firstIndex(of: .committed(.synchronous, nil)) ?? .max
    #expect(revoked < committed && committed < log.count)
    #expect(!lab.log(b).contains { if case .records = $0 { true } else { false } })
    #expect(lab.callbacks(a).last == .assigned([0, 1]))
  }

  @Test
  func `A member that the coordinator does not know loses its partitions and joins as a new one`() {
    var lab = ConsumerGroupLab()
    let a = lab.start()
    lab.run(to: 1_000)
    _ = lab.group.expire(a)
    lab.run(to: 8_000)
    #expect(
      lab.callbacks(a) == [.assigned([0, 1, 2]), .lost([0, 1, 2]), .assigned([0, 1, 2])])
  }

  @Test
  func `A woken member hands out what it had fetched before it learns that it lost its partitions`()
  {
    var lab = ConsumerGroupLab()
    let a = lab.start { $0.autoCommit = false }
    lab.run(to: 1_000)
    lab.freeze(a)
    lab.append(20, to: 0)
    lab.run(to: 60_000)
    _ = lab.group.expire(a)
    lab.thaw(a)
    lab.run(to: 65_000)
    let log = lab.log(a, from: 59_000)
    let records = log.firstIndex(of: .records(0, 0, 20)) ?? .max
    let lost = log.firstIndex(of: .lost([0, 1, 2])) ?? .max
    #expect(records < lost && lost < log.count)
  }

  @Test func `Automatic commits go out every interval from inside poll`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start()
    lab.run(to: 21_000)
    let times = lab.sent.filter { $0.request.kind == .offsetCommit }.map(\.at)
    #expect(times.count == 4)
    for (earlier, later) in zip(times, times.dropFirst()) { #expect(later - earlier == 5_000) }
    #expect(lab.log(a).contains(.committed(.automatic, nil)))
  }

  @Test func `An automatic commit that fails retriably is tried again after retry.backoff.ms`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start()
    let partition = TopicPartition(ConsumerGroupLab.orders, PartitionIndex(0))
    lab.scripted = [(a, .offsetCommit([PartitionError(partition, .coordinatorLoadInProgress)]))]
    lab.run(to: 7_000)
    let times = lab.sent.filter { $0.request.kind == .offsetCommit }.map(\.at)
    #expect(times.count == 2)
    #expect(times.last! - times.first! >= 100 && times.last! - times.first! < 110)
    #expect(lab.log(a).contains(.committed(.automatic, .retriableCommitFailed)))
  }

  @Test func `commitSync tries again until it is stored, whatever the coordinator stumbles over`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start { $0.autoCommit = false }
    lab.run(to: 1_000)
    let partition = TopicPartition(ConsumerGroupLab.orders, PartitionIndex(0))
    lab.scripted = [
      (a, .offsetCommit([PartitionError(partition, .coordinatorLoadInProgress)])),
      (a, .offsetCommit([PartitionError(partition, .notCoordinator)])),
    ]
    lab.next(a, .commitSync)
    lab.run(to: 3_000)
    #expect(lab.sent(.offsetCommit, by: a).count == 3)
    #expect(lab.log(a).filter { $0 == .returned("commitSync") }.count == 1)
    #expect(lab.group.commitCount == 1)
  }

  @Test
  func `commitSync without an answer ends in a TimeoutException after default.api.timeout.ms`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start { $0.autoCommit = false }
    lab.run(to: 1_000)
    lab.silent = [.offsetCommit]
    lab.next(a, .commitSync)
    lab.run(to: 60_500)
    #expect(!lab.log(a).contains(.failed(.timeout)))
    lab.run(to: 62_000)
    #expect(lab.log(a).contains(.failed(.timeout)))
  }

  @Test func `A stalled application leaves; its next commit fails and its next poll loses all`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start {
      $0.maxPollInterval = Milliseconds(10_000)
      $0.autoCommit = false
    }
    lab.members[a].work = 25_000
    lab.run(to: 500)
    lab.members[a].work = 0
    lab.next(a, .commitSync)
    lab.run(to: 12_000)
    let left = lab.sent.filter { $0.request.kind == .leaveGroup }.map(\.at)
    #expect(left.count == 1)
    #expect(left.allSatisfy { (10_000..<10_300).contains($0) })
    lab.run(to: 30_000)
    #expect(lab.log(a).contains(.failed(.commitFailed)))
    #expect(
      lab.callbacks(a) == [.assigned([0, 1, 2]), .lost([0, 1, 2]), .assigned([0, 1, 2])])
  }

  @Test func `Heartbeats go on while the application works`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start { $0.autoCommit = false }
    lab.members[a].work = 25_000
    lab.run(to: 20_000)
    #expect((5...7).contains(lab.sent(.heartbeat, by: a).count))
  }

  @Test func `close commits, revokes, leaves and returns as soon as the open fetches are answered`()
  {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start()
    lab.run(to: 1_000)
    lab.next(a, .close(timeout: Milliseconds(30_000)))
    lab.run(to: 1_600)
    #expect(lab.log(a).last == .returned("close"))
    #expect(lab.callbacks(a).last == .revoked([0, 1, 2]))
    #expect(lab.sent(.leaveGroup, by: a).count == 1)
    #expect(lab.group.known.isEmpty)
    #expect(
      lab.group.committed[TopicPartition(ConsumerGroupLab.orders, PartitionIndex(0))]?.offset
        == Offset(5))
  }

  @Test func `A static member closes without leaving`() {
    var lab = ConsumerGroupLab()
    let a = lab.start { $0.groupInstanceID = "i" }
    lab.run(to: 1_000)
    lab.next(a, .close(timeout: Milliseconds(30_000)))
    lab.run(to: 1_600)
    #expect(lab.log(a).last == .returned("close"))
    #expect(lab.sent(.leaveGroup, by: a).isEmpty)
    #expect(lab.group.known.count == 1)
  }

  @Test func `unsubscribe revokes and leaves without a commit`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start()
    lab.run(to: 1_000)
    lab.next(a, .subscribe([]))
    lab.next(a, .subscribe(["orders"]))
    lab.run(to: 2_000)
    #expect(
      lab.callbacks(a) == [.assigned([0, 1, 2]), .revoked([0, 1, 2]), .assigned([0, 1, 2])])
    #expect(lab.sent(.leaveGroup, by: a).count == 1)
    #expect(lab.group.commitCount == 0)
  }

  @Test func `The leader sees new partitions with its next metadata and makes the group rebalance`()
  {
    var lab = ConsumerGroupLab()
    let a = lab.start { $0.client.metadataMaxAge = Milliseconds(10_000) }
    lab.run(to: 1_000)
    lab.partitionCounts[0] = 4
    lab.run(to: 9_000)
    #expect(lab.callbacks(a).count == 1)
    lab.run(to: 12_000)
    #expect(lab.callbacks(a).last == .assigned([0, 1, 2, 3]))
  }

  @Test func `A pattern takes in topics that appear`() {
    var lab = ConsumerGroupLab()
    let a = lab.start(subscription: .subscribePattern(TopicPattern("o.*"))) {
      $0.client.metadataMaxAge = Milliseconds(10_000)
    }
    lab.run(to: 2_000)
    #expect(lab.callbacks(a) == [.assigned([0, 1, 2])])
    lab.partitionCounts[1] = 2
    lab.run(to: 25_000)
    #expect(lab.callbacks(a).last == .assigned([0, 1, 2, 0, 1]))
  }

  @Test func `A lost SyncGroup answer of the leader costs a second rebalance, not the partitions`()
  {
    var lab = ConsumerGroupLab()
    let a = lab.start { $0.autoCommit = false }
    lab.scripted = [(a, .syncGroup(SyncGroupResponse(error: .rebalanceInProgress)))]
    lab.run(to: 2_000)
    #expect(lab.callbacks(a) == [.assigned([0, 1, 2])])
    #expect(lab.group.generation == 2)
  }

  @Test
  func `A commit that meets a rebalance throws RebalanceInProgressException and asks to rejoin`() {
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 0, 0]
    let a = lab.start { $0.autoCommit = false }
    lab.run(to: 1_000)
    let partition = TopicPartition(ConsumerGroupLab.orders, PartitionIndex(0))
    lab.scripted = [(a, .offsetCommit([PartitionError(partition, .rebalanceInProgress)]))]
    lab.next(a, .commitSync)
    lab.run(to: 2_000)
    #expect(lab.log(a).contains(.failed(.rebalanceInProgress)))
    #expect(lab.group.generation == 2)
  }

  @Test(arguments: [true, false])
  func `Before 3.2.3 the commit of a rebalance blocks poll, since then partitions hand out nothing`(
    isNew: Bool
  ) {
    var behaviour = ConsumerBehaviour()
    behaviour.commitsBeforeJoinAsync = isNew
    behaviour.marksPendingRevocation = isNew
    var lab = ConsumerGroupLab()
    lab.logEnds = [5, 6, 7]
    let a = lab.start(behaviour: behaviour)
    lab.run(to: 2_000)
    lab.silent = [.offsetCommit]
    lab.start(behaviour: behaviour)
    lab.run(to: 4_500)
    lab.append(3, to: 0)
    let before = lab.entries.count
    lab.run(to: 5_000)
    #expect(!lab.entries.dropFirst(before).contains { $0.member == a })
    #expect(lab.sent(.offsetCommit, by: a).count == 1)
  }
}

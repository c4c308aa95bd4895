import KafkaModel
import Testing

private func partition(_ index: Int32) -> TopicPartition {
  TopicPartition(TopicIndex(0), PartitionIndex(index))
}

private func isLeader(_ event: JournalEvent) -> Bool {
  if case .becameLeader = event { return true }
  return false
}

private func isRefusal(_ event: JournalEvent) -> Bool {
  if case .fetchRefused = event { return true }
  return false
}

/// How leaderships move, by the recorded anatomies of a kill and of a rolling restart (B4, B5, B9).
struct BrokerFailoverTests {
  @Test func `A new leader takes its partitions one after another, each after a synced write`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: Array(repeating: [0, 1, 2], count: 4))
    lab.syncTime[1] = 30
    lab.kill(0)
    let before = lab.now
    lab.run(for: 12_000)
    let times = lab.times(of: 1) { isLeader($0) }.filter { $0 > before }
    #expect(times.count == 4)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 30 })
    // Fenced 7 to 9 s after the kill.
    #expect((7_000...9_100).contains((times.first ?? 0) - before))
  }

  /// A fetch that comes while the first of three partitions is written to disk waits for it (recorded in B5's anatomy:
  /// asked at 56 ms, answered at 809 ms). It was refused for those that nobody had begun with.
  @Test func `A new fetcher that asks before the leader is ready waits replica.fetch.backoff.ms`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: Array(repeating: [0, 1, 2], count: 3))
    lab.syncTime[1] = 50
    lab.kill(0)
    let before = lab.now
    lab.run(for: 12_000)
    let leading = lab.times(of: 1) { isLeader($0) }.filter { $0 > before }
    let refusals = lab.times(of: 2) { isRefusal($0) }.filter { $0 > before }
    #expect(refusals == [leading[0] + 1, leading[0] + 1])
    let later = lab.fetches.filter {
      $0.by == 2 && $0.from == NodeID(1) && $0.at > refusals[0] && $0.partitions.count > 0
    }
    // The first partition's long poll is answered meanwhile; the others come with the next fetch after a second.
    let both = later.first { $0.partitions.contains(partition(1)) }
    #expect((1_000...1_502).contains((both?.at ?? 0) - refusals[0]))
    #expect(both?.partitions.contains(partition(2)) == true)
  }

  /// Where the thread that takes leaderships is quicker than the one that waited, the next partition is locked too.
  @Test func `A fetch that waits for one partition after another is refused for none`() {
    var lab = BrokerLab(brokers: 3, threadOrder: .recorded([1, 1, 1], next: 0))
    lab.createTopic(assignment: Array(repeating: [0, 1, 2], count: 3))
    lab.syncTime[1] = 50
    lab.kill(0)
    let before = lab.now
    lab.run(for: 12_000)
    #expect(lab.times(of: 2) { isRefusal($0) }.filter { $0 > before }.isEmpty)
    let client = lab.connect(to: 1)
    lab.produce((0..<3).map { partition($0) }, acks: .all, on: client)
    lab.run(for: 1_100)
    #expect(lab.produceAnswers(client).map(\.error) == [.none, .none, .none])
  }

  /// What it appended before the lock may be everywhere by then.
  @Test func `A produce that waited is acknowledged for the partitions before, too`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[1, 2, 0], [0, 1, 2]])
    lab.syncTime[1] = 400
    lab.kill(0)
    while lab.leader(partition(1)) != 1 { lab.run(for: 10) }
    lab.run(for: 100)
    let client = lab.connect(to: 1)
    lab.produce([partition(0), partition(1)], acks: .all, on: client)
    lab.run(for: 2_000)
    #expect(lab.produceAnswers(client).map(\.error) == [.none, .none])
  }

  @Test func `A produce waits for the partition that is being taken and is refused for the next`() {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1], [0, 1]])
    lab.syncTime[1] = 400
    lab.kill(0)
    // Fenced and elected; the first epoch is being written.
    let before = lab.now
    while lab.leader(partition(0)) != 1 { lab.run(for: 10) }
    lab.run(for: 100)
    let client = lab.connect(to: 1)
    lab.produce([partition(0), partition(1)], acks: .leader, on: client)
    lab.run(for: 100)
    #expect(lab.produceAnswers(client).isEmpty)
    lab.run(for: 400)
    let leading = lab.times(of: 1) { isLeader($0) }.filter { $0 > before }
    #expect(lab.produceAnswers(client).map(\.error) == [.none, .notLeaderOrFollower])
    #expect(lab.answers[client]?.first?.at == leading[0] + 1)
  }

  @Test func `An idle fetcher fetches new partitions only when its open long poll ends`() {
    var lab = BrokerLab(brokers: 3)
    // Broker 2 already follows broker 1 with one partition when it gets another from it.
    lab.createTopic(assignment: [[0, 1, 2], [1, 2, 0]])
    lab.syncTime[1] = 1
    lab.kill(0)
    let before = lab.now
    lab.run(for: 12_000)
    let moved = lab.times(of: 2) {
      if case .becameFollower(partition(0), _, _) = $0 { true } else { false }
    }.filter { $0 > before }
    let fetch = lab.fetches.first {
      $0.by == 2 && $0.from == NodeID(1) && $0.partitions.contains(partition(0))
    }
    let wait = (fetch?.at ?? 0) - (moved.first ?? 0)
    #expect((1...502).contains(wait))
    #expect(lab.times(of: 2) { isRefusal($0) }.filter { $0 > before }.isEmpty)
  }

  @Test func `Threads to a dead leader are closed when their partitions have moved`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]])
    lab.kill(0)
    func attempts(by broker: Int, at leader: Int) -> Int {
      lab.connections.count {
        $0.client == .broker(broker) && $0.server == .broker(leader)
      }
    }
    let before = attempts(by: 2, at: 0)
    lab.run(for: 5_000)
    // Refused connections are tried once a second until then.
    #expect((4...6).contains(attempts(by: 2, at: 0) - before))
    #expect(attempts(by: 2, at: 1) == 0)
    lab.run(for: 7_000)
    #expect(attempts(by: 2, at: 1) == 1)
    let tried = attempts(by: 2, at: 0)
    lab.run(for: 5_000)
    #expect(attempts(by: 2, at: 0) == tried)
    #expect(attempts(by: 1, at: 2) == 0)
  }

  @Test func `Losing the leadership wakes parked produces with NOT_LEADER_OR_FOLLOWER`() throws {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]])
    let client = lab.connect(to: 0)
    lab.silent = [2]
    lab.produce([partition(0)], acks: .all, on: client)
    lab.run(for: 50)
    lab.stop(0)
    lab.run(for: 200)
    #expect(lab.produceAnswers(client).map(\.error) == [.notLeaderOrFollower])
    let leader = lab.produceAnswers(client).first?.currentLeader
    #expect(leader == CurrentLeader(leader: NodeID(1), epoch: LeaderEpoch(1)))
  }

  @Test func `A controlled stop hands over, exits, and loses nothing`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]], minIsr: 2)
    let client = lab.connect(to: 0)
    lab.produce([partition(0)], acks: .all, records: 5, on: client)
    lab.run(for: 50)
    lab.stop(0)
    lab.run(for: 6_000)
    #expect(lab.brokers[0].isDown)
    #expect(lab.leader(partition(0)) == 1)
    lab.start(0)
    lab.run(for: 15_000)
    #expect(lab.brokers[0].state == .running)
    #expect(lab.isr(partition(0)).sorted() == [NodeID(0), NodeID(1), NodeID(2)])
    #expect(lab.log(0, partition(0))?.logEnd == Offset(5))
  }

  @Test func `An isolated leader goes on acknowledging acks=1 and truncates after the heal`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]])
    let client = lab.connect(to: 0)
    lab.produce([partition(0)], acks: .all, on: client)
    lab.run(for: 600)
    // Cut from its peers and the controller, reached by the client.
    lab.isolate(0)
    lab.run(for: 20_000)
    #expect(lab.leader(partition(0)) == 1)
    lab.produce([partition(0)], acks: .leader, correlation: 2, records: 7, on: client)
    lab.run(for: 20)
    #expect(lab.produceAnswers(client).map(\.error) == [.none, .none])
    #expect(lab.log(0, partition(0))?.logEnd == Offset(8))
    lab.isolated = []
    lab.run(for: 40_000)
    #expect(lab.log(0, partition(0))?.logEnd == Offset(1))
    #expect(lab.isr(partition(0)).sorted() == [NodeID(0), NodeID(1), NodeID(2)])
    let truncations = lab.times(of: 0) {
      if case .truncated(_, Offset(8), Offset(1), _) = $0 { true } else { false }
    }
    #expect(truncations.count == 1)
  }

  @Test func `A killed follower comes back with its checkpointed high watermark and joins the ISR`()
  {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1]])
    let client = lab.connect(to: 0)
    lab.produce([partition(0)], acks: .all, records: 4, on: client)
    lab.run(for: 100)
    lab.kill(1)
    lab.run(for: 12_000)
    #expect(lab.isr(partition(0)) == [NodeID(0)])
    lab.produce([partition(0)], acks: .all, correlation: 2, records: 4, on: client)
    lab.start(1)
    lab.run(for: 15_000)
    #expect(lab.isr(partition(0)).sorted() == [NodeID(0), NodeID(1)])
    #expect(lab.log(1, partition(0))?.logEnd == Offset(8))
  }

  @Test func `Without power the page cache is gone, in the worst case all that was not fsynced`() {
    var lab = BrokerLab(brokers: 1)
    lab.createTopic(assignment: [[0]])
    let client = lab.connect(to: 0)
    lab.produce([partition(0)], acks: .all, records: 4, on: client)
    lab.run(for: 60_000)
    lab.produce([partition(0)], acks: .all, correlation: 2, records: 4, on: client)
    lab.run(for: 100)
    var worst = lab
    for (age, expected) in [(Milliseconds(35_000), Offset(4)), (.max, .zero)] {
      worst = lab
      worst.kill(0)
      worst.brokers[0].powerLost(oldestDirty: age, now: Milliseconds(worst.now))
      worst.start(0)
      worst.run(for: 100)
      #expect(worst.log(0, partition(0))?.logEnd == expected)
    }
  }

  @Test func `A lab run twice gives the same journal`() {
    func journal() -> [String] {
      var lab = BrokerLab(brokers: 3)
      lab.createTopic(assignment: [[0, 1, 2], [1, 2, 0]])
      lab.kill(1)
      lab.run(for: 15_000)
      lab.start(1)
      lab.run(for: 15_000)
      return lab.journal.map { "\($0.at) \($0.broker) \($0.event)" }
    }
    #expect(journal() == journal())
  }
}

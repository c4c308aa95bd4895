import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// The loop around a consumer, driven by hand: what it calls, when, and how far it gets.
@Suite struct ConsumerApplicationTests {
  /// An application whose consumer is the test.
  private struct Bench {
    var application: ConsumerApplication
    var effects: [ApplicationEffect] = []
    var now = Instant(milliseconds: 0)

    init(_ change: (inout PlannedLoop) -> Void) {
      var loop = PlannedLoop()
      change(&loop)
      application = ConsumerApplication(
        PlannedMember(
          name: "m", host: HostIndex(0), version: KafkaVersion(3, 9, 1),
          settings: ConsumerSettings(),
          behaviour: ConsumerBehaviour(), subscription: .topics(["t"]), loop: loop, start: nil),
        name: "g/m", seed: 1)
      application.start(incarnation: 1, seeks: [], now: now, into: &effects)
      #expect(take() == [.call(.subscribe(["t"]))])
      answer(.done)
    }

    mutating func take() -> [ApplicationEffect] {
      defer { effects.removeAll() }
      return effects
    }

    mutating func answer(_ answer: ConsumerAnswer) {
      application.returned(answer, now: now, into: &effects)
    }

    mutating func goOn(at milliseconds: Int64) {
      now = Instant(milliseconds: milliseconds)
      application.goOn(now: now, into: &effects)
    }

    var processed: [Int32] { application.record(at: now).deliveries.map(\.processed) }
  }

  private static let partition = TopicPartition(TopicIndex(0), PartitionIndex(0))
  private static let poll = ApplicationEffect.call(.poll(timeout: Milliseconds(100)))

  private func slice(_ first: Int64, _ count: Int32) -> DeliveredBatch {
    DeliveredBatch(
      partition: Self.partition, content: .anonymous, firstOffset: Offset(first), count: count,
      skippedInBatch: 0, leaderEpoch: LeaderEpoch(0))
  }

  @Test func `of failed commits only an asynchronous one is told by a callback`() {
    var bench = Bench { _ in }
    for kind in [CommitOutcome.Kind.automatic, .synchronous, .asynchronous] {
      bench.application.committed(
        CommitOutcome(kind: kind, offsets: [], failure: .commitFailed), now: bench.now)
    }
    #expect(bench.application.record(at: bench.now).calls.map(\.kind) == [.commitAsync])
  }

  @Test func `records that take no time are done inside of the call that handed them out`() {
    var bench = Bench { _ in }
    #expect(bench.take() == [Self.poll])
    bench.answer(.records([slice(0, 500), slice(500, 20)]))
    #expect(bench.take() == [Self.poll])
    #expect(bench.processed == [500, 20])
    #expect(bench.application.delivered == 520)
  }

  @Test func `a poll's records cost one wake, and a kill finds how many were done`() {
    var bench = Bench { $0.perRecord = DrawnSpan(milliseconds: 20) }
    _ = bench.take()
    bench.answer(.records([slice(0, 50)]))
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 1_000))])
    bench.now = Instant(milliseconds: 250)
    #expect(bench.processed == [12])
    bench.application.killed(now: bench.now, into: &bench.effects)
    #expect(bench.processed == [12])
    #expect(bench.application.record.deliveries[0].ended == Instant(milliseconds: 240))
  }

  @Test func `style S commits after the records and polls when the commit has returned`() {
    var bench = Bench {
      $0.perRecord = DrawnSpan(milliseconds: 1)
      $0.commit = .afterPoll
    }
    _ = bench.take()
    bench.answer(.records([slice(0, 10)]))
    _ = bench.take()
    bench.goOn(at: 10)
    #expect(bench.take() == [.call(.commitSync)])
    bench.now = Instant(milliseconds: 14)
    bench.answer(.done)
    #expect(bench.take() == [Self.poll])
    #expect(bench.application.record.calls.count == 1)
    #expect(bench.application.record.calls[0].ended == Instant(milliseconds: 14))
  }

  @Test func `style R commits bare offsets after every so many records`() {
    var bench = Bench { $0.commit = .every(4) }
    _ = bench.take()
    bench.answer(.records([slice(7, 6)]))
    let position = OffsetAndEpoch(offset: Offset(11), leaderEpoch: .none)
    #expect(
      bench.take() == [.call(.commitSyncOffsets([PartitionOffset(Self.partition, position)]))])
    #expect(bench.processed == [4])
    bench.answer(.done)
    #expect(bench.take() == [Self.poll])
    #expect(bench.processed == [6])
  }

  @Test func `style P commits before it processes`() {
    var bench = Bench {
      $0.commit = .beforeProcessing
      $0.perRecord = DrawnSpan(milliseconds: 5)
    }
    _ = bench.take()
    bench.answer(.records([slice(0, 2)]))
    #expect(bench.take() == [.call(.commitSync)])
    #expect(bench.processed == [0])
    bench.answer(.done)
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 10))])
    bench.goOn(at: 10)
    #expect(bench.take() == [Self.poll])
  }

  @Test func `a worker thread processes in order while the poll thread goes on`() {
    var bench = Bench {
      $0.commit = .handOff
      $0.perRecord = DrawnSpan(milliseconds: 50)
    }
    _ = bench.take()
    bench.answer(.records([slice(0, 4)]))
    #expect(bench.take() == [Self.poll, .wake(at: Instant(milliseconds: 200))])
    bench.now = Instant(milliseconds: 10)
    bench.answer(.records([slice(4, 4)]))
    #expect(bench.take() == [Self.poll])
    bench.goOn(at: 200)
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 400))])
    bench.now = Instant(milliseconds: 310)
    #expect(bench.processed == [4, 2])
  }

  @Test func `style X seeks to the stored offset of what it is assigned`() {
    var bench = Bench { $0.commit = .external }
    _ = bench.take()
    bench.application.listenerCalled(
      .assigned([Self.partition]), positions: [.none], stored: [Offset(42)], now: bench.now,
      into: &bench.effects)
    let position = OffsetAndEpoch(offset: Offset(42), leaderEpoch: .none)
    #expect(bench.take() == [.call(.seek(Self.partition, position))])
    bench.answer(.done)
    #expect(bench.take() == [.listenerReturned])
    bench.answer(.records([slice(42, 3)]))
    // Each result by itself: another member may ask at any time.
    let stored = [43, 44, 45].map { ApplicationEffect.stored(Self.partition, next: Offset($0)) }
    #expect(bench.take() == stored + [Self.poll])
  }

  @Test func `SIGTERM wakes a poll up, and the loop ends with close`() {
    var bench = Bench { _ in }
    _ = bench.take()
    bench.application.stop(now: bench.now, into: &bench.effects)
    #expect(bench.take() == [.wakeUp])
    bench.answer(.failed(.wokenUp))
    #expect(bench.take() == [.call(.close(timeout: Milliseconds(30_000)))])
    bench.now = Instant(milliseconds: 8)
    bench.answer(.done)
    #expect(bench.take() == [.exited])
    #expect(bench.application.record.calls.map(\.kind) == [.close])
  }

  @Test(arguments: [PlannedLoop.StopPoint.poll, .record])
  func `SIGTERM inside a batch waits for the batch or for the record`(
    point: PlannedLoop.StopPoint
  ) {
    var bench = Bench {
      $0.stopsAfter = point
      $0.perRecord = DrawnSpan(milliseconds: 10)
    }
    _ = bench.take()
    bench.answer(.records([slice(0, 10)]))
    _ = bench.take()
    bench.now = Instant(milliseconds: 35)
    bench.application.stop(now: bench.now, into: &bench.effects)
    switch point {
    case .poll:
      #expect(bench.take().isEmpty)
      bench.goOn(at: 100)
      #expect(bench.processed == [10])
    case .record:
      #expect(bench.take() == [.wake(at: Instant(milliseconds: 40))])
      bench.goOn(at: 40)
      #expect(bench.processed == [4])
    }
    #expect(bench.take() == [.call(.close(timeout: Milliseconds(30_000)))])
  }

  @Test func `a stall hits the next record and no later one`() {
    var bench = Bench { $0.perRecord = DrawnSpan(milliseconds: 10) }
    _ = bench.take()
    bench.answer(.records([slice(0, 5)]))
    _ = bench.take()
    bench.now = Instant(milliseconds: 15)
    bench.application.stall(lasting: 20_000_000_000, now: bench.now, into: &bench.effects)
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 20))])
    bench.goOn(at: 20)
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 20_050))])
    bench.now = Instant(milliseconds: 20_035)
    #expect(bench.processed == [3])
  }

  @Test func `a record that was being processed through a pause ends when the process is woken`() {
    var bench = Bench { $0.perRecord = DrawnSpan(milliseconds: 10) }
    _ = bench.take()
    bench.answer(.records([slice(0, 5)]))
    _ = bench.take()
    bench.now = Instant(milliseconds: 5_000)
    bench.application.resumed(
      since: Instant(milliseconds: 15), now: bench.now, into: &bench.effects)
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 5_000))])
    bench.goOn(at: 5_000)
    #expect(bench.processed == [2])
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 5_030))])
  }

  @Test func `an exception is printed and the loop polls again after its pause`() {
    var bench = Bench { $0.afterError = 500_000_000 }
    _ = bench.take()
    bench.answer(.failed(.noOffsetForPartition([Self.partition])))
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 500))])
    bench.goOn(at: 500)
    #expect(bench.take() == [Self.poll])
    #expect(bench.application.record.calls.map(\.failure) != [nil])
  }

  @Test func `a slow record takes its own time once per delivery`() {
    var bench = Bench {
      $0.perRecord = DrawnSpan(milliseconds: 1)
      $0.slowRecords = [
        PlannedLoop.SlowRecord(
          partition: PartitionRef(topic: 0, partition: PartitionIndex(0)), offset: Offset(2),
          takes: 1_000_000_000)
      ]
    }
    bench.application.slowPartitions = [Self.partition]
    _ = bench.take()
    bench.answer(.records([slice(0, 4)]))
    #expect(bench.take() == [.wake(at: Instant(milliseconds: 1_003))])
  }
}

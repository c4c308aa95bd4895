import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

struct FigureTests {
  private let partition = Scenario.Expectation.Subject.partition(RunFixture.partitionName)
  private let broker = Scenario.Expectation.Subject.node(
    Scenario.NodeName(cluster: "upstream", id: 1))

  private func milliseconds(_ value: Int64) -> FigureValue { .time(value * 1_000_000) }

  @Test func `counts of a lost tail`() {
    let run = RunFixture.lostTail()
    #expect(run.value(.sent) == .count(15))
    #expect(run.value(.acked, of: .producer("shop")) == .count(15))
    #expect(run.value(.inLog, of: partition) == .count(13))
    #expect(run.value(.acknowledgedLost, of: .topic(RunFixture.topicName)) == .count(2))
    #expect(run.value(.lostRuns, of: partition) == .count(1))
    #expect(run.value(.duplicated) == .count(0))
    #expect(run.value(.logEndOffset, of: partition) == .count(13))
    #expect(run.value(.acked, from: "kill") == .count(5))
  }

  @Test func `the gap that is under way when the step fires counts from its beginning`() {
    let run = RunFixture.lostTail()
    #expect(run.value(.writeGap, from: "kill") == milliseconds(9_500 - 905))
    #expect(run.value(.gapBegins, from: "kill") == milliseconds(-95))
    #expect(run.value(.gapEnds, from: "kill") == milliseconds(8_500))
    #expect(run.value(.firstAck, from: "kill") == milliseconds(8_500))
  }

  @Test func `a gap that no acknowledgement ends has no end`() {
    var run = RunFixture()
    run.succeed(at: 0)
    _ = run.step("kill", at: 100, hitting: [1])
    let record = run.send(at: 200)
    run.ledger.fail(
      record, at: run.instant(20_200), with: .expired(records: 1, age: Milliseconds(20_000)))
    #expect(run.value(.writeGap, from: "kill") == milliseconds(20_195))
    #expect(run.value(.gapEnds, from: "kill") == .none(.notOver))
    #expect(run.value(.firstAck, from: "kill") == .none(.neverHappened))
    #expect(run.value(.firstErrorAfter, from: "kill") == milliseconds(20_100))
    #expect(run.value(.firstFailedSentAfter, from: "kill") == milliseconds(100))
  }

  @Test func `leaders, in-sync replicas and brokers are read from the journal`() {
    let run = RunFixture.lostTail()
    func at(_ time: Int64) -> Scenario.Expectation.Moment { .at(TimeSpan(milliseconds: time)) }
    #expect(run.value(.leader, of: partition, moment: at(500)) == .node(NodeID(1)))
    #expect(run.value(.leader, of: partition, moment: at(9_000)) == .node(NodeID(2)))
    #expect(run.value(.isr, of: partition, moment: at(9_000)) == .nodes([NodeID(2), NodeID(3)]))
    #expect(run.value(.isrSize, of: partition) == .count(3))
    #expect(run.value(.leaderEpoch, of: partition) == .count(1))
    #expect(run.value(.leadersMoved) == .count(1))
    #expect(run.value(.electionAfter, of: partition, from: "kill") == milliseconds(8_000))
    #expect(run.value(.leaderAppliedAfter, of: partition, from: "kill") == milliseconds(8_100))
    #expect(
      run.value(.leaderLearnedAfter, of: .producer("shop"), from: "kill") == milliseconds(8_400))
    #expect(run.value(.isrShrunkAfter, of: partition, from: "kill") == milliseconds(8_000))
    #expect(run.value(.isrFullAfter, of: partition, from: "kill") == milliseconds(15_000))
    #expect(run.value(.fencedAfter, of: .hitBy(step: "kill"), from: "kill") == milliseconds(8_000))
    #expect(run.value(.exitedAfter, of: broker, from: "kill") == milliseconds(0))
    #expect(run.value(.unfencedAfter, of: broker, from: "kill") == .none(.neverHappened))
    #expect(run.value(.truncations, of: broker) == .count(1))
    #expect(run.value(.truncatedTo, of: partition) == .count(8))
  }

  @Test func `five batches in reverse order are four records out of order`() {
    var run = RunFixture(idempotent: false)
    let records = (0..<5).map { run.send(at: Int64($0)) }
    let contents = records.map { run.contents.add([$0]) }
    for (offset, content) in contents.reversed().enumerated() {
      run.keep(content, count: 1)
      run.acknowledge(
        records[4 - offset], at: 10 + Int64(offset), offset: Int64(offset), by: 1)
    }
    #expect(run.value(.outOfOrder) == .count(4))
    #expect(run.value(.outOfOrder, of: partition) == .count(4))
  }

  @Test func `a second copy counts once as duplicated and once as extra`() {
    var run = RunFixture(idempotent: false)
    let record = run.send(at: 0)
    let content = run.contents.add([record])
    run.keep(content, count: 1)
    run.keep(content, count: 1)
    run.keep(content, count: 1)
    run.acknowledge(record, at: 9, offset: 0, by: 1)
    #expect(run.value(.duplicated) == .count(1))
    #expect(run.value(.extraCopies) == .count(2))
    #expect(run.value(.outOfOrder) == .count(0))
    #expect(run.value(.latencyMax) == milliseconds(9))
    #expect(run.value(.latencyP50) == milliseconds(9))
  }

  @Test func `percentiles take the nearest rank`() {
    var run = RunFixture()
    for number in 1...100 {
      let record = run.send(at: Int64(number) * 1_000)
      run.acknowledge(record, at: Int64(number) * 1_001, offset: Int64(number), by: 1)
    }
    #expect(run.value(.latencyP50) == milliseconds(50))
    #expect(run.value(.latencyP90) == milliseconds(90))
    #expect(run.value(.latencyP99) == milliseconds(99))
    #expect(run.value(.latencyMax) == milliseconds(100))
  }

  @Test func `blocked calls are counted and measured`() {
    var run = RunFixture()
    _ = run.step("freeze", at: 100, hitting: [1])
    for (began, ended) in [(50, 60), (200, 700), (800, 900)] as [(Int64, Int64)] {
      run.blocks.append(
        RunRecord.SendBlock(record: 0, began: run.instant(began), ended: run.instant(ended)))
    }
    #expect(run.value(.sendBlocked, from: "freeze") == .count(2))
    #expect(run.value(.sendBlockedTotal, from: "freeze") == milliseconds(600))
    #expect(run.value(.sendBlockedLongest) == milliseconds(500))
    #expect(run.value(.sendBlockedAfter, from: "freeze") == milliseconds(100))
  }

  @Test func `a figure without a value fails every bound and says why`() {
    let run = RunFixture()
    #expect(run.value(.latencyP50) == .none(.nothingToMeasure))
    #expect(
      run.value(.gapEnds, from: "no such step") == .none(.stepNotFired("no such step")))
    let none = FigureValue.none(.neverHappened)
    #expect(!Scenario.Bound.atMost(.time(TimeSpan(milliseconds: 1))).holds(none))
    #expect(!Scenario.Bound.atLeast(.count(0)).holds(none))
    #expect(!Scenario.Bound.between(.count(0), .count(9)).holds(none))
    #expect("\(none)" == "none (it never happened)")
  }

  @Test(arguments: Scenario.Figure.allCases)
  func `every figure has a value or a reason for every subject it allows`(
    _ figure: Scenario.Figure
  ) {
    let run = RunFixture.lostTail()
    for kind in figure.subjects {
      let subject: Scenario.Expectation.Subject =
        switch kind {
        case .estate: .estate
        case .cluster: .cluster("upstream")
        case .topic: .topic(RunFixture.topicName)
        case .partition: partition
        case .broker: broker
        case .producer: .producer("shop")
        case .group: .group("none")
        case .member: .member(Scenario.MemberName(group: "none", member: "none"))
        case .mirror: .mirror("none")
        case .connector:
          .connector(Scenario.ConnectorName(owner: "none", flow: nil, connector: "source"))
        case .task:
          .task(Scenario.ConnectorName(owner: "none", flow: nil, connector: "source"), 0)
        case .worker: .worker(Scenario.WorkerName(owner: "none", worker: "a"))
        }
      let value = run.value(figure, of: subject, from: figure.needsFrom ? "kill" : nil)
      switch (figure.unit, value) {
      case (.count, .count), (.decimal, .thousandths), (.time, .time), (.share, .share),
        (.node, .node), (.nodes, .nodes), (.bandwidth, .bandwidth), (.word, .word), (_, .none):
        break
      case (_, .count), (_, .thousandths), (_, .time), (_, .share), (_, .node), (_, .nodes),
        (_, .bandwidth), (_, .word):
        Issue.record("\(figure) gave \(value)")
      }
    }
  }
}

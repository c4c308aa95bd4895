import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

struct GroupFigureTests {
  private let first = Scenario.Expectation.Subject.partition(GroupFixture.place(0))
  private let victim = GroupFixture.member("a")

  private func milliseconds(_ value: Int64) -> FigureValue { .time(value * 1_000_000) }

  // MARK: A killed member.

  @Test func `records before the commit are delivered once, those after it twice`() {
    let run = GroupFixture.killed
    #expect(run.value(.delivered) == .count(405))
    #expect(run.value(.deliveredDistinct) == .count(400))
    #expect(run.value(.deliveredAgain) == .count(5))
    #expect(run.value(.reRead, from: "kill") == .count(5))
    #expect(run.value(.reRead, of: .member(GroupFixture.member("b")), from: "kill") == .count(5))
    #expect(run.value(.reRead, of: .member(victim), from: "kill") == .count(0))
    #expect(run.value(.deliveredAgain, of: .partition(GroupFixture.place(1))) == .count(0))
    #expect(run.value(.processedTwice) == .count(5))
    #expect(run.value(.processed) == .count(405))
    #expect(run.value(.skipped) == .count(0))
    #expect(run.value(.neverProcessed) == .count(0))
    #expect(run.value(.phantoms) == .count(0))
    #expect(run.value(.divergenceOffset) == .none(.neverHappened))
  }

  @Test func `a partition's next owner, by who owned it when the step fired`() {
    let run = GroupFixture.killed
    func ofVictim(_ question: inout Question) {
      question.filter.ownedBy = victim
      question.filter.notMember = victim
    }
    #expect(run.value(.assignedAfter, from: "kill", ofVictim) == milliseconds(9_000))
    #expect(run.value(.firstDeliveryAfter, from: "kill", ofVictim) == milliseconds(9_005))
    #expect(run.value(.firstOffsetDelivered, from: "kill", ofVictim) == .count(5))
    func pause(_ question: inout Question) { question.filter.ownedBy = victim }
    #expect(run.value(.deliveryGap, from: "kill", pause) == milliseconds(9_995))
    #expect(run.value(.deliveryGapBegins, from: "kill", pause) == milliseconds(-990))
    #expect(run.value(.deliveryGapEnds, from: "kill", pause) == milliseconds(9_005))
    func others(_ question: inout Question) { question.filter.notOwnedBy = victim }
    #expect(run.value(.deliveryGap, from: "kill", others) == milliseconds(1_995))
    #expect(
      run.value(.ownedPartitions, of: .member(victim)) {
        $0.moment = .after(step: "kill", plus: .zero)
      } == .count(1))
    #expect(run.value(.ownedPartitions, of: .member(victim)) == .count(0))
    #expect(run.value(.ownedPartitions) == .count(2))
  }

  @Test func `windows in time begin at the step`() {
    let run = GroupFixture.killed
    func window(_ question: inout Question) {
      question.notBefore = TimeSpan(milliseconds: 9_000)
      question.within = TimeSpan(milliseconds: 9_010)
    }
    // At 10.005 s the partition's 95 and ten of the other, at 10.010 s ten more of that.
    #expect(run.value(.delivered, from: "kill", window) == .count(115))
    #expect(run.value(.firstDeliveryAfter, from: "kill", window) == milliseconds(9_005))
    #expect(run.value(.delivered, until: "kill") == .count(20))
    #expect(
      run.value(.sent, of: .estate, from: "kill") { $0.within = TimeSpan(milliseconds: 1_000) }
        == .count(40))
  }

  @Test func `pauses longer than a threshold are counted and summed by partition`() {
    let run = GroupFixture.killed
    func over(_ question: inout Question) { question.over = TimeSpan(milliseconds: 1_100) }
    // Partition 0 between 10 and 10,005 ms; partition 1 between 8,010 and 10,005 ms (1,995).
    #expect(run.value(.deliveryPauses, over) == .count(2))
    #expect(run.value(.deliveryPaused, over) == milliseconds(9_995 + 1_995))
    #expect(run.value(.deliveryPauses, of: first, over) == .count(1))
    #expect(run.value(.unreadPartitions, over) == .count(0))
  }

  @Test func `a partition stalls only while one of its records waits`() {
    var run = GroupFixture()
    run.write(5, at: 0)
    run.hand(0..<5, to: 0, at: 10)
    run.write(5, at: 4_000)
    run.hand(5..<10, to: 0, at: 6_000)
    #expect(run.value(.deliveryGap) == milliseconds(5_990))
    #expect(run.value(.deliveryStall) == milliseconds(2_000))
    run.write(1, at: 8_000)
    run.run.end = 9_500
    #expect(run.value(.deliveryStall) == milliseconds(2_000))
    run.run.end = 12_000
    #expect(run.value(.deliveryStall) == milliseconds(4_000))
  }

  @Test func `a gap that nobody ends is not over`() {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.hand(0..<5, to: 0, at: 10)
    run.run.end = 9_000
    _ = run.run.step("kill", at: 100, hitting: [])
    #expect(run.value(.deliveryGap, from: "kill") == milliseconds(8_990))
    #expect(run.value(.deliveryGapEnds, from: "kill") == .none(.notOver))
    #expect(run.value(.unreadPartitions) { $0.over = TimeSpan(milliseconds: 8_999) } == .count(1))
    #expect(run.value(.unreadPartitions) { $0.over = TimeSpan(milliseconds: 9_000) } == .count(0))
  }

  @Test func `partitions of topics that a group does not read are not unread`() {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.run.end = 9_000
    #expect(run.value(.unreadPartitions) { $0.over = TimeSpan(milliseconds: 1_000) } == .count(1))
    #expect(run.value(.neverDelivered) == .count(10))
    for member in run.run.plan.groups[0].members.indices {
      run.run.plan.groups[0].members[member].subscription = .topics(["payments"])
    }
    #expect(run.value(.unreadPartitions) { $0.over = TimeSpan(milliseconds: 1_000) } == .count(0))
    #expect(run.value(.neverDelivered) == .count(0))
  }

  @Test func `rebalances by callbacks, generations and join phases`() {
    let run = GroupFixture.killed
    #expect(run.value(.assignments) == .count(4))
    #expect(run.value(.revocations) == .count(1))
    #expect(run.value(.losses) == .count(0))
    #expect(run.value(.rebalanceCallbacks) == .count(4))
    #expect(run.value(.rebalanceCallbacks, of: .member(victim), from: "kill") == .count(0))
    #expect(run.value(.generations) == .count(2))
    #expect(run.value(.generations, from: "kill") == .count(1))
    #expect(run.value(.generationAfter, from: "kill") == milliseconds(8_990))
    #expect(run.value(.rebalances) == .count(1))
    #expect(run.value(.rebalanceLongest) == milliseconds(490))
    #expect(run.value(.revokedAfter, from: "kill") == milliseconds(8_900))
    #expect(run.value(.callbackAfter, from: "kill") == milliseconds(8_900))
    #expect(run.value(.lostAfter, from: "kill") == .none(.neverHappened))
    #expect(run.value(.lastAssignedAfter, of: first, from: "kill") == milliseconds(9_000))
  }

  @Test func `a killed process ends what it owned`() {
    let tenures = GroupFixture.killed.evidence.readings[0].tenures
    #expect(tenures.map(\.member) == [0, 1, 1, 1])
    #expect(tenures[0].end == .died)
    #expect(tenures[0].until == GroupFixture.killed.instant(1_000).nanoseconds)
    #expect(tenures[2].end == .revoked)
    #expect(tenures[3].until == nil)
  }

  // MARK: Stalls and zombies.

  @Test func `what a woken member reads before it is told`() {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(10, at: 0)
    run.hand(0..<4, to: 0, at: 10)
    _ = run.run.step("wake", at: 5_000, hitting: [])
    run.assign([0], at: [2], to: 1, at: 3_000)
    run.hand(2..<8, to: 1, at: 3_010)
    run.hand(4..<10, to: 0, at: 5_001)
    run.lose([0], of: 0, at: 5_100)
    run.hand(8..<10, to: 0, at: 5_200)
    let a = Scenario.Expectation.Subject.member(victim)
    #expect(run.value(.deliveredUntold, of: a, from: "wake") == .count(6))
    #expect(run.value(.deliveredUntoldAgain, of: a, from: "wake") == .count(4))
    #expect(run.value(.lostAfter, of: a, from: "wake") == milliseconds(100))
    #expect(run.value(.losses) == .count(1))
    #expect(run.value(.deliveredAgain) == .count(8))
  }

  @Test func `each time that a record comes again counts, but it is read again once`() {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(10, at: 0)
    run.hand(0..<4, to: 0, at: 10)
    _ = run.run.step("kill", at: 5_000, hitting: [])
    run.assign([0], at: [2], to: 1, at: 6_000)
    run.hand(2..<4, to: 1, at: 6_010)
    run.assign([0], at: [2], to: 0, at: 7_000)
    run.hand(2..<4, to: 0, at: 7_010)
    #expect(run.value(.delivered) == .count(8))
    #expect(run.value(.deliveredDistinct) == .count(4))
    #expect(run.value(.deliveredAgain) == .count(4))
    #expect(run.value(.reRead, from: "kill") == .count(2))
  }

  // MARK: Missed records.

  @Test func `records behind a jump are skipped, deleted or not`() {
    var run = GroupFixture()
    for second in 0..<10 { run.write(10, at: Int64(second) * 1_000) }
    run.assign([0], at: [0], to: 0, at: 0)
    run.hand(0..<30, to: 0, at: 3_000)
    _ = run.run.step("delete", at: 5_000, hitting: [])
    run.logStarts[0] = 50
    run.hand(30..<32, to: 0, at: 5_100)
    run.hand(60..<90, to: 0, at: 8_100)
    #expect(run.value(.skipped) == .count(28))
    #expect(run.value(.skipped) { $0.filter.partition = GroupFixture.place(1) } == .count(0))
    // Records 50 and after were sent at the step or later.
    #expect(run.value(.skipped, from: "delete") == .count(10))
    #expect(run.value(.neverDelivered) == .count(20))
    #expect(run.value(.jumpedFrom, from: "delete") == .count(31))
    #expect(run.value(.jumpedTo, from: "delete") == .count(60))
    #expect(run.value(.jumpedAfter, from: "delete") == milliseconds(3_100))
    #expect(run.value(.deliveredBelowLogStart, from: "delete") == .count(2))
    #expect(run.value(.logStartOffset, of: first) == .count(50))
    #expect(run.value(.phantoms) == .count(0))
  }

  @Test func `what is committed and never processed is missed`() {
    var run = GroupFixture(commit: .beforeProcessing)
    run.write(60, at: 0)
    run.hand(0..<50, to: 0, at: 10, processed: 17)
    run.commit(50, at: 11)
    run.hand(50..<60, to: 1, at: 5_000)
    #expect(run.value(.neverProcessed) == .count(33))
    #expect(run.value(.skipped) == .count(0))
    #expect(run.value(.processed) == .count(27))
    _ = run.run.step("kill", at: 15, hitting: [])
    // One millisecond each: the fifth record is done 15 ms after the start.
    #expect(run.value(.processed, until: "kill") == .count(5))
    #expect(run.value(.delivered, until: "kill") == .count(50))
  }

  @Test func `another record at the same offset after a truncation is another record`() {
    var run = GroupFixture()
    for second in 0..<4 { run.write(10, at: Int64(second) * 1_000) }
    run.hand(0..<40, to: 0, at: 3_500)
    run.commit(30, at: 3_600)
    run.truncate(to: 20)
    _ = run.run.step("back", at: 5_000, hitting: [])
    for second in 5..<8 { run.write(10, at: Int64(second) * 1_000) }
    run.hand(30..<50, to: 0, at: 9_000)
    #expect(run.value(.phantoms) == .count(20))
    #expect(run.value(.divergenceOffset) == .count(20))
    #expect(run.value(.skipped) == .count(10))
    #expect(run.value(.neverDelivered) == .count(10))
    #expect(run.value(.deliveredAgain) == .count(0))
    #expect(run.value(.jumpedTo, from: "back") == .count(30))
    #expect(run.value(.jumpedFrom, from: "back") == .count(39))
    #expect(
      run.value(.position, of: first) { $0.moment = .after(step: "back", plus: .zero) }
        == .count(40))
  }

  // MARK: Calls.

  @Test(arguments: [
    (PlannedLoop.CommitStyle.automatic, 0), (PlannedLoop.CommitStyle.afterPollAsync, 1),
  ])
  func `an automatic commit's failure reaches no application`(
    _ style: PlannedLoop.CommitStyle, _ count: Int
  ) {
    var run = GroupFixture(commit: style)
    run.call(.commitAsync, of: 0, from: 100, to: 100, failure: .commitFailed)
    #expect(run.value(.memberErrors) == .count(Int64(count)))
  }

  @Test func `exceptions are counted by class, calls by their longest`() {
    var run = GroupFixture()
    _ = run.run.step("freeze", at: 1_000, hitting: [])
    run.call(.commitSync, of: 0, from: 900, to: 10_300)
    run.call(.commitSync, of: 1, from: 2_000, to: 2_010)
    run.call(.commitSync, of: 1, from: 100, to: 800)
    run.call(.poll, of: 1, from: 3_000, to: 3_000, failure: .commitFailed)
    run.call(.poll, of: 1, from: 4_000, to: 4_000, failure: .error(.fencedInstanceID))
    run.call(.close, of: 2, from: 5_000, to: 5_350)
    #expect(run.value(.commitSyncLongest) == milliseconds(9_400))
    #expect(run.value(.commitSyncEnds, from: "freeze") == milliseconds(9_300))
    let b = Scenario.Expectation.Subject.member(GroupFixture.member("b"))
    #expect(run.value(.commitSyncLongest, of: b, from: "freeze") == milliseconds(10))
    #expect(run.value(.memberErrors) == .count(2))
    #expect(run.value(.memberErrors) { $0.filter.exception = .commitFailed } == .count(1))
    #expect(run.value(.memberErrors) { $0.filter.exception = .fencedInstanceID } == .count(1))
    #expect(run.value(.memberErrorAfter, from: "freeze") == milliseconds(2_000))
    #expect(run.value(.closeTook) == milliseconds(350))
    #expect(run.value(.closedAfter, from: "freeze") == milliseconds(4_350))
    #expect(run.value(.closeTook, of: b) == .none(.neverHappened))
  }

  // MARK: Offsets and lag.

  @Test func `offsets expire and come back`() {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.commit(4, at: 1_000)
    _ = run.run.step("close", at: 2_000, hitting: [])
    run.note(66_000, .offsetsExpired(GroupFixture.key(0), Offset(4)))
    run.run.end = 100_000
    func at(_ time: Int64) -> (inout Question) -> Void {
      { $0.moment = .at(TimeSpan(milliseconds: time)) }
    }
    #expect(run.value(.committedOffset, of: first, at(999)) == .none(.neverHappened))
    #expect(run.value(.committedOffset, of: first, at(1_000)) == .count(4))
    #expect(run.value(.committedOffset, of: first, at(66_000)) == .none(.neverHappened))
    #expect(run.value(.lastCommitAge, at(2_000)) == milliseconds(1_000))
    #expect(run.value(.offsetsGoneAfter, from: "close") == milliseconds(64_000))
    #expect(run.value(.offsetsSeenUntil, from: "close") == milliseconds(64_000))
    run.commit(9, at: 70_000)
    #expect(run.value(.committedOffset, of: first) == .count(9))
    #expect(run.value(.groupLag) == .count(1))
    _ = run.run.step("again", at: 71_000, hitting: [])
    #expect(run.value(.offsetsGoneAfter, from: "again") == .none(.neverHappened))
    #expect(run.value(.offsetsSeenUntil, from: "again") == milliseconds(29_000))
  }

  @Test func `lag by tools and by clients are different views`() {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.sample(1_000, committed: 4, end: 9, lag: 3, lead: 6, lagMax: 5)
    run.sample(1_000, partition: 1, committed: 4, end: 5, owner: 1, lag: 0, lead: 5, lagMax: 0)
    run.sample(2_000, committed: 100, end: 9, owner: -1)
    run.sample(2_000, partition: 1, committed: 4, end: 7, owner: 1, lag: 0, lead: 5, lagMax: 0)
    #expect(run.value(.largestGroupLag) == .count(6))
    #expect(run.value(.smallestGroupLag) == .count(-88))
    #expect(run.value(.smallestGroupLag, of: first) == .count(-91))
    #expect(run.value(.largestRecordsLag) == .count(3))
    #expect(run.value(.largestRecordsLagMax) == .count(5))
    #expect(run.value(.smallestRecordsLead) == .count(5))
    func later(_ question: inout Question) {
      question.moment = .at(TimeSpan(milliseconds: 2_500))
    }
    #expect(run.value(.recordsLag, later) == .count(0))
    // Nobody reads the partition: its client has nothing to say, the group's lag goes on.
    #expect(run.value(.recordsLag, of: first, later) == .none(.nothingToMeasure))
    #expect(run.value(.groupLag, of: first, later) == .count(-91))
    #expect(run.value(.largestRecordsLag, of: .member(victim)) == .count(3))
    #expect(
      run.value(.largestGroupLag) { $0.within = TimeSpan(milliseconds: 1_500) } == .count(6))
  }

  @Test func `ages count from send to delivery`() {
    let run = GroupFixture.killed
    let b = Scenario.Expectation.Subject.member(GroupFixture.member("b"))
    #expect(run.value(.deliveryAgeMax) == milliseconds(10_005))
    #expect(run.value(.deliveryAgeP50, of: .partition(GroupFixture.place(1))) == milliseconds(10))
    #expect(run.value(.deliveryAgeP99, of: b) == milliseconds(10_005))
    #expect(
      run.value(.deliveryAgeMax) { $0.filter.producer = "no such" } == milliseconds(10_005))
  }

  @Test(arguments: Scenario.Figure.allCases.filter(\.isOfGroups))
  func `every figure has a value or a reason for every subject it allows`(
    _ figure: Scenario.Figure
  ) {
    let run = GroupFixture.killed
    for kind in figure.subjects {
      let subject: Scenario.Expectation.Subject =
        switch kind {
        case .estate: .estate
        case .cluster: .cluster("upstream")
        case .topic: .topic(GroupFixture.topic)
        case .partition: first
        case .broker: .node(Scenario.NodeName(cluster: "upstream", id: 1))
        case .producer: .producer("shop")
        case .group: .group("billing")
        case .member: .member(victim)
        case .mirror: .mirror("none")
        case .connector:
          .connector(Scenario.ConnectorName(owner: "none", flow: nil, connector: "source"))
        case .task:
          .task(Scenario.ConnectorName(owner: "none", flow: nil, connector: "source"), 0)
        case .worker: .worker(Scenario.WorkerName(owner: "none", worker: "a"))
        }
      let value = run.value(figure, of: subject, from: figure.needsFrom ? "kill" : nil) {
        if figure.needsThreshold { $0.over = TimeSpan(milliseconds: 700) }
      }
      switch (figure.unit, value) {
      case (.count, .count), (.time, .time), (_, .none): break
      case (_, .count), (_, .thousandths), (_, .time), (_, .share), (_, .node), (_, .nodes),
        (_, .bandwidth), (_, .word):
        Issue.record("\(figure) gave \(value)")
      }
    }
  }
}

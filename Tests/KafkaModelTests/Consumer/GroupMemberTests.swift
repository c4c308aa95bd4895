import KafkaModel
import Testing

@Suite struct GroupMemberTests {
  @Test func `A member asks any node for its coordinator and opens a connection of its own to it`()
    throws
  {
    var lab = MemberLab()
    #expect(try lab.find(for: 1_000) == .waits(until: Milliseconds(2_000)))
    #expect(lab.kinds == [.findCoordinator])
    lab.answer(.findCoordinator(FindCoordinatorResponse(error: .none, coordinator: NodeID(1))))
    #expect(try lab.find(for: 1_000) == .done(true))
    #expect(lab.member.coordinator == MemberLab.coordinator)
    #expect(lab.network.client.phase(of: MemberLab.coordinator) == .ready)
  }

  @Test func `A search that fails waits retry.backoff.ms and refreshes metadata before the next`()
    throws
  {
    var lab = MemberLab()
    _ = try lab.find(for: 5_000)
    lab.answer(.findCoordinator(FindCoordinatorResponse(error: .coordinatorNotAvailable)))
    #expect(try lab.find(for: 5_000) == .sleeps(until: Milliseconds(1_100)))
    lab.now = Milliseconds(1_100)
    #expect(try lab.find(for: 4_900) == .waits(until: Milliseconds(6_000)))
    #expect(lab.kinds.isEmpty)
    lab.now = Milliseconds(1_101)
    _ = try lab.find(for: 4_899)
    #expect(lab.kinds == [.findCoordinator])
    lab.answer(.findCoordinator(FindCoordinatorResponse(error: .coordinatorNotAvailable)))
    #expect(try lab.find(for: 4_899) == .sleeps(until: Milliseconds(1_301)))
  }

  @Test func `MEMBER_ID_REQUIRED gives an id and JoinGroup goes out again at once`() throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    #expect(try lab.join() == .timedOut)
    guard case .joinGroup(let first)? = lab.requests.first else {
      Issue.record("no JoinGroup")
      return
    }
    #expect(first.member == .unknown)
    #expect(first.protocols == [GroupProtocol(name: "range", metadata: [7])])
    lab.answerJoin(.memberIDRequired, member: "c-42")
    #expect(try lab.join() == .timedOut)
    guard case .joinGroup(let second)? = lab.requests.first else {
      Issue.record("no second JoinGroup")
      return
    }
    #expect(second.member == MemberID("c-42"))
    #expect(lab.prepared.count == 1)
    #expect(lab.journal.contains(.consumer(.named(MemberID("c-42")))))
    lab.answerJoin(.none, member: "c-42")
    #expect(lab.journal.count { $0 == .consumer(.named(MemberID("c-42"))) } == 1)
  }

  @Test func `JoinGroup may take the rebalance time-out and 5 s longer`() throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    lab.now = Milliseconds(1_000 + 305_000)
    lab.pump()
    #expect(lab.closed.isEmpty)
    lab.now = Milliseconds(1_000 + 305_001)
    lab.pump()
    #expect(lab.closed == [MemberLab.coordinator])
    #expect(lab.member.coordinator == nil)
  }

  @Test func `A follower synchronises with no assignments and gets its own`() throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    lab.answerJoin(generation: 5)
    #expect(lab.member.state == .completing)
    guard case .syncGroup(let request)? = lab.requests.first else {
      Issue.record("no SyncGroup")
      return
    }
    #expect(request.assignments.isEmpty)
    #expect(request.identity.generation == GenerationID(5))
    lab.answer(.syncGroup(SyncGroupResponse(error: .none, assignment: [9])))
    #expect(lab.member.state == .stable)
    #expect(try lab.join() == .complete([9]))
    lab.member.completed()
    #expect(try lab.join() == .joined)
  }

  @Test func `A leader is told the members and sends its owner's assignment`() throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    let members = [
      JoinGroupResponse.Member(id: MemberID("c-1"), groupInstanceID: nil, metadata: [7])
    ]
    lab.answerJoin(leader: "c-1", members: members)
    guard case .elected(let response)? = lab.notices.last else {
      Issue.record("not elected")
      return
    }
    #expect(response.members == members)
    #expect(try lab.join() == .timedOut)
    #expect(lab.kinds.isEmpty)
    var effects: [ClientEffect] = []
    lab.member.assign(
      [SyncGroupRequest.Assignment(member: MemberID("c-1"), assignment: [3])], now: lab.now,
      network: &lab.network, into: &effects)
    lab.pump()
    #expect(lab.kinds == [.syncGroup])
  }

  @Test(arguments: [
    (ErrorCode.coordinatorLoadInProgress, true), (.notCoordinator, false),
    (.coordinatorNotAvailable, false),
  ])
  func `JoinGroup errors of the coordinator are tried again`(error: ErrorCode, keeps: Bool) throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    lab.answerJoin(error)
    #expect((lab.member.coordinator != nil) == keeps)
    #expect(try lab.join() == .timedOut)
  }

  @Test(arguments: [
    ErrorCode.inconsistentGroupProtocol, .groupMaxSizeReached, .fencedInstanceID,
    .invalidSessionTimeout,
  ])
  func `Some JoinGroup errors end the poll with an exception`(error: ErrorCode) throws {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    lab.answerJoin(error)
    #expect(throws: MemberFailure.error(error)) { _ = try lab.join() }
  }

  @Test func `SyncGroup that meets the next rebalance joins again at once in its identity`() throws
  {
    var lab = MemberLab()
    try lab.findCoordinator()
    _ = try lab.join()
    lab.answerJoin()
    lab.answer(.syncGroup(SyncGroupResponse(error: .rebalanceInProgress)))
    _ = try lab.join()
    guard case .joinGroup(let request)? = lab.requests.first else {
      Issue.record("no JoinGroup")
      return
    }
    #expect(request.member == MemberID("c-1"))
    #expect(lab.prepared.count == 1)
  }

  @Test(arguments: [
    (ErrorCode.unknownMemberID, "", true), (.illegalGeneration, "c-1", true),
    (.illegalGeneration, "", false),
  ])
  func `A refused heartbeat costs the generation, and the member id where that is gone`(
    error: ErrorCode, kept: String, keepsMember: Bool
  ) throws {
    var lab = MemberLab { $0.keepsMemberOnIllegalGeneration = keepsMember }
    try lab.becomeStable()
    lab.run(to: 4_000)
    #expect(lab.kinds == [.heartbeat])
    lab.answer(.heartbeat(error))
    #expect(lab.member.state == .unjoined)
    #expect(lab.member.generation.member == MemberID(kept))
    #expect(lab.member.generation.isReset)
    #expect(lab.journal == [.consumer(.fenced(error))])
    _ = try lab.join()
    #expect(lab.prepared.last?.isReset == true)
    #expect(lab.kinds == [.joinGroup])
  }

  @Test func `REBALANCE_IN_PROGRESS to a heartbeat asks for a rejoin and keeps the generation`()
    throws
  {
    var lab = MemberLab()
    try lab.becomeStable()
    lab.run(to: 4_000)
    lab.answer(.heartbeat(.rebalanceInProgress))
    #expect(lab.member.state == .stable)
    #expect(lab.member.rejoinNeeded)
    _ = try lab.join()
    #expect(lab.prepared.last?.id == GenerationID(1))
    #expect(lab.member.state == .preparing)
  }

  @Test func `Heartbeats go out every interval while the application is inside a call`() throws {
    var lab = MemberLab()
    try lab.becomeStable()
    for beat in 1...3 {
      lab.run(to: 1_000 + 3_000 * Int64(beat) - 1)
      #expect(lab.kinds.isEmpty)
      lab.run(to: 1_000 + 3_000 * Int64(beat))
      #expect(lab.kinds == [.heartbeat])
      lab.answer(.heartbeat(.none))
    }
  }

  @Test func `While the application is busy the thread looks every retry.backoff.ms`() throws {
    var lab = MemberLab { $0.heartbeatInterval = Milliseconds(2_950) }
    try lab.becomeStable()
    lab.isApplicationBusy = true
    lab.run(to: 3_999)
    #expect(lab.kinds.isEmpty)
    lab.run(to: 4_000)
    #expect(lab.kinds == [.heartbeat])
    #expect(lab.member.nextLook(now: Milliseconds(4_210)) == Milliseconds(4_300))
  }

  @Test func `No answer within the session: the coordinator is looked for again, the state stays`()
    throws
  {
    var lab = MemberLab()
    try lab.becomeStable()
    lab.run(to: 10_999)
    #expect(lab.member.coordinator == MemberLab.coordinator)
    lab.run(to: 11_000)
    #expect(lab.member.coordinator == nil)
    #expect(lab.closed == [MemberLab.coordinator])
    #expect(lab.journal.contains(.consumer(.coordinatorLost)))
    #expect(lab.member.state == .stable)
    #expect(lab.kinds == [.findCoordinator])
    lab.answer(.findCoordinator(FindCoordinatorResponse(error: .none, coordinator: NodeID(2))))
    lab.run(to: 11_400)
    #expect(lab.member.coordinator == NodeID(Int32.max - 2))
    #expect(lab.kinds == [.heartbeat])
  }

  @Test func `A stalled application makes a dynamic member leave`() throws {
    var lab = MemberLab { $0.rebalanceTimeout = Milliseconds(5_000) }
    try lab.becomeStable()
    lab.isApplicationBusy = true
    lab.run(to: 4_000)
    lab.answer(.heartbeat(.none))
    lab.run(to: 6_000)
    #expect(lab.kinds == [.leaveGroup])
    #expect(lab.member.generation == .none)
    #expect(lab.journal == [.consumer(.pollTimerExpired)])
    lab.run(to: 60_000)
    #expect(lab.kinds.allSatisfy { $0 == .leaveGroup })
  }

  @Test func `A stalled application makes a static member forget its generation and keep silent`()
    throws
  {
    var lab = MemberLab {
      $0.rebalanceTimeout = Milliseconds(5_000)
      $0.groupInstanceID = "i"
    }
    try lab.becomeStable()
    lab.isApplicationBusy = true
    lab.run(to: 4_000)
    lab.answer(.heartbeat(.none))
    lab.run(to: 20_000)
    #expect(lab.kinds.isEmpty)
    #expect(lab.member.generation == .none)
  }

  @Test func `A poll resets the poll timer`() throws {
    var lab = MemberLab { $0.rebalanceTimeout = Milliseconds(5_000) }
    try lab.becomeStable()
    lab.run(to: 4_000)
    lab.answer(.heartbeat(.none))
    try lab.member.polled(now: lab.now)
    lab.run(to: 7_500)
    lab.answer(.heartbeat(.none))
    #expect(lab.member.state == .stable)
    lab.run(to: 9_000)
    #expect(lab.member.state == .unjoined)
  }

  @Test func `A fenced static member throws out of the next poll`() throws {
    var lab = MemberLab { $0.groupInstanceID = "i" }
    try lab.becomeStable()
    lab.run(to: 4_000)
    lab.answer(.heartbeat(.fencedInstanceID))
    #expect(throws: MemberFailure.error(.fencedInstanceID)) {
      try lab.member.polled(now: lab.now)
    }
  }

  @Test func `An error of an old generation's heartbeat is ignored`() throws {
    var lab = MemberLab()
    try lab.becomeStable()
    lab.run(to: 4_000)
    var effects: [ClientEffect] = []
    lab.member.leave("gone", now: lab.now, network: &lab.network, into: &effects)
    lab.answer(.heartbeat(.unknownMemberID))
    #expect(lab.journal.isEmpty)
  }

  @Test func `A lost connection loses the coordinator, not the generation`() throws {
    var lab = MemberLab()
    try lab.becomeStable()
    lab.run(to: 4_000)
    lab.disconnect(MemberLab.coordinator)
    #expect(lab.member.coordinator == nil)
    #expect(lab.member.state == .stable)
    #expect(try lab.find(for: 1_000) == .waits(until: Milliseconds(5_000)))
    #expect(lab.kinds == [.findCoordinator])
  }

  @Test func `Leaving while JoinGroup is on its way lets the answer be ignored`() throws {
    var lab = MemberLab()
    try lab.becomeStable()
    lab.member.requestRejoin("test")
    _ = try lab.join()
    var effects: [ClientEffect] = []
    lab.member.leave("gone", now: lab.now, network: &lab.network, into: &effects)
    lab.pump()
    #expect(lab.kinds == [.joinGroup, .leaveGroup])
    lab.answerJoin(generation: 2)
    #expect(lab.member.state == .unjoined)
    #expect(lab.member.generation == .none)
    #expect(try lab.join() == .timedOut)
  }
}

import KafkaModel
import Testing

/// Assignments, heartbeats and the ends of sessions.
struct GroupSessionTests {
  @Test func `The leader's assignment goes to all, and nothing to those it forgot`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let joins = [lab.joinAnew(), lab.joinAnew(), lab.joinAnew()]
    lab.lab.run(for: 7_000)
    let follower = lab.sync(joins[1].id, generation: 1)
    let forgotten = lab.sync(joins[2].id, generation: 1)
    lab.lab.run(for: 1_000)
    #expect(lab.synced(follower) == nil)
    #expect(lab.description()?.state == .completingRebalance)
    let leader = lab.sync(
      joins[0].id, generation: 1, assignments: [(joins[0].id, [7]), (joins[1].id, [8, 9])])
    lab.lab.run(for: 5)
    #expect(lab.synced(leader)?.assignment == [7])
    #expect(lab.synced(follower)?.assignment == [8, 9])
    #expect(lab.synced(forgotten) == SyncGroupResponse(error: .none))
    #expect(lab.description()?.state == .stable)
    let again = lab.sync(joins[1].id, generation: 1)
    lab.lab.run(for: 5)
    #expect(lab.synced(again)?.assignment == [8, 9])
  }

  @Test func `An assignment is given out when all in-sync replicas have it`() throws {
    var lab = CoordinatorLab(brokers: 3)
    let broker = lab.findCoordinator() ?? 0
    let (member, asked) = lab.joinAnew(to: broker)
    lab.lab.run(for: 3_100)
    #expect(lab.joined(asked)?.error == ErrorCode.none)
    lab.lab.silent = [(broker + 1) % 3]
    // Followers look again within 500 ms: the frozen one does not.
    lab.lab.run(for: 600)
    let sync = lab.sync(member, generation: 1, assignments: [(member, [1])], to: broker)
    lab.lab.run(for: 4_900)
    #expect(lab.synced(sync) == nil)
    lab.lab.run(for: 200)
    // offsets.commit.timeout.ms is over: the group joins again.
    #expect(lab.synced(sync)?.error == .rebalanceInProgress)
    #expect(lab.description(at: broker)?.state == .preparingRebalance)
  }

  @Test func `Below min.insync.replicas there is no assignment and no commit`() throws {
    var lab = CoordinatorLab(brokers: 3) {
      $0.topicDefaults.minInsyncReplicas = 3
      $0.groupInitialRebalanceDelay = .zero
    }
    let broker = lab.findCoordinator() ?? 0
    let (member, asked) = lab.joinAnew(session: 60_000, to: broker)
    lab.lab.run(for: 10)
    #expect(lab.joined(asked)?.error == ErrorCode.none)
    lab.lab.kill((broker + 1) % 3)
    lab.lab.run(for: 12_000)
    let sync = lab.sync(member, generation: 1, assignments: [(member, [1])], to: broker)
    lab.lab.run(for: 5)
    #expect(lab.synced(sync)?.error == .coordinatorNotAvailable)
    #expect(lab.description(at: broker)?.state == .preparingRebalance)
    #expect(
      lab.commit(1, by: member, generation: 1, to: broker, waiting: 5) == .coordinatorNotAvailable)
  }

  @Test func `What a heartbeat is told depends on the group's state`() {
    var lab = CoordinatorLab()
    #expect(lab.heartbeat(MemberID("c-1"), generation: 1) == .notCoordinator)
    _ = lab.findCoordinator()
    #expect(lab.heartbeat(MemberID("c-1"), generation: 1) == .unknownMemberID)
    let (members, _) = lab.stableGroup(2)
    #expect(lab.heartbeat(members[0], generation: 1) == ErrorCode.none)
    #expect(lab.heartbeat(members[0], generation: 0) == .illegalGeneration)
    #expect(lab.heartbeat(MemberID("c-9"), generation: 1) == .unknownMemberID)
    #expect(lab.leave(members[1]) == ErrorCode.none)
    #expect(lab.heartbeat(members[0], generation: 1) == .rebalanceInProgress)
    #expect(lab.heartbeat(members[1], generation: 1) == .unknownMemberID)
    #expect(lab.leave(members[0]) == ErrorCode.none)
    #expect(lab.description()?.state == .empty)
    #expect(lab.heartbeat(members[0], generation: 2) == .unknownMemberID)
  }

  @Test func `A member that is silent is gone exactly when its session ends`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(2, session: 10_000)
    let last = lab.lab.now + 1
    #expect(lab.heartbeat(members[1], generation: 1) == ErrorCode.none)
    for _ in 0..<6 {
      lab.lab.run(for: 3_000)
      _ = lab.heartbeat(members[0], generation: 1)
    }
    let expiries = lab.events.filter { $0.event == .memberExpired(members[1], .session) }
    #expect(expiries.map(\.at) == [last + 10_000])
    #expect(
      lab.events.contains {
        $0.at == last + 10_000
          && $0.event
            == .rebalanceBegan(
              generation: GenerationID(1), member: members[1], why: .memberExpired)
      })
  }

  @Test func `Commits keep a member in its group`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(1, session: 10_000)
    for offset in 0..<10 {
      #expect(
        lab.commit(Int64(offset), by: members[0], generation: 1, waiting: 3_000) == ErrorCode.none)
    }
    #expect(lab.description()?.state == .stable)
  }

  @Test func `A parked join stands for heartbeats, whatever it takes`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(2, session: 6_000, rebalance: 60_000)
    _ = lab.join(members[0], session: 6_000, rebalance: 60_000)
    for _ in 0..<10 {
      lab.lab.run(for: 3_000)
      _ = lab.heartbeat(members[1], generation: 1)
    }
    #expect(lab.description()?.members.map(\.id) == members.sorted())
  }

  @Test func `Who never asks for its assignment is out after the rebalance timeout`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let joins = [lab.joinAnew(rebalance: 20_000), lab.joinAnew(rebalance: 20_000)]
    lab.lab.run(for: 6_500)
    let completed = lab.completions[0]
    _ = lab.sync(
      joins[0].id, generation: 1, assignments: [(joins[0].id, [1]), (joins[1].id, [2])])
    for _ in 0..<10 {
      lab.lab.run(for: 2_000)
      for (member, _) in joins { _ = lab.heartbeat(member, generation: 1) }
    }
    let why = lab.events.filter {
      if case .rebalanceBegan(_, _, .syncTimedOut) = $0.event { true } else { false }
    }
    #expect(why.map(\.at) == [completed + 20_000])
    #expect(lab.events.contains { $0.event == .memberExpired(joins[1].id, .sync) })
    #expect(lab.description()?.members.map(\.id) == [joins[0].id])
  }

  @Test func `A leaver's parked join is answered, and its leaving ends the barrier`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(3)
    let waiting = [lab.join(members[0]), lab.join(members[1])]
    lab.lab.run(for: 100)
    #expect(lab.joined(waiting[1]) == nil)
    #expect(lab.leave(members[1]) == ErrorCode.none)
    #expect(lab.joined(waiting[1])?.error == .unknownMemberID)
    #expect(lab.joined(waiting[0]) == nil)
    #expect(lab.leave(members[2]) == ErrorCode.none)
    #expect(lab.joined(waiting[0])?.generation == GenerationID(2))
    #expect(lab.joined(waiting[0])?.members.map(\.id) == [members[0]])
  }

  @Test func `A group that was emptied waits its initial delay once, whoever comes`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(1)
    #expect(lab.leave(members[0]) == ErrorCode.none)
    #expect(lab.description()?.generation == GenerationID(2))
    let began = lab.lab.now
    _ = lab.joinAnew()
    lab.lab.run(for: 1_000)
    _ = lab.joinAnew()
    lab.lab.run(for: 10_000)
    // Only generation 0 is extended.
    #expect((lab.completions.last ?? 0) - began < 3_020)
    #expect(lab.description()?.generation == GenerationID(3))
  }
}

/// Static members (KIP-345, KIP-814).
struct StaticMemberTests {
  /// Two static members, of which the first leads.
  private func stable(_ lab: inout CoordinatorLab, session: Int64 = 45_000) -> [MemberID] {
    _ = lab.findCoordinator()
    let joins = ["a", "b"].map { lab.join(instance: $0, session: session) }
    lab.lab.run(for: 7_000)
    let members = joins.map { lab.joined($0)?.member ?? .unknown }
    for (index, member) in members.enumerated().reversed() {
      _ = lab.sync(
        member, generation: 1,
        assignments: index == 0 ? members.enumerated().map { ($1, [UInt8($0)]) } : [],
        instance: index == 0 ? "a" : "b")
    }
    lab.lab.run(for: 600)
    return members
  }

  @Test func `An instance that comes back takes its assignment again without a rebalance`() {
    var lab = CoordinatorLab()
    let members = stable(&lab)
    let back = lab.join(instance: "b")
    lab.lab.run(for: 5)
    let id = lab.joined(back)?.member ?? .unknown
    #expect(id != members[1])
    #expect(id.text.hasPrefix("b-"))
    #expect(lab.joined(back)?.generation == GenerationID(1))
    #expect(lab.joined(back)?.skipAssignment == false)
    let sync = lab.sync(id, generation: 1, instance: "b")
    lab.lab.run(for: 5)
    #expect(lab.synced(sync)?.assignment == [1])
    #expect(lab.completions.count == 1)
    #expect(lab.heartbeat(members[1], generation: 1, instance: "b") == .fencedInstanceID)
    #expect(lab.heartbeat(members[1], generation: 1) == .unknownMemberID)
    #expect(lab.heartbeat(id, generation: 1, instance: "b") == ErrorCode.none)
  }

  @Test(arguments: [true, false])
  func `A leader that comes back leads, and skips the assignment where it can`(skips: Bool) {
    var lab = CoordinatorLab()
    let members = stable(&lab)
    let back = lab.join(instance: "a", skips: skips)
    lab.lab.run(for: 5)
    let answer = lab.joined(back)
    #expect(answer?.skipAssignment == skips)
    #expect(answer?.leader == (skips ? answer?.member : members[0]))
    #expect(answer?.members.count == (skips ? 2 : 0))
    #expect(lab.description()?.leader == answer?.member)
  }

  @Test func `An absent instance is kept until its session ends`() {
    var lab = CoordinatorLab()
    let members = stable(&lab, session: 10_000)
    for _ in 0..<3 {
      lab.lab.run(for: 3_000)
      #expect(lab.heartbeat(members[0], generation: 1, instance: "a") == ErrorCode.none)
    }
    lab.lab.run(for: 3_000)
    #expect(lab.heartbeat(members[0], generation: 1, instance: "a") == .rebalanceInProgress)
  }

  @Test func `An instance is kept through a join phase it missed, with its old subscription`() {
    var lab = CoordinatorLab()
    let members = stable(&lab, session: 60_000)
    let leader = lab.join(members[0], instance: "a", session: 60_000, rebalance: 10_000)
    // The absent one still counts with the 300 s it asked for.
    lab.lab.run(for: 20_000)
    #expect(lab.joined(leader) == nil)
    lab.lab.run(for: 45_000)
    // Its session is over.
    #expect(lab.joined(leader)?.members.map(\.id) == [members[0]])
  }

  @Test func `A replacement while the leader assigns begins the join phase again`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let joins = ["a", "b"].map { lab.join(instance: $0) }
    lab.lab.run(for: 6_500)
    let members = joins.map { lab.joined($0)?.member ?? .unknown }
    let parked = lab.sync(members[1], generation: 1, instance: "b")
    lab.lab.run(for: 5)
    let back = lab.join(instance: "b")
    lab.lab.run(for: 5)
    #expect(lab.synced(parked)?.error == .fencedInstanceID)
    #expect(lab.joined(back) == nil)
    #expect(lab.description()?.state == .preparingRebalance)
    #expect(lab.heartbeat(members[0], generation: 1, instance: "a") == .rebalanceInProgress)
  }

  @Test func `An administrator removes an instance by its name`() {
    var lab = CoordinatorLab()
    let members = stable(&lab)
    #expect(lab.leave(.unknown, instance: "x") == .unknownMemberID)
    #expect(lab.leave(.unknown, instance: "b") == ErrorCode.none)
    #expect(lab.description()?.members.map(\.id) == [members[0]])
  }
}

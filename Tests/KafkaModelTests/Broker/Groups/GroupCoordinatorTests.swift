import KafkaModel
import SimulationKernel
import Testing

/// The coordinator alone, with a log that takes everything at once.
struct GroupCoordinatorTests {
  /// Carries out writes until nothing is asked for any more; the rest comes back.
  private func settle(
    _ coordinator: inout GroupCoordinator, _ effects: inout [GroupEffect], now: Milliseconds
  ) -> [GroupEffect] {
    var done: [GroupEffect] = []
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      if case .write(let write) = effect {
        coordinator.finished(
          write.purpose, error: .none, batch: .zero, now: now, into: &effects)
      } else {
        done.append(effect)
      }
    }
    return done
  }

  private func request(_ group: GroupID, _ member: MemberID, session: Int64) -> JoinGroupRequest {
    JoinGroupRequest(
      group: group, sessionTimeout: Milliseconds(session), rebalanceTimeout: Milliseconds(60_000),
      member: member, groupInstanceID: nil, protocolType: "consumer",
      protocols: [GroupProtocol(name: "range", metadata: [])], clientID: "c",
      supportsSkippingAssignment: true)
  }

  /// Where each of many members is silent from a time of its own on.
  @Test func `Of many groups every silent member is gone at its own deadline, and no other`() {
    var settings = BrokerSettings()
    settings.groupInitialRebalanceDelay = .zero
    settings.offsetsTopicPartitions = 1
    var random = RandomStream(seed: 7, name: "test", purpose: "sessions")
    var coordinator = GroupCoordinator(
      settings: settings, partitions: 1,
      memberIDs: MemberIDDraws(.stream(RandomStream(seed: 7, name: "test", purpose: "ids"))))
    let mustRead = coordinator.elected(PartitionIndex(0))
    #expect(mustRead)
    var effects: [GroupEffect] = []
    coordinator.loaded(PartitionIndex(0), records: [], now: .zero, into: &effects)

    struct Member {
      var group: GroupID
      var id: MemberID
      var session: Int64
      var silentFrom: Int64
      var lastHeartbeat: Int64 = 0
    }
    var members: [Member] = []
    var asker = GroupAsker(ServerConnection(0), correlation: 0)
    for index in 0..<60 {
      let group = GroupID(index: Int32(index), hash: Int32(index))
      let session = Int64(6_000 + random.below(20_000))
      for second in [false, true] {
        asker.correlation += 1
        coordinator.joinGroup(
          request(group, .unknown, session: session), from: asker, now: .zero, into: &effects)
        var id = MemberID.unknown
        for case .respond(_, .joinGroup(let answer)) in settle(
          &coordinator, &effects, now: .zero)
        { id = answer.member }
        if second {
          // The id is never used: it is gone with its session, and ends nothing.
          continue
        }
        coordinator.joinGroup(
          request(group, id, session: session), from: asker, now: .zero, into: &effects)
        _ = settle(&coordinator, &effects, now: .zero)
        coordinator.syncGroup(
          SyncGroupRequest(
            identity: GroupMemberIdentity(
              group: group, generation: GenerationID(1), member: id, groupInstanceID: nil),
            protocolType: "consumer", protocolName: "range", assignments: []),
          from: asker, now: .zero, into: &effects)
        _ = settle(&coordinator, &effects, now: .zero)
        members.append(
          Member(
            group: group, id: id, session: session,
            silentFrom: Int64(random.below(100_000))))
      }
    }

    var expiries: [GroupID: Int64] = [:]
    for now in stride(from: Int64(0), through: 140_000, by: 1) {
      if coordinator.nextDeadline <= Milliseconds(now) {
        coordinator.wake(now: Milliseconds(now), into: &effects)
        for case .journal(let group, .memberExpired) in settle(
          &coordinator, &effects, now: Milliseconds(now))
        { expiries[group] = now }
      }
      guard now % 1_000 == 0 else { continue }
      for index in members.indices where now < members[index].silentFrom {
        members[index].lastHeartbeat = now
        let identity = GroupMemberIdentity(
          group: members[index].group, generation: GenerationID(1), member: members[index].id,
          groupInstanceID: nil)
        let error = coordinator.heartbeat(Shared(identity), now: Milliseconds(now))
        #expect(error == .none)
      }
    }
    #expect(expiries.count == 60)
    #expect(members.allSatisfy { expiries[$0.group] == $0.lastHeartbeat + $0.session })
  }
}

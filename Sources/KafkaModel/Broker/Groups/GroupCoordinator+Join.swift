/// JoinGroup (`handleJoinGroup`).
extension GroupCoordinator {
  package mutating func joinGroup(
    _ request: JoinGroupRequest, from asker: GroupAsker, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    let refusal = refusal(of: request.group)
    guard refusal == .none else {
      return answer(asker, refusal, member: request.member, into: &effects)
    }
    guard request.sessionTimeout >= settings.groupMinSessionTimeout,
      request.sessionTimeout <= settings.groupMaxSessionTimeout
    else {
      return answer(asker, .invalidSessionTimeout, member: request.member, into: &effects)
    }
    let isNew = request.member == .unknown
    guard let row = isNew ? rowCreating(request.group, now: now) : groups.row(of: request.group)
    else {
      return answer(asker, .unknownMemberID, member: request.member, into: &effects)
    }
    if !hasRoom(for: request.member, in: row) {
      groups.rows[row].remove(request.member)
      answer(asker, .groupMaxSizeReached, into: &effects)
    } else if !groups.rows[row].supports(request.protocolType, request.protocols) {
      answer(asker, .inconsistentGroupProtocol, member: request.member, into: &effects)
    } else if isNew {
      joinAsNew(request, row, from: asker, now: now, into: &effects)
    } else {
      joinAsKnown(request, row, from: asker, now: now, into: &effects)
    }
    completeJoinIfReady(row, now: now, into: &effects)
  }

  mutating func rowCreating(_ group: GroupID, now: Milliseconds) -> Int {
    groups.row(of: group)
      ?? groups.add(CoordinatedGroup(group, serial: groups.nextSerial(), now: now))
  }

  /// `group.max.size`: in a join phase those who have joined count, else all members (`acceptJoiningMember`).
  private func hasRoom(for member: MemberID, in row: Int) -> Bool {
    let index = groups.rows[row].index(of: member)
    switch groups.rows[row].phase {
    case .empty: return true
    case .preparingRebalance:
      if let index, groups.rows[row].members[index].parkedJoin != nil { return true }
      return groups.rows[row].parkedJoins < Int(settings.groupMaxSize)
    case .completingRebalance, .stable:
      return index != nil || groups.rows[row].members.count < Int(settings.groupMaxSize)
    }
  }

  private mutating func joinAsNew(
    _ request: JoinGroupRequest, _ row: Int, from asker: GroupAsker, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    let id = newMemberID(request, row)
    if let instance = request.groupInstanceID {
      if let old = groups.rows[row].index(ofInstance: instance) {
        replace(old, by: id, request, row, from: asker, now: now, into: &effects)
      } else {
        addMember(id, request, row, from: asker, now: now, into: &effects)
      }
      return
    }
    // KIP-394: only a member that has got its id counts.
    let deadline = now + request.sessionTimeout
    groups.rows[row].pending.append(CoordinatedGroup.PendingMember(id: id, deadline: deadline))
    watch(row, deadline)
    answer(asker, .memberIDRequired, member: id, into: &effects)
  }

  /// Client id or instance id, a dash and a drawn suffix, which is a UUID in Kafka.
  private mutating func newMemberID(_ request: JoinGroupRequest, _ row: Int) -> MemberID {
    let name = request.groupInstanceID ?? request.clientID
    var suffix = memberIDs.next(for: name, in: groups.rows[row].id)
    while true {
      let digits = String(suffix, radix: 16)
      let id = MemberID("\(name)-\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)")
      let isTaken =
        groups.rows[row].index(of: id) != nil
        || groups.rows[row].pending.contains { $0.id == id }
      if !isTaken { return id }
      suffix &+= 1
    }
  }

  private mutating func addMember(
    _ id: MemberID, _ request: JoinGroupRequest, _ row: Int, from asker: GroupAsker,
    now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    if groups.rows[row].state == .preparingRebalance, groups.rows[row].generation.raw == 0 {
      groups.rows[row].hasNewMember = true
    }
    var member = CoordinatedMember(
      id: id, groupInstanceID: request.groupInstanceID, clientID: request.clientID,
      rebalanceTimeout: request.rebalanceTimeout, sessionTimeout: request.sessionTimeout,
      protocols: request.protocols)
    member.isNew = true
    groups.rows[row].add(member, protocolType: request.protocolType)
    guard let index = groups.rows[row].index(of: id) else { return }
    groups.rows[row].parkJoin(asker, at: index)
    // Nobody sees a closed connection while its JoinGroup is parked: forgotten ones end some day.
    expectHeartbeat(row, index, within: Self.newMemberJoinTimeout, now: now)
    maybePrepareRebalance(row, .memberJoined, member: id, now: now, into: &effects)
  }

  private mutating func joinAsKnown(
    _ request: JoinGroupRequest, _ row: Int, from asker: GroupAsker, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    if groups.rows[row].pending.contains(where: { $0.id == request.member }) {
      addMember(request.member, request, row, from: asker, now: now, into: &effects)
      return
    }
    let known = check(row, member: request.member, instance: request.groupInstanceID)
    guard let index = known.index else {
      return answer(asker, known.error, member: request.member, into: &effects)
    }
    let isUnchanged = groups.rows[row].members[index].protocols == request.protocols
    switch groups.rows[row].state {
    case .preparingRebalance:
      rejoin(request, row, index, from: asker, now: now, into: &effects)
    case .completingRebalance:
      // It may have missed the first answer.
      if isUnchanged {
        answerJoined(row, index, asker, into: &effects)
      } else {
        rejoin(request, row, index, from: asker, now: now, into: &effects)
      }
    case .stable:
      // A leader that joins again wants to assign again; so does a change of what a member says.
      if groups.rows[row].leader == request.member || !isUnchanged {
        rejoin(request, row, index, from: asker, now: now, into: &effects)
      } else {
        answerJoined(row, index, asker, withMembers: false, into: &effects)
      }
    case .empty:
      answer(asker, .unknownMemberID, member: request.member, into: &effects)
    }
  }

  private mutating func rejoin(
    _ request: JoinGroupRequest, _ row: Int, _ index: Int, from asker: GroupAsker,
    now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    groups.rows[row].update(
      at: index, protocols: request.protocols, rebalanceTimeout: request.rebalanceTimeout,
      sessionTimeout: request.sessionTimeout, asker: asker)
    maybePrepareRebalance(row, .memberRejoined, member: request.member, now: now, into: &effects)
  }

  func answer(
    _ asker: GroupAsker, _ error: ErrorCode, member: MemberID = .unknown,
    into effects: inout [GroupEffect]
  ) {
    effects.append(.respond(asker, .joinGroup(JoinGroupResponse(error: error, member: member))))
  }

  /// Tells a member of the generation that is there; its leader also who is in it.
  func answerJoined(
    _ row: Int, _ index: Int, _ asker: GroupAsker, withMembers: Bool = true,
    into effects: inout [GroupEffect]
  ) {
    let member = groups.rows[row].members[index].id
    let isLeader = groups.rows[row].leader == member
    effects.append(
      .respond(
        asker,
        .joinGroup(
          JoinGroupResponse(
            error: .none, generation: groups.rows[row].generation,
            protocolName: groups.rows[row].protocolName,
            leader: groups.rows[row].leader ?? .unknown, member: member,
            members: isLeader && withMembers ? currentMembers(row) : []))))
  }

  /// What the leader assigns by (`currentMemberMetadata`).
  func currentMembers(_ row: Int) -> [JoinGroupResponse.Member] {
    groups.rows[row].members.map {
      JoinGroupResponse.Member(
        id: $0.id, groupInstanceID: $0.groupInstanceID,
        metadata: $0.metadata(for: groups.rows[row].protocolName))
    }
  }
}

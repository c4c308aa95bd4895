/// A group of the classic protocol at its coordinator: members, generation and offsets.
///
/// Kafka keeps members in a hash map keyed by ids with random parts; here they are ordered by id, which is one of the
/// orders that could come. Source: `kafka.coordinator.group.GroupMetadata`.
struct CoordinatedGroup: Sendable {
  let id: GroupID
  /// Tells this group from an earlier one of the same id.
  let serial: Int32
  // What every heartbeat asks for lies together.
  private(set) var phase = Phase.empty
  /// The deadline at which the coordinator looks at this group next; never later than the first one.
  var armed = Milliseconds.max
  /// Of the members' ids, beside them: one is found here without looking at the others.
  private var digests: [UInt32] = []
  /// Ascending by id.
  var members: [CoordinatedMember] = []
  private(set) var stateSince: Milliseconds
  var protocolType: String?
  var protocolName: String?
  var generation = GenerationID(0)
  var leader: MemberID?
  /// Ids that were given out and not come back yet (KIP-394).
  var pending: [PendingMember] = []
  var parkedJoins = 0
  /// How many members support each protocol.
  private(set) var supported: [(name: String, members: Int)] = []
  /// Somebody was added during the initial delay.
  var hasNewMember = false
  /// When members that sent no SyncGroup are given up.
  var syncDeadline = Milliseconds.max
  /// Ascending by partition.
  var offsets: [CommittedOffset] = []
  var pendingOffsets: [PendingOffset] = []

  enum Phase: Hashable, Sendable {
    case empty
    case preparingRebalance(JoinBarrier)
    case completingRebalance
    case stable
  }

  struct PendingMember: Hashable, Sendable {
    var id: MemberID
    var deadline: Milliseconds
  }

  init(_ id: GroupID, serial: Int32, now: Milliseconds) {
    self.id = id
    self.serial = serial
    stateSince = now
  }

  @inline(__always)
  var state: GroupState {
    switch phase {
    case .empty: .empty
    case .preparingRebalance: .preparingRebalance
    case .completingRebalance: .completingRebalance
    case .stable: .stable
    }
  }

  mutating func enter(_ phase: Phase, now: Milliseconds) {
    self.phase = phase
    stateSince = now
  }

  /// The same join phase goes on with another deadline.
  mutating func extend(_ barrier: JoinBarrier) { phase = .preparingRebalance(barrier) }

  /// The longest of the members' rebalance time-outs.
  var rebalanceTimeout: Milliseconds {
    members.reduce(.zero) { max($0, $1.rebalanceTimeout) }
  }

  var hasAllJoined: Bool { parkedJoins == members.count && pending.isEmpty }

  var hasOffsets: Bool { !offsets.isEmpty || !pendingOffsets.isEmpty }

  /// The earliest instant at which something is due.
  var nextDeadline: Milliseconds {
    var next = syncDeadline
    if case .preparingRebalance(let barrier) = phase { next = min(next, barrier.deadline) }
    for entry in pending { next = min(next, entry.deadline) }
    for index in members.indices { next = min(next, members[index].sessionDeadline) }
    return next
  }
}

// MARK: - Members

extension CoordinatedGroup {
  @inline(__always)
  func index(of id: MemberID) -> Int? {
    for index in digests.indices where digests[index] == id.digest && members[index].id == id {
      return index
    }
    return nil
  }

  func index(ofInstance instance: String) -> Int? {
    members.firstIndex { $0.groupInstanceID == instance }
  }

  /// The first member leads and decides the protocol type.
  mutating func add(_ member: CoordinatedMember, protocolType: String) {
    if members.isEmpty { self.protocolType = protocolType }
    if leader == nil { leader = member.id }
    count(member.protocols, by: 1)
    pending.removeAll { $0.id == member.id }
    insert(member)
  }

  @discardableResult
  private mutating func insert(_ member: CoordinatedMember) -> Int {
    let place = position(of: member.id)
    members.insert(member, at: place)
    digests.insert(member.id.digest, at: place)
    return place
  }

  private mutating func take(at index: Int) -> CoordinatedMember {
    digests.remove(at: index)
    return members.remove(at: index)
  }

  /// Removes a member or a pending id; another member takes the lead if it led.
  mutating func remove(_ id: MemberID) {
    if let index = index(of: id) {
      parkJoin(nil, at: index)
      count(members[index].protocols, by: -1)
      _ = take(at: index)
    }
    if leader == id { leader = members.first?.id }
    pending.removeAll { $0.id == id }
  }

  /// A member joins again, with what it says now.
  mutating func update(
    at index: Int, protocols: [GroupProtocol], rebalanceTimeout: Milliseconds,
    sessionTimeout: Milliseconds, asker: GroupAsker?
  ) {
    count(members[index].protocols, by: -1)
    members[index].protocols = protocols
    count(protocols, by: 1)
    members[index].rebalanceTimeout = rebalanceTimeout
    members[index].sessionTimeout = sessionTimeout
    parkJoin(asker, at: index)
  }

  /// Gives a static member another id; its place among the members is returned.
  mutating func rename(_ index: Int, to id: MemberID) -> Int {
    var member = take(at: index)
    if leader == member.id { leader = id }
    member.id = id
    return insert(member)
  }

  /// True if the leader has joined, or another member that has takes its place.
  mutating func electJoinedLeader() -> Bool {
    guard let leader, let index = index(of: leader) else { return false }
    if members[index].parkedJoin != nil { return true }
    guard let joined = members.first(where: { $0.parkedJoin != nil }) else { return false }
    self.leader = joined.id
    return true
  }

  private func position(of id: MemberID) -> Int {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

// MARK: - Protocols

extension CoordinatedGroup {
  /// Whether a member with these protocols could be in the group (`supportsProtocols`).
  func supports(_ type: String, _ protocols: [GroupProtocol]) -> Bool {
    if state == .empty { return !type.isEmpty && !protocols.isEmpty }
    return protocolType == type
      && protocols.contains { asked in
        // A group without members supports everything, as Kafka's count of none equals none.
        (supported.first { $0.name == asked.name }?.members ?? 0) == members.count
      }
  }

  /// The protocol with the most votes; each member votes for the first of its own that all support.
  func votedProtocol() -> String? {
    var votes: [(name: String, count: Int)] = []
    for member in members {
      let choice = member.protocols.first { own in
        supported.contains { $0.name == own.name && $0.members == members.count }
      }
      guard let choice else { continue }
      if let index = votes.firstIndex(where: { $0.name == choice.name }) {
        votes[index].count += 1
      } else {
        votes.append((choice.name, 1))
      }
    }
    var best: (name: String, count: Int)?
    for vote in votes where vote.count > best?.count ?? 0 { best = vote }
    return best?.name
  }

  private mutating func count(_ protocols: [GroupProtocol], by step: Int) {
    for entry in protocols {
      if let index = supported.firstIndex(where: { $0.name == entry.name }) {
        supported[index].members += step
        if supported[index].members == 0 { supported.remove(at: index) }
      } else {
        supported.append((entry.name, step))
      }
    }
  }
}

// MARK: - What is persisted

extension CoordinatedGroup {
  /// The group as it is written to the log, with these assignments, ascending by member.
  func snapshot(_ assignments: [SyncGroupRequest.Assignment]) -> GroupSnapshot {
    var members: [GroupSnapshot.Member] = []
    members.reserveCapacity(self.members.count)
    for (index, member) in self.members.enumerated() {
      members.append(
        GroupSnapshot.Member(
          id: member.id, groupInstanceID: member.groupInstanceID, clientID: member.clientID,
          rebalanceTimeout: member.rebalanceTimeout, sessionTimeout: member.sessionTimeout,
          metadata: member.metadata(for: protocolName), assignment: assignments[index].assignment))
    }
    return GroupSnapshot(
      generation: generation, protocolType: protocolType, protocolName: protocolName,
      leader: leader, stateSince: stateSince, members: members)
  }

  /// A group as its log has it: stable if there are members (`GroupMetadata.loadGroup`).
  init(
    _ id: GroupID, serial: Int32, loaded snapshot: GroupSnapshot, offsets: [CommittedOffset]
  ) {
    self.init(id, serial: serial, now: snapshot.stateSince)
    generation = snapshot.generation
    protocolName = snapshot.protocolName
    leader = snapshot.leader
    self.offsets = offsets
    for stored in snapshot.members {
      var member = CoordinatedMember(
        id: stored.id, groupInstanceID: stored.groupInstanceID, clientID: stored.clientID,
        rebalanceTimeout: stored.rebalanceTimeout, sessionTimeout: stored.sessionTimeout,
        protocols: [GroupProtocol(name: snapshot.protocolName ?? "", metadata: stored.metadata)])
      member.assignment = stored.assignment
      add(member, protocolType: snapshot.protocolType ?? "")
    }
    protocolType = snapshot.protocolType
    enter(members.isEmpty ? .empty : .stable, now: snapshot.stateSince)
  }
}

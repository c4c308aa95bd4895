/// A member as its group's coordinator keeps it (`MemberMetadata`).
struct CoordinatedMember: Sendable {
  // What every heartbeat asks for lies together.
  var id: MemberID
  var sessionTimeout: Milliseconds
  /// Whoever waits for the end of the join phase; changed only by the group, which counts them.
  fileprivate(set) var parkedJoin: GroupAsker?
  var parkedSync: GroupAsker?
  /// True until its first JoinGroup is answered: it cannot send heartbeats before.
  var isNew = false
  /// Its SyncGroup of this generation has not come yet.
  var isSyncPending = false
  /// When it is given up; `.max` while no heartbeat is expected.
  var sessionDeadline = Milliseconds.max
  let groupInstanceID: String?
  let clientID: String
  var rebalanceTimeout: Milliseconds
  /// In the member's order of preference.
  var protocols: [GroupProtocol]
  var assignment: [UInt8] = []

  init(
    id: MemberID, groupInstanceID: String?, clientID: String, rebalanceTimeout: Milliseconds,
    sessionTimeout: Milliseconds, protocols: [GroupProtocol]
  ) {
    self.id = id
    self.groupInstanceID = groupInstanceID
    self.clientID = clientID
    self.rebalanceTimeout = rebalanceTimeout
    self.sessionTimeout = sessionTimeout
    self.protocols = protocols
  }

  var isStatic: Bool { groupInstanceID != nil }

  /// A parked request stands for a heartbeat, but not that of a new member (`hasSatisfiedHeartbeat`).
  @inline(__always)
  var isExcused: Bool { !isNew && (parkedJoin != nil || parkedSync != nil) }

  func metadata(for name: String?) -> [UInt8] {
    for entry in protocols where entry.name == name { return entry.metadata }
    return []
  }

  /// Expects a sign of life within the span, from now on.
  mutating func expectHeartbeat(within span: Milliseconds, now: Milliseconds) {
    sessionDeadline = isExcused ? .max : now + span
  }
}

extension CoordinatedGroup {
  /// Parks a JoinGroup in place of the one that was parked before, which is never answered.
  mutating func parkJoin(_ asker: GroupAsker?, at index: Int) {
    if members[index].parkedJoin != nil { parkedJoins -= 1 }
    members[index].parkedJoin = asker
    if asker != nil { parkedJoins += 1 }
  }
}

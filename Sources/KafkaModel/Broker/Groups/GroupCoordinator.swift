/// The coordinator of the classic group protocol inside a broker.
///
/// All it keeps is in memory; what survives is what it wrote to `__consumer_offsets`. Its inputs are requests, the
/// outcome of its writes, leaderships of that topic's partitions, and time. Not modelled: transactional commits,
/// deleting groups and offsets by request, limits on metadata, and what the coordinator of 4.0 does otherwise: it
/// gathers writes for some milliseconds, and reads wait for the commits before them instead of being refused.
/// Source: `kafka.coordinator.group.GroupCoordinator`, `GroupMetadataManager` (3.9).
package struct GroupCoordinator: Sendable {
  /// How long a new member may wait for its first JoinGroup answer (`NewMemberJoinTimeoutMs`).
  static let newMemberJoinTimeout = Milliseconds(300_000)

  let settings: BrokerSettings
  var memberIDs: MemberIDDraws
  /// By partition of `__consumer_offsets`.
  private(set) var holdings: [Holding]
  var groups = GroupTable()
  var deadlines = GroupDeadlines()
  var lastCommit: Int64 = 0

  /// What this broker is to the groups of one partition.
  enum Holding: Hashable, Sendable {
    case foreign
    case loading
    case owned
  }

  /// - Parameter partitions: of `__consumer_offsets`, or as many as it will have.
  package init(settings: BrokerSettings, partitions: Int32, memberIDs: MemberIDDraws) {
    self.settings = settings
    self.memberIDs = memberIDs
    holdings = Array(repeating: .foreign, count: Int(max(1, partitions)))
  }

  /// The partition that a group's records are in.
  @inline(__always)
  package func partition(of group: GroupID) -> PartitionIndex {
    group.offsetsPartition(of: Int32(holdings.count))
  }

  /// Why a request about a group cannot be served here; NONE if it can (`validateGroupStatus`).
  @inline(__always)
  func refusal(of group: GroupID) -> ErrorCode {
    switch holdings[Int(partition(of: group).raw)] {
    case .foreign: .notCoordinator
    case .loading: .coordinatorLoadInProgress
    case .owned: .none
    }
  }

  /// The number of partitions is known, before anything is led.
  mutating func setPartitionCount(_ count: Int32) {
    guard holdings.count != Int(count), holdings.allSatisfy({ $0 == .foreign }) else { return }
    holdings = Array(repeating: .foreign, count: Int(max(1, count)))
  }

  /// True while there is no group whose offsets could expire.
  var isIdle: Bool { groups.rows.isEmpty }

  func holding(_ partition: PartitionIndex) -> Holding {
    Int(partition.raw) < holdings.count ? holdings[Int(partition.raw)] : .foreign
  }

  mutating func hold(_ partition: PartitionIndex, _ holding: Holding) {
    guard Int(partition.raw) < holdings.count else { return }
    holdings[Int(partition.raw)] = holding
  }

  func origin(_ row: Int) -> GroupWrite.Origin {
    GroupWrite.Origin(
      group: groups.rows[row].id, serial: groups.rows[row].serial,
      generation: groups.rows[row].generation)
  }

  func journal(_ row: Int, _ event: GroupEvent, into effects: inout [GroupEffect]) {
    effects.append(.journal(groups.rows[row].id, event))
  }

  /// Sees to it that the group is looked at when its deadline comes.
  mutating func watch(_ row: Int, _ deadline: Milliseconds) {
    guard deadline < groups.rows[row].armed else { return }
    groups.rows[row].armed = deadline
    deadlines.push(
      GroupDeadlines.Entry(
        at: deadline, group: groups.rows[row].id.index, serial: groups.rows[row].serial))
  }

  /// The next sign of life of a member is expected within its session time-out.
  mutating func renewSession(_ row: Int, _ member: Int, now: Milliseconds) {
    expectHeartbeat(
      row, member, within: groups.rows[row].members[member].sessionTimeout, now: now)
  }

  mutating func expectHeartbeat(
    _ row: Int, _ member: Int, within span: Milliseconds, now: Milliseconds
  ) {
    groups.rows[row].members[member].expectHeartbeat(within: span, now: now)
    watch(row, groups.rows[row].members[member].sessionDeadline)
  }

  /// Whether a member is who it says it is (`validateCurrentMember`).
  @inline(__always)
  func check(
    _ row: Int, member: MemberID, instance: String?
  ) -> (index: Int?, error: ErrorCode) {
    let index = groups.rows[row].index(of: member)
    if let instance {
      if let index, groups.rows[row].members[index].groupInstanceID == instance {
        return (index, .none)
      }
      return groups.rows[row].index(ofInstance: instance) == nil
        ? (nil, .unknownMemberID) : (nil, .fencedInstanceID)
    }
    return index == nil ? (nil, .unknownMemberID) : (index, .none)
  }
}

/// Leaderships of partitions of `__consumer_offsets`, and what their logs say.
extension GroupCoordinator {
  /// This broker leads the partition now; true if its log must be read (`onElection`).
  package mutating func elected(_ partition: PartitionIndex) -> Bool {
    guard holding(partition) == .foreign else { return false }
    hold(partition, .loading)
    return true
  }

  /// The partition is led elsewhere: whoever waits is sent there (`onGroupUnloaded`).
  package mutating func resigned(_ partition: PartitionIndex, into effects: inout [GroupEffect]) {
    guard holding(partition) != .foreign else { return }
    hold(partition, .foreign)
    for id in groups.ids where self.partition(of: id) == partition {
      guard let row = groups.row(of: id) else { continue }
      for member in groups.rows[row].members {
        if groups.rows[row].state == .preparingRebalance, let asker = member.parkedJoin {
          answer(asker, .notCoordinator, member: member.id, into: &effects)
        }
        if let asker = member.parkedSync {
          answer(asker, sync: .notCoordinator, into: &effects)
        }
      }
      groups.remove(id)
    }
  }

  /// The partition's log, from its start to its end, replicated or not (`doLoadGroupsAndOffsets`).
  package mutating func loaded(
    _ partition: PartitionIndex, records: [GroupLogRecord], now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    guard holding(partition) == .loading else { return }
    hold(partition, .owned)
    var replay = GroupLogReplay()
    for record in records { replay.apply(record) }
    for found in replay.groups {
      let serial = groups.nextSerial()
      var group: CoordinatedGroup
      if let snapshot = found.snapshot {
        group = CoordinatedGroup(
          found.id, serial: serial, loaded: snapshot, offsets: found.offsets)
      } else {
        group = CoordinatedGroup(found.id, serial: serial, now: now)
        group.offsets = found.offsets
      }
      let row = groups.add(group)
      journal(
        row,
        .loaded(
          generation: groups.rows[row].generation,
          members: Int32(groups.rows[row].members.count)),
        into: &effects)
      if groups.rows[row].members.count > Int(settings.groupMaxSize) {
        prepareRebalance(row, .memberJoined, member: nil, now: now, into: &effects)
      }
      for index in groups.rows[row].members.indices { renewSession(row, index, now: now) }
    }
  }
}

/// What is left of a log when every record has replaced the one before it with the same key.
struct GroupLogReplay: Sendable {
  struct Found: Sendable {
    var id: GroupID
    var snapshot: GroupSnapshot?
    var offsets: [CommittedOffset] = []
  }

  /// Ascending by id.
  private var found: [Found] = []

  /// Groups of which something is left.
  var groups: [Found] { found.filter { $0.snapshot != nil || !$0.offsets.isEmpty } }

  mutating func apply(_ record: GroupLogRecord) {
    let index = place(of: record.group)
    switch record {
    case .offset(_, let partition, let position, let at):
      let offset = CommittedOffset(
        partition: partition, position: position, at: at, batch: .none)
      if let place = found[index].offsets.firstIndex(where: { $0.partition >= partition }) {
        if found[index].offsets[place].partition == partition {
          found[index].offsets[place] = offset
        } else {
          found[index].offsets.insert(offset, at: place)
        }
      } else {
        found[index].offsets.append(offset)
      }
    case .offsetTombstone(_, let partition):
      found[index].offsets.removeAll { $0.partition == partition }
    case .group(_, let snapshot):
      found[index].snapshot = snapshot
    case .groupTombstone:
      found[index].snapshot = nil
    }
  }

  private mutating func place(of id: GroupID) -> Int {
    var (low, high) = (0, found.count)
    while low < high {
      let middle = (low + high) / 2
      if found[middle].id < id { low = middle + 1 } else { high = middle }
    }
    if low == found.count || found[low].id != id { found.insert(Found(id: id), at: low) }
    return low
  }
}

/// What the leader says to one worker, and what a worker says it has.
///
/// Source: `ConnectProtocol.Assignment`, `ExtendedAssignment`.
package struct WorkerAssignment: Hashable, Sendable {
  /// Whether the leader knew too little of the config topic to assign.
  package var isConfigMismatch = false
  package var leader: MemberID
  package var leaderURL: String
  /// How far of the config topic one must have read to work by this.
  package var offset: Offset
  /// To start; for an eager group all there is to run.
  package var work: ConnectorsAndTasks
  /// To stop.
  package var revoked: ConnectorsAndTasks
  /// How long until the worker rejoins by itself; zero for not at all.
  package var delay: Milliseconds

  package init(
    leader: MemberID, leaderURL: String, offset: Offset,
    work: ConnectorsAndTasks = ConnectorsAndTasks(),
    revoked: ConnectorsAndTasks = ConnectorsAndTasks(), delay: Milliseconds = .zero
  ) {
    self.leader = leader
    self.leaderURL = leaderURL
    self.offset = offset
    self.work = work
    self.revoked = revoked
    self.delay = delay
  }

  /// As the group's protocol carries it, connectors by name.
  package func encoded(_ compatibility: ConnectCompatibility, _ names: ConnectorNames) -> [UInt8] {
    var bytes = GroupBytes()
    bytes.append(compatibility.version)
    bytes.append(Int16(isConfigMismatch ? 1 : 0))
    bytes.append(leader.text)
    bytes.append(leaderURL)
    bytes.append(offset.raw)
    Self.append(names.inHashOrder(work.connectors), work.tasks, names, to: &bytes)
    if compatibility != .eager {
      Self.append(revoked.connectors, revoked.tasks, names, to: &bytes)
      bytes.append(Int32(clamping: delay.raw))
    }
    return bytes.bytes
  }

  /// Reads it; nil if it makes no sense or names a connector that nobody has.
  package init?(encoded: [UInt8], _ names: ConnectorNames) {
    var reader = GroupBytesReader(encoded)
    guard let version = reader.int16(), let error = reader.int16(),
      let leader = reader.string()?.content, let url = reader.string()?.content,
      let offset = reader.int64(), let work = Self.work(&reader, names)
    else { return nil }
    self.init(leader: MemberID(leader), leaderURL: url, offset: Offset(offset), work: work)
    isConfigMismatch = error != 0
    if version > 0 {
      guard let revoked = Self.work(&reader, names), let delay = reader.int32() else { return nil }
      self.revoked = revoked
      self.delay = Milliseconds(Int64(delay))
    }
  }

  /// Grouped by connector in the order of first mention; the connector itself is task -1.
  private static func append(
    _ connectors: [ConnectorIndex], _ tasks: [ConnectTask], _ names: ConnectorNames,
    to bytes: inout GroupBytes
  ) {
    var groups: [(connector: ConnectorIndex, numbers: [Int32])] = []
    for connector in connectors { groups.append((connector, [-1])) }
    for task in tasks {
      if let place = groups.firstIndex(where: { $0.connector == task.connector }) {
        groups[place].numbers.append(task.number)
      } else {
        groups.append((task.connector, [task.number]))
      }
    }
    bytes.append(Int32(clamping: groups.count))
    for group in groups {
      bytes.append(names[group.connector])
      bytes.append(Int32(clamping: group.numbers.count))
      for number in group.numbers { bytes.append(number) }
    }
  }

  private static func work(
    _ reader: inout GroupBytesReader, _ names: ConnectorNames
  ) -> ConnectorsAndTasks? {
    var work = ConnectorsAndTasks()
    guard let groups = reader.int32(), groups >= 0 else { return nil }
    for _ in 0..<groups {
      guard let name = reader.string()?.content, let connector = names.index(of: name),
        let count = reader.int32(), count >= 0
      else { return nil }
      for _ in 0..<count {
        guard let number = reader.int32() else { return nil }
        if number == -1 {
          work.connectors.append(connector)
        } else {
          work.tasks.append(ConnectTask(connector, number))
        }
      }
    }
    return work
  }
}

import Testing

@testable import KafkaModel

/// A checkpoint task whose calls are answered by a script at once, polled again as soon as it returns.
struct MirrorTaskLab {
  struct Asked: Equatable {
    var at: Int64
    var slot: ClientSlot
    var call: AdminCall
  }

  struct Polled: Equatable {
    var at: Int64
    var records: [OwnRecord]
  }

  static let readers = GroupID(index: 0, name: "readers")
  static let others = GroupID(index: 1, name: "others")

  var clients: WorkerClients
  var task: MirrorCheckpointTask
  var now: Int64 = 0
  var asked: [Asked] = []
  var polled: [Polled] = []
  var startedAt: Int64?
  var stoppedAt: Int64?
  /// Calls of these are not answered.
  var silent: Set<ClientSlot> = []
  var hasCheckpointsTopic = true
  /// What the first readings of the two topics find.
  var checkpoints: [ConnectRecord] = []
  var syncs: [ConnectRecord] = []
  /// By group: committed at the source, and at the target with the group's state there.
  var atSource: [GroupID: [NamedOffset]] = [:]
  var atTarget: [GroupID: [NamedOffset]] = [:]
  var states: [GroupID: GroupState] = [:]
  /// The group loses its members after it was described and before its offsets are set.
  var losesMembers: GroupID?
  private var answered: [ClientSlot: Set<AdminCallID>] = [:]
  private var wasRead: Set<ClientSlot> = []
  private var effects: [WorkerEffect] = []
  private var notices: [OwnRecordNotice] = []

  init(
    _ version: KafkaVersion = KafkaVersion(3, 9, 1), groups: [GroupID] = [Self.readers],
    _ change: (inout MirrorSettings) -> Void = { _ in }
  ) {
    var settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
    change(&settings)
    let behaviour = MirrorBehaviour(version)
    clients = Self.clients()
    let slots = MirrorCheckpointTask.Slots(
      sourceAdmin: Self.admin(&clients, 0), targetAdmin: Self.admin(&clients, 1),
      checkpointsConsumer: Self.consumer(&clients, 1), checkpointsAdmin: Self.admin(&clients, 1),
      syncsConsumer: Self.consumer(&clients, 0), syncsAdmin: Self.admin(&clients, 0))
    task = MirrorCheckpointTask(
      groups: groups, settings, selection: settings.topicSelection(behaviour), slots: slots,
      behaviour)
  }

  static func clients() -> WorkerClients {
    var clients = WorkerClients(worker: 0, first: 0, bootstraps: [1, 1], seed: 1, name: "worker")
    clients.names.groups = ["readers", "others", "connect-worker"]
    return clients
  }

  static func admin(_ clients: inout WorkerClients, _ cluster: Int32) -> ClientSlot {
    clients.openAdmin(
      AdminSettings(), ClientBehaviour(ConsumerBehaviour()), at: ClusterIndex(cluster),
      for: .connector(0), named: "admin \(clients.next)")
  }

  private static func consumer(_ clients: inout WorkerClients, _ cluster: Int32) -> ClientSlot {
    clients.open(
      MirrorClientSettings().sourceConsumer, ConsumerBehaviour(), at: ClusterIndex(cluster),
      for: .taskConsumer(0), named: "consumer \(clients.next)")
  }

  static func partition(_ topic: String) -> NamedPartition {
    NamedPartition(topic: topic, partition: PartitionIndex(0))
  }

  static func offset(_ offset: Int64, of topic: String) -> NamedOffset {
    NamedOffset(partition(topic), OffsetAndEpoch(offset: Offset(offset), leaderEpoch: .none))
  }

  static func sync(_ upstream: Int64, _ downstream: Int64) -> ConnectRecord {
    .offsetSync(
      partition("orders"), upstream: Offset(upstream), downstream: Offset(downstream))
  }

  static func checkpoint(_ upstream: Int64, _ downstream: Int64) -> ConnectRecord {
    .checkpoint(
      group: "readers", partition("A.orders"), upstream: Offset(upstream),
      downstream: Offset(downstream))
  }

  // MARK: - Connect

  mutating func start() {
    task.start(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
    settle()
  }

  mutating func stop() {
    task.stop(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
    settle()
  }

  /// Goes on until a time, as the task's deadlines ask.
  mutating func run(until end: Int64) {
    settle()
    while task.deadline.raw <= end {
      now = max(now, task.deadline.raw)
      task.wake(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
      settle()
    }
    now = end
  }

  /// The source task has written a sync, and the task's consumer is handed it.
  mutating func deliver(_ record: ConnectRecord) {
    let slot = task.slots.syncsConsumer
    clients.wakeUpConsumer(slot, now: Milliseconds(now), into: &effects)
    clients.answers.removeAll()
    hand([record], to: slot)
    settle()
  }

  /// Downstream offsets of the checkpoints that each poll made, by its time; of polls that made some.
  var made: [[Int64]] {
    polled.filter { !$0.records.isEmpty }.map { poll in
      [poll.at]
        + poll.records.map {
          if case .checkpoint(_, _, _, let downstream) = $0.record { downstream.raw } else { -1 }
        }
    }
  }

  /// When the target was asked to set offsets of a group, and which.
  var alterations: [[Int64]] {
    asked.compactMap { asked in
      guard case .alterConsumerGroupOffsets(_, let offsets) = asked.call else { return nil }
      return [asked.at] + offsets.map(\.position.offset.raw)
    }
  }

  // MARK: - The script

  private mutating func hand(_ records: [ConnectRecord], to slot: ClientSlot) {
    let partition = TopicPartition(TopicIndex(0), PartitionIndex(0))
    task.recordsRead(
      slot,
      records.map {
        ReadRecord(
          partition: partition, offset: .zero, shape: $0.shape, timestamp: .zero, written: $0)
      }, &clients, now: Milliseconds(now), into: &effects, notices: &notices)
  }

  private mutating func settle() {
    while true {
      for notice in notices.isEmpty ? [] : [notices.removeFirst()] { take(notice) }
      if !clients.answers.isEmpty {
        let (slot, answer) = clients.answers.removeFirst()
        if case .consumer(let answer) = answer {
          task.answered(
            slot, answer, &clients, now: Milliseconds(now), into: &effects, notices: &notices)
        }
      } else if notices.isEmpty {
        guard answerNext() else { return }
      }
    }
  }

  private mutating func take(_ notice: OwnRecordNotice) {
    switch notice {
    case .started:
      startedAt = now
      task.poll(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
    case .polled(let records):
      polled.append(Polled(at: now, records: records))
      guard task.thread == .idle else { return }
      task.poll(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
    case .startFailed, .pollFailed: preconditionFailure("mirrors do not throw")
    case .stopped:
      stoppedAt = now
    }
  }

  private mutating func answerNext() -> Bool {
    for (place, row) in clients.rows.enumerated() {
      let slot = ClientSlot(Int32(place))
      guard !silent.contains(slot), let admin = row.admin,
        let job = admin.jobs.first(where: { !(answered[slot] ?? []).contains($0.id) })
      else { continue }
      answered[slot, default: []].insert(job.id)
      asked.append(Asked(at: now, slot: slot, call: job.call))
      let answer = answer(job.call, slot)
      task.answered(
        slot, job.id, answer, &clients, now: Milliseconds(now), into: &effects,
        notices: &notices)
      return true
    }
    return false
  }

  private mutating func answer(_ call: AdminCall, _ slot: ClientSlot) -> AdminAnswer {
    switch call {
    case .describeTopics(let names):
      let isThere = slot != task.slots.checkpointsAdmin || hasCheckpointsTopic
      return .topicDescriptions([
        AdminTopic(
          name: names[0], topic: isThere ? TopicIndex(0) : TopicIndex(-1),
          error: isThere ? .none : .unknownTopicOrPartition, partitions: [])
      ])
    case .listOffsets(let partitions, _):
      // The consumer's machine has read nothing: the end is 0, and what is there is handed out before.
      let isSyncs = slot == task.slots.syncsAdmin
      if wasRead.insert(slot).inserted {
        hand(
          isSyncs ? syncs : checkpoints,
          to: isSyncs ? task.slots.syncsConsumer : task.slots.checkpointsConsumer)
      }
      return .offsets(partitions.map { AdminOffset($0, offset: .zero) })
    case .listConsumerGroupOffsets(let group):
      let isSource = slot == task.slots.sourceAdmin
      return .committedOffsets((isSource ? atSource : atTarget)[group] ?? [])
    case .describeGroups(let groups):
      return .groupDescriptions(
        groups.map { DescribedGroup(id: $0, error: .none, state: states[$0]) })
    case .alterConsumerGroupOffsets(let group, let offsets):
      if losesMembers == group { states[group] = .empty }
      guard states[group] == .empty || states[group] == nil else {
        return .offsetOutcomes(offsets.map { _ in .unknownMemberID })
      }
      atTarget[group] = offsets
      states[group] = .empty
      return .offsetOutcomes(offsets.map { _ in .none })
    default:
      return .failed(.timedOut)
    }
  }
}

/// The connector of a flow's checkpoints: makes their topic, finds the source's groups and deals them to tasks.
///
/// Source: `org.apache.kafka.connect.mirror.MirrorCheckpointConnector`.
struct MirrorCheckpointConnector: Sendable {
  let settings: MirrorSettings
  let selection: TopicSelection
  let filter: GroupFilter
  let sourceAdmin: ClientSlot
  let targetAdmin: ClientSlot
  private let behaviour: MirrorBehaviour
  private(set) var scheduler: MirrorScheduler<Job>
  /// What the running job waits for, and the call that is open.
  private var step: Step?
  private var open: AdminCallID?
  /// In the order in which they are dealt; nil before they were first found.
  private(set) var known: [GroupID]?
  private(set) var isStarted = false

  enum Job: Hashable, Sendable {
    case createTopic
    case loadGroups
    case refreshGroups
  }

  private enum Step: Hashable, Sendable {
    case create
    case listGroups
    /// The first group's offsets are being listed; `found` have some that count.
    case listOffsets(rest: ArraySlice<GroupID>, found: [GroupID])
  }

  init(
    _ settings: MirrorSettings, selection: TopicSelection, sourceAdmin: ClientSlot,
    targetAdmin: ClientSlot, _ behaviour: MirrorBehaviour
  ) {
    self.settings = settings
    self.selection = selection
    self.sourceAdmin = sourceAdmin
    self.targetAdmin = targetAdmin
    self.behaviour = behaviour
    filter = settings.groupFilter
    known = behaviour.awaitsGroups ? nil : []
    scheduler = MirrorScheduler(
      start: settings.isEnabled ? [.createTopic, .loadGroups] : [], timeout: settings.adminTimeout)
  }

  /// Stretches of the known groups.
  ///
  /// - Returns: nil if the groups have not been found yet (since KAFKA-17232): a retriable exception.
  func taskConfigurations(atMost limit: Int32) -> [TaskConfiguration]? {
    guard settings.isEnabled, settings.emitCheckpointsInterval != nil else { return [] }
    guard let known else { return nil }
    guard !known.isEmpty else { return [] }
    return TaskSplit.inStretches(known, count: min(Int(limit), known.count)).map { .groups($0) }
  }

  // MARK: The thread

  /// Goes on with whatever is due; called first to start, then at `deadline`.
  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [MirrorSourceConnector.Notice]
  ) {
    while true {
      let job = scheduler.next(now: now)
      if !isStarted, scheduler.hasStarted {
        isStarted = true
        notices.append(.started)
        if settings.isEnabled, let interval = settings.refreshGroupsInterval {
          scheduler.schedule(.refreshGroups, first: now + interval, every: interval)
        }
      }
      guard let job else { return }
      switch job {
      case .createTopic: step = .create
      case .loadGroups, .refreshGroups: step = .listGroups
      }
      ask(&clients, now: now, into: &effects)
      if scheduler.running != nil { return }
    }
  }

  /// Makes the call of the step; a job without one is over.
  private mutating func ask(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch step {
    case .create:
      let topic = AdminCall.NewTopic(
        name: selection.policy.checkpointsTopic(of: selection.flow.source), partitions: 1,
        replicationFactor: settings.checkpointsReplicationFactor)
      open = clients.call(targetAdmin, .createTopics([topic]), now: now, into: &effects)
    case .listGroups:
      open = clients.call(sourceAdmin, .listGroups, now: now, into: &effects)
    case .listOffsets(let rest, _):
      guard let group = rest.first else { preconditionFailure("a group is asked for") }
      open = clients.call(
        sourceAdmin, .listConsumerGroupOffsets(group), now: now, into: &effects)
    case nil:
      scheduler.finished()
    }
  }

  mutating func answered(
    _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [MirrorSourceConnector.Notice]
  ) {
    guard id == open, let step else { return }
    open = nil
    // Whatever fails ends the job, which is logged; the next one may do better.
    self.step = nil
    switch (step, answer) {
    case (.listGroups, .groups(let listed, _)):
      let wanted = ordered(listed.map(\.id)).filter { group in
        clients.names.name(of: group).map { filter.wants($0) } ?? false
      }
      if behaviour.dropsIrrelevantGroups, !wanted.isEmpty {
        self.step = .listOffsets(rest: wanted[...], found: [])
      } else {
        take(wanted, notices: &notices)
      }
    case (.listOffsets(var rest, var found), .committedOffsets(let offsets)):
      let group = rest.removeFirst()
      if offsets.contains(where: { selection.filter.wants($0.partition.topic) }) {
        found.append(group)
      }
      if rest.isEmpty {
        take(ordered(found), notices: &notices)
      } else {
        self.step = .listOffsets(rest: rest, found: found)
      }
    default:
      break
    }
    ask(&clients, now: now, into: &effects)
    wake(&clients, now: now, into: &effects, notices: &notices)
  }

  private mutating func take(
    _ found: [GroupID], notices: inout [MirrorSourceConnector.Notice]
  ) {
    notices.append(.groupsFound(found))
    if scheduler.running == .refreshGroups {
      guard (known ?? []).sorted() != found.sorted() else { return }
      known = found
      notices.append(.tasksChanged)
    } else {
      known = found
    }
  }

  /// The order of Java's sets and maps of names.
  private func ordered(_ groups: [GroupID]) -> [GroupID] {
    var order = JavaHashOrder()
    for (index, group) in groups.enumerated() { order.insert(index, hash: group.hash) }
    return order.keys.map { groups[$0] }
  }

  @inline(__always)
  var deadline: Milliseconds { scheduler.deadline }

  mutating func stop(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    scheduler.close()
    open = nil
    clients.close(sourceAdmin, timeout: .max, now: now, into: &effects)
    clients.close(targetAdmin, timeout: .max, now: now, into: &effects)
  }
}

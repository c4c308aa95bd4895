import Testing

@testable import KafkaModel

@Suite struct MirrorConnectorTests {
  private let readers = MirrorTaskLab.readers
  private let others = MirrorTaskLab.others
  private let worker = GroupID(index: 2, name: "connect-worker")

  private struct Lab {
    var clients = MirrorTaskLab.clients()
    var connector: MirrorCheckpointConnector
    var now: Int64 = 0
    var asked: [AdminCall] = []
    var notices: [MirrorSourceConnector.Notice] = []
    var groups: [GroupID] = []
    var topics: [GroupID: String] = [:]
    var isSilent = false
    private var answered: [ClientSlot: Set<AdminCallID>] = [:]
    private var effects: [WorkerEffect] = []

    init(_ version: KafkaVersion, _ change: (inout MirrorSettings) -> Void = { _ in }) {
      var settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
      change(&settings)
      let behaviour = MirrorBehaviour(version)
      connector = MirrorCheckpointConnector(
        settings, selection: settings.topicSelection(behaviour),
        sourceAdmin: MirrorTaskLab.admin(&clients, 0),
        targetAdmin: MirrorTaskLab.admin(&clients, 1), behaviour)
    }

    mutating func run(until end: Int64) {
      var due = now
      while due <= end {
        now = max(now, due)
        connector.wake(&clients, now: Milliseconds(now), into: &effects, notices: &notices)
        while !isSilent, answerNext() {}
        due = connector.deadline.raw
      }
      now = end
    }

    private mutating func answerNext() -> Bool {
      for slot in [connector.sourceAdmin, connector.targetAdmin] {
        guard
          let job = clients.rows[clients.place(slot)].admin?.jobs.first(where: {
            !(answered[slot] ?? []).contains($0.id)
          })
        else { continue }
        answered[slot, default: []].insert(job.id)
        asked.append(job.call)
        connector.answered(
          job.id, answer(job.call), &clients, now: Milliseconds(now), into: &effects,
          notices: &notices)
        return true
      }
      return false
    }

    private func answer(_ call: AdminCall) -> AdminAnswer {
      switch call {
      case .createTopics: .topicOutcomes([.topicAlreadyExists])
      case .listGroups:
        .groups(
          groups.map { ListedGroup(id: $0, protocolType: "consumer", state: .stable) }, errors: [])
      case .listConsumerGroupOffsets(let group):
        .committedOffsets(topics[group].map { [MirrorTaskLab.offset(1, of: $0)] } ?? [])
      default: .failed(.timedOut)
      }
    }
  }

  @Test func `A disabled source connector asks nobody for anything`() {
    var clients = MirrorTaskLab.clients()
    var settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
    settings.isEnabled = false
    var connector = MirrorSourceConnector(
      settings, selection: settings.topicSelection(MirrorBehaviour(KafkaVersion(3, 9, 1))),
      sourceAdmin: MirrorTaskLab.admin(&clients, 0), targetAdmin: MirrorTaskLab.admin(&clients, 1))
    var effects: [WorkerEffect] = []
    var notices: [MirrorSourceConnector.Notice] = []
    connector.wake(&clients, now: .zero, into: &effects, notices: &notices)
    #expect(notices == [.started])
    #expect(effects.isEmpty)
    #expect(connector.deadline == .max)
    #expect(connector.taskConfigurations(atMost: 1).isEmpty)
  }

  @Test func `Groups are dealt in stretches once they are found`() {
    var lab = Lab(KafkaVersion(3, 9, 1))
    lab.groups = [readers, others, worker]
    lab.topics = [readers: "orders", others: "orders", worker: "orders"]
    lab.run(until: 0)
    #expect(lab.notices == [.groupsFound(lab.connector.known ?? []), .started])
    #expect(
      lab.asked.first
        == .createTopics([
          AdminCall.NewTopic(
            name: "A.checkpoints.internal", partitions: 1, replicationFactor: 3)
        ]))
    // In the order of Java's set of names; connect-* is excluded by default.
    #expect(lab.connector.taskConfigurations(atMost: 1)?.count == 1)
    #expect(
      lab.connector.taskConfigurations(atMost: 5) == lab.connector.known?.map { .groups([$0]) })
    #expect(lab.connector.known?.sorted() == [readers, others])
  }

  @Test(arguments: [(KafkaVersion(3, 9, 1), 1), (KafkaVersion(3, 3, 2), 2)])
  func `Groups without an offset in a mirrored topic are left out since KAFKA-14837`(
    version: KafkaVersion, count: Int
  ) {
    var lab = Lab(version)
    lab.groups = [readers, others]
    lab.topics = [readers: "orders", others: "__secret"]
    lab.run(until: 0)
    #expect(lab.connector.known?.count == count)
  }

  @Test(arguments: [(KafkaVersion(3, 9, 1), true), (KafkaVersion(3, 8, 1), false)])
  func `A start that takes too long goes on; since KAFKA-17232 tasks wait for it`(
    version: KafkaVersion, waits: Bool
  ) {
    var lab = Lab(version)
    lab.isSilent = true
    lab.groups = [readers]
    lab.topics = [readers: "orders"]
    lab.run(until: 119_999)
    #expect(lab.notices.isEmpty)
    lab.run(until: 120_000)
    #expect(lab.notices == [.started])
    #expect(lab.connector.taskConfigurations(atMost: 1) == (waits ? nil : []))
    lab.isSilent = false
    lab.run(until: 130_000)
    #expect(lab.connector.taskConfigurations(atMost: 1) == [.groups([readers])])
  }

  @Test func `A group that comes or goes changes the tasks at the next refresh`() {
    var lab = Lab(KafkaVersion(3, 9, 1))
    lab.groups = [readers]
    lab.topics = [readers: "orders", others: "orders"]
    lab.run(until: 0)
    var told: [MirrorSourceConnector.Notice] = [.groupsFound([readers]), .started]
    lab.groups = [readers, others]
    lab.run(until: 599_999)
    #expect(lab.notices == told)
    lab.run(until: 600_000)
    let both = lab.connector.known ?? []
    #expect(both.sorted() == [readers, others])
    told += [.groupsFound(both), .tasksChanged]
    #expect(lab.notices == told)
    // Every look is told, a change of the tasks only where there is one.
    lab.run(until: 1_200_000)
    told.append(.groupsFound(both))
    #expect(lab.notices == told)
    lab.groups = [others]
    lab.run(until: 1_800_000)
    told += [.groupsFound([others]), .tasksChanged]
    #expect(lab.notices == told)
    #expect(lab.connector.known == [others])
  }

  @Test func `A flow that is not enabled starts at once, asks nothing and has no tasks`() {
    var lab = Lab(KafkaVersion(3, 9, 1)) { $0.isEnabled = false }
    lab.run(until: 1_000_000)
    #expect(lab.notices == [.started])
    #expect(lab.asked.isEmpty)
    #expect(lab.connector.taskConfigurations(atMost: 1) == [])
  }

  // MARK: - Heartbeats

  @Test func `The heartbeat connector makes its topic, even with emission switched off`() {
    for interval in [Milliseconds(1_000), nil] {
      var settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
      settings.isEnabled = false
      settings.emitHeartbeatsInterval = interval
      var clients = MirrorTaskLab.clients()
      var effects: [WorkerEffect] = []
      var notices: [MirrorSourceConnector.Notice] = []
      let admin = MirrorTaskLab.admin(&clients, 1)
      var connector = MirrorHeartbeatConnector(
        settings, selection: settings.topicSelection(MirrorBehaviour()), targetAdmin: admin)
      connector.wake(&clients, now: .zero, into: &effects, notices: &notices)
      #expect(notices.isEmpty)
      let calls = clients.rows[0].admin?.jobs.map(\.call)
      #expect(
        calls == [
          .createTopics([
            AdminCall.NewTopic(name: "heartbeats", partitions: 1, replicationFactor: 3)
          ])
        ])
      connector.answered(
        AdminCallID(0), .topicOutcomes([.none]), &clients, now: .zero, into: &effects,
        notices: &notices)
      #expect(notices == [.started])
      #expect(
        connector.taskConfigurations(atMost: 10) == (interval == nil ? [] : [.whole]))
    }
  }

  @Test func `One heartbeat a second, and none from a poll that is stopped`() {
    let settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
    var task = MirrorHeartbeatTask(
      settings, selection: settings.topicSelection(MirrorBehaviour()))
    var notices: [OwnRecordNotice] = []
    task.start(notices: &notices)
    task.poll(now: Milliseconds(5), notices: &notices)
    task.wake(now: Milliseconds(1_004), notices: &notices)
    #expect(notices == [.started])
    #expect(task.deadline == Milliseconds(1_005))
    task.wake(now: Milliseconds(1_005), notices: &notices)
    guard case .polled(let records) = notices.last else {
      Issue.record("a poll returns")
      return
    }
    #expect(records.map(\.topic) == ["heartbeats"])
    #expect(records.map(\.record) == [.heartbeat(source: "A", target: "B")])
    #expect(records.map(\.sourceOffset) == [.zero])
    task.poll(now: Milliseconds(1_005), notices: &notices)
    task.stop(notices: &notices)
    #expect(notices.suffix(2) == [.polled([]), .stopped])
  }
}

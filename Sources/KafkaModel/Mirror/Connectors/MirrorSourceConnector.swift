/// The connector of a flow's records: finds the topics, makes their copies' topics, and deals partitions to tasks.
///
/// Source: `org.apache.kafka.connect.mirror.MirrorSourceConnector`.
struct MirrorSourceConnector: Sendable {
  let settings: MirrorSettings
  let selection: TopicSelection
  let sourceAdmin: ClientSlot
  let targetAdmin: ClientSlot
  let excludedConfigs: NamePatterns
  private(set) var scheduler: MirrorScheduler<Job>
  /// What is still to be asked in the running job, and the call that is open.
  private var steps: [Step] = []
  private var open: AdminCallID?
  /// As last listed, in the order of the source's answer.
  private var known: [TopicSize] = []
  private var knownAtTarget: [TopicSize] = []
  private var found: [TopicSize] = []
  private(set) var isStarted = false
  /// The running job asks for other tasks when all its calls are answered.
  private var wantsTasks = false

  enum Job: Hashable, Sendable {
    case createOffsetSyncsTopic
    case loadPartitions
    case createTopics
    case refreshTargets
    case syncACLs
    case syncConfigs
    case refresh
  }

  struct TopicSize: Hashable, Sendable {
    var name: String
    var partitions: Int32
  }

  private enum Step: Hashable, Sendable {
    case createOffsetSyncsTopic
    case listSource
    case describeSource([String])
    case listTarget
    case describeTarget([String])
    case describeNew([String])
    case create([AdminCall.NewTopic])
    case grow([AdminCall.NewPartitions])
    case describeConfigs([String])
    case alterConfigs([TopicConfigAlteration])
    case describeACLs
  }

  /// What the connector tells its herder.
  enum Notice: Hashable, Sendable {
    case started
    /// `requestTaskReconfiguration`
    case tasksChanged
    /// Groups to make checkpoints for, whether or not they are new.
    case groupsFound([GroupID])
  }

  init(
    _ settings: MirrorSettings, selection: TopicSelection, sourceAdmin: ClientSlot,
    targetAdmin: ClientSlot
  ) {
    self.settings = settings
    self.selection = selection
    self.sourceAdmin = sourceAdmin
    self.targetAdmin = targetAdmin
    excludedConfigs = NamePatterns(settings.configPropertiesExclude)
    scheduler = MirrorScheduler(
      start: settings.isEnabled
        ? [.createOffsetSyncsTopic, .loadPartitions, .createTopics, .refreshTargets] : [],
      timeout: settings.adminTimeout)
  }

  /// Partitions are dealt to the tasks in turn, in the order in which the source names them.
  func taskConfigurations(atMost limit: Int32) -> [TaskConfiguration] {
    let partitions = known.flatMap { topic in
      (0..<topic.partitions).map {
        NamedPartition(topic: topic.name, partition: PartitionIndex($0))
      }
    }
    guard settings.isEnabled, !partitions.isEmpty else { return [] }
    let count = min(Int(limit), partitions.count)
    return (0..<count).map { task in
      .partitions(stride(from: task, to: partitions.count, by: count).map { partitions[$0] })
    }
  }

  // MARK: The thread

  /// Goes on with whatever is due; called after every input and at `deadline`.
  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    while true {
      let job = scheduler.next(now: now)
      if !isStarted, scheduler.hasStarted {
        isStarted = true
        notices.append(.started)
        guard settings.isEnabled else { return }
        scheduler.schedule(.syncACLs, first: now, every: settings.syncTopicACLsInterval)
        scheduler.schedule(.syncConfigs, first: now, every: settings.syncTopicConfigsInterval)
        if let interval = settings.refreshTopicsInterval {
          scheduler.schedule(.refresh, first: now + interval, every: interval)
        }
        if job == nil { continue }
      }
      guard let job else { return }
      begin(job)
      ask(&clients, now: now, into: &effects, notices: &notices)
      if scheduler.running != nil { return }
    }
  }

  private mutating func begin(_ job: Job) {
    switch job {
    case .createOffsetSyncsTopic:
      steps = settings.emitsOffsetSyncs ? [.createOffsetSyncsTopic] : []
    case .loadPartitions, .refresh: steps = [.listSource]
    case .createTopics: steps = missing()
    case .refreshTargets: steps = [.listTarget]
    case .syncACLs: steps = [.describeACLs]
    case .syncConfigs:
      let copied = known.map(\.name).filter { name in
        knownAtTarget.contains { $0.name == selection.remoteTopic(name) }
      }
      steps = copied.isEmpty ? [] : [.describeConfigs(copied)]
    }
  }

  /// Makes the job's next call; a job without one is over.
  private mutating func ask(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    guard let step = steps.first else {
      scheduler.finished()
      if wantsTasks { notices.append(.tasksChanged) }
      wantsTasks = false
      return
    }
    switch step {
    case .describeSource([]), .describeTarget([]):
      steps.removeFirst()
      take(.topicDescriptions([]), of: step)
      ask(&clients, now: now, into: &effects, notices: &notices)
    default:
      let (slot, call) = call(of: step)
      open = clients.call(slot, call, now: now, into: &effects)
    }
  }

  private func call(of step: Step) -> (ClientSlot, AdminCall) {
    switch step {
    case .createOffsetSyncsTopic:
      let atSource = settings.offsetSyncsLocation == .source
      let other = atSource ? selection.flow.target : selection.flow.source
      return (
        atSource ? sourceAdmin : targetAdmin,
        .createTopics([
          AdminCall.NewTopic(
            name: selection.policy.offsetSyncsTopic(other: other), partitions: 1,
            replicationFactor: settings.offsetSyncsReplicationFactor)
        ])
      )
    case .listSource: return (sourceAdmin, .listTopics)
    case .describeSource(let names): return (sourceAdmin, .describeTopics(names))
    case .listTarget: return (targetAdmin, .listTopics)
    case .describeTarget(let names): return (targetAdmin, .describeTopics(names))
    case .describeNew(let names): return (sourceAdmin, .describeTopicConfigs(names))
    case .create(let topics): return (targetAdmin, .createTopics(topics))
    case .grow(let topics): return (targetAdmin, .createPartitions(topics))
    case .describeConfigs(let names): return (sourceAdmin, .describeTopicConfigs(names))
    case .alterConfigs(let changes): return (targetAdmin, .incrementalAlterConfigs(changes))
    case .describeACLs: return (sourceAdmin, .describeACLs)
    }
  }

  mutating func answered(
    _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    guard id == open, let step = steps.first else { return }
    open = nil
    steps.removeFirst()
    if case .failed = answer {
      // The job throws, which is logged; what it would have asked next is left.
      steps.removeAll()
    } else {
      take(answer, of: step)
    }
    ask(&clients, now: now, into: &effects, notices: &notices)
    wake(&clients, now: now, into: &effects, notices: &notices)
  }

  private mutating func take(_ answer: AdminAnswer, of step: Step) {
    switch (step, answer) {
    case (.listSource, .topics(let topics)):
      let names = topics.map(\.name).filter { selection.copies($0) }
      steps = [.describeSource(names)] + steps
    case (.describeSource, .topicDescriptions(let topics)):
      found = topics.filter { $0.error == .none }.map {
        TopicSize(name: $0.name, partitions: Int32($0.partitions.count))
      }
      steps = [.listTarget] + steps
    case (.listTarget, .topics(let topics)):
      let checkpoints = selection.policy.checkpointsTopic(of: selection.flow.source)
      let names = topics.map(\.name).filter {
        selection.policy.source(of: $0) == selection.flow.source && $0 != checkpoints
      }
      steps = [.describeTarget(names)] + steps
    case (.describeTarget, .topicDescriptions(let topics)):
      knownAtTarget = topics.filter { $0.error == .none }.map {
        TopicSize(name: $0.name, partitions: Int32($0.partitions.count))
      }
      compare()
    case (.describeNew(let names), .topicConfigs(let configs)):
      steps = [.create(names.map { copy(of: $0, configs) })] + steps
    case (.describeConfigs, .topicConfigs(let configs)):
      steps = [.alterConfigs(configs.map { changes(of: $0) })] + steps
    default:
      break
    }
  }

  /// Both sides are known: what the job that asked makes of them.
  private mutating func compare() {
    switch scheduler.running {
    case .loadPartitions:
      known = found
    case .refresh:
      let isMissing = found.contains { topic in
        let copy = selection.remoteTopic(topic.name)
        return (knownAtTarget.first { $0.name == copy }?.partitions ?? 0) < topic.partitions
      }
      guard Set(known) != Set(found) || isMissing else { return }
      known = found
      steps = missing()
      wantsTasks = true
    case .createOffsetSyncsTopic, .createTopics, .refreshTargets, .syncACLs, .syncConfigs, nil:
      break
    }
  }

  /// `computeAndCreateTopicPartitions`: the copies that lack, and those that lack partitions.
  private func missing() -> [Step] {
    var steps: [Step] = []
    let new = known.filter { topic in
      !knownAtTarget.contains { $0.name == selection.remoteTopic(topic.name) }
    }
    if !new.isEmpty { steps.append(.describeNew(new.map(\.name))) }
    let grown = known.compactMap { topic -> AdminCall.NewPartitions? in
      let copy = selection.remoteTopic(topic.name)
      guard let target = knownAtTarget.first(where: { $0.name == copy }),
        target.partitions < topic.partitions
      else { return nil }
      return AdminCall.NewPartitions(name: copy, total: topic.partitions)
    }
    if !grown.isEmpty { steps.append(.grow(grown)) }
    return steps
  }

  private func copy(of name: String, _ configs: [TopicConfigs]) -> AdminCall.NewTopic {
    let entries = configs.first { $0.name == name }?.entries ?? []
    return AdminCall.NewTopic(
      name: selection.remoteTopic(name),
      partitions: known.first { $0.name == name }?.partitions ?? 1,
      replicationFactor: Int16(settings.replicationFactor),
      configs: entries.filter { !$0.isDefault && isSynchronized($0.key) }.map {
        TopicConfigChange($0.key, .set($0.value))
      })
  }

  /// `incrementalAlterConfigs`: what is set at the source is set, what has its default there is deleted.
  private func changes(of configs: TopicConfigs) -> TopicConfigAlteration {
    TopicConfigAlteration(
      name: selection.remoteTopic(configs.name),
      changes: configs.entries.filter { isSynchronized($0.key) }.map {
        TopicConfigChange($0.key, $0.isDefault ? .delete : .set($0.value))
      })
  }

  private func isSynchronized(_ key: TopicConfigKey) -> Bool {
    !excludedConfigs.matches(key.rawValue)
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

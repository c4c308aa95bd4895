/// The connector of a flow's heartbeats: makes their topic at the target, and one task. It works in flows that are not
/// enabled as well.
///
/// Source: `org.apache.kafka.connect.mirror.MirrorHeartbeatConnector`.
struct MirrorHeartbeatConnector: Sendable {
  let settings: MirrorSettings
  let selection: TopicSelection
  let targetAdmin: ClientSlot
  private(set) var scheduler: MirrorScheduler<Job>
  private var open: AdminCallID?
  private(set) var isStarted = false

  enum Job: Hashable, Sendable {
    case createTopic
  }

  init(_ settings: MirrorSettings, selection: TopicSelection, targetAdmin: ClientSlot) {
    self.settings = settings
    self.selection = selection
    self.targetAdmin = targetAdmin
    scheduler = MirrorScheduler(start: [.createTopic], timeout: settings.adminTimeout)
  }

  /// One task, whatever `tasks.max` is.
  func taskConfigurations(atMost limit: Int32) -> [TaskConfiguration] {
    settings.emitHeartbeatsInterval == nil ? [] : [.whole]
  }

  /// Goes on with whatever is due; called first to start, then at `deadline`.
  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [MirrorSourceConnector.Notice]
  ) {
    if scheduler.next(now: now) == .createTopic {
      let topic = AdminCall.NewTopic(
        name: selection.policy.heartbeatsTopic, partitions: 1,
        replicationFactor: settings.heartbeatsReplicationFactor)
      open = clients.call(targetAdmin, .createTopics([topic]), now: now, into: &effects)
    }
    guard !isStarted, scheduler.hasStarted else { return }
    isStarted = true
    notices.append(.started)
  }

  mutating func answered(
    _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [MirrorSourceConnector.Notice]
  ) {
    guard id == open else { return }
    open = nil
    // The topic may be there already; any other failure is logged.
    scheduler.finished()
    wake(&clients, now: now, into: &effects, notices: &notices)
  }

  @inline(__always)
  var deadline: Milliseconds { scheduler.deadline }

  mutating func stop(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    scheduler.close()
    open = nil
    clients.close(targetAdmin, timeout: .max, now: now, into: &effects)
  }
}

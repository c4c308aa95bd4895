/// The task of the heartbeat connector: one record each `emit.heartbeats.interval.seconds`, without clients of its own.
///
/// Source: `org.apache.kafka.connect.mirror.MirrorHeartbeatTask`.
struct MirrorHeartbeatTask: Sendable {
  let interval: Milliseconds
  private let record: OwnRecord
  private(set) var phase = Phase.notStarted

  enum Phase: Hashable, Sendable {
    case notStarted
    case idle
    /// The thread waits for the time or for `stop()`.
    case polling(until: Milliseconds)
    case stopped
  }

  init(_ settings: MirrorSettings, selection: TopicSelection) {
    interval = settings.emitHeartbeatsInterval ?? .zero
    let flow = selection.flow
    record = OwnRecord(
      topic: selection.policy.heartbeatsTopic, partition: PartitionIndex(0),
      record: .heartbeat(source: flow.source, target: flow.target),
      source: .heartbeat(source: flow.source, target: flow.target),
      sourcePartition: SourcePartition(0))
  }

  mutating func start(notices: inout [OwnRecordNotice]) {
    phase = .idle
    notices.append(.started)
  }

  mutating func poll(now: Milliseconds, notices: inout [OwnRecordNotice]) {
    guard phase == .idle else {
      notices.append(.polled([]))
      return
    }
    phase = .polling(until: now + interval)
  }

  /// Called at `deadline`.
  mutating func wake(now: Milliseconds, notices: inout [OwnRecordNotice]) {
    guard case .polling(let until) = phase, now >= until else { return }
    phase = .idle
    notices.append(.polled([record]))
  }

  /// Ends a poll at once, with nothing.
  mutating func stop(notices: inout [OwnRecordNotice]) {
    switch phase {
    case .polling: notices.append(.polled([]))
    case .stopped: return
    case .notStarted, .idle: break
    }
    phase = .stopped
    notices.append(.stopped)
  }

  @inline(__always)
  var deadline: Milliseconds {
    if case .polling(let until) = phase { until } else { .max }
  }
}

/// The three timers of a member: when to send the next heartbeat, when the coordinator counts as lost, and when the
/// application counts as stalled.
///
/// Source: `org.apache.kafka.clients.consumer.internals.Heartbeat`.
struct HeartbeatTimers: Hashable, Sendable {
  private(set) var nextHeartbeat = Milliseconds.zero
  private(set) var sessionEnds = Milliseconds.zero
  private(set) var pollEnds = Milliseconds.zero
  let interval: Milliseconds
  let session: Milliseconds
  let maxPollInterval: Milliseconds
  private var failures: Int64 = 0
  let backoff: ExponentialBackoff

  init(settings: GroupMemberSettings) {
    // A thread that beats without a pause still takes time for each.
    interval = max(settings.heartbeatInterval, Milliseconds(1))
    session = settings.sessionTimeout
    maxPollInterval = settings.rebalanceTimeout
    backoff = settings.retryBackoff
  }

  mutating func polled(now: Milliseconds) { pollEnds = now + maxPollInterval }

  mutating func sent(now: Milliseconds) { nextHeartbeat = now + interval }

  mutating func failed(now: Milliseconds, jitter: inout RandomSource) {
    nextHeartbeat = now + backoff.span(after: failures, random: &jitter)
    failures += 1
  }

  mutating func answered(now: Milliseconds) {
    failures = 0
    sessionEnds = now + session
  }

  mutating func resetSession(now: Milliseconds) { sessionEnds = now + session }

  mutating func resetAll(now: Milliseconds) {
    sessionEnds = now + session
    pollEnds = now + maxPollInterval
    nextHeartbeat = now + interval
  }

  /// When the first of the three runs out.
  var earliest: Milliseconds { min(nextHeartbeat, sessionEnds, pollEnds) }
}

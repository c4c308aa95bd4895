/// A connection of the broker's own with one request at a time, as its threads use Kafka's `NetworkClient`.
///
/// A request that cannot be sent or answered fails once; whether it is tried again is its owner's business. The
/// ApiVersions exchange on a new connection is left out.
/// Source: `InterBrokerSendThread`, `BrokerBlockingSender`, `ClusterConnectionStates`.
package struct BrokerChannel: Sendable {
  /// The time-outs and back-offs a thread gives its client.
  package struct Policy: Hashable, Sendable {
    package var reconnectBackoff: Milliseconds
    package var reconnectBackoffMax: Milliseconds
    package var requestTimeout: Milliseconds
    /// The longest wait of a request for a connection.
    package var unsentTimeout: Milliseconds
    /// `socket.connection.setup.timeout.ms`, doubled at each failure up to the maximum.
    package var setupTimeout = Milliseconds(10_000)
    package var setupTimeoutMax = Milliseconds(30_000)
    /// A failed connection is forgotten with its history (`BrokerBlockingSender` closes the node).
    package var forgetsFailures = false
  }

  private enum Link: Hashable, Sendable {
    case closed(retryAt: Milliseconds)
    case connecting(deadline: Milliseconds)
    case open
  }

  private enum Work: Hashable, Sendable {
    case none
    case unsent(Request, deadline: Milliseconds)
    case inFlight(deadline: Milliseconds)
  }

  package let id: ChannelID
  package let node: NodeID
  private let policy: Policy
  private var link = Link.closed(retryAt: Milliseconds(Int64.min))
  private var work = Work.none
  private var failures = 0
  private var correlation: Int32 = 0
  private var alarm = Alarm()

  package init(_ id: ChannelID, to node: NodeID, policy: Policy) {
    self.id = id
    self.node = node
    self.policy = policy
  }

  package var isBusy: Bool {
    switch work {
    case .none: false
    case .unsent, .inFlight: true
    }
  }

  /// Sends the request as soon as there is a connection.
  mutating func submit(
    _ request: consuming Request, now: Milliseconds, jitter: inout RandomSource,
    into effects: inout [BrokerEffect]
  ) {
    precondition(!isBusy, "a channel carries one request at a time")
    if case .open = link {
      send(request, now: now, into: &effects)
      armAlarm(into: &effects)
    } else {
      work = .unsent(request, deadline: now + policy.unsentTimeout)
      advance(now: now, jitter: &jitter, into: &effects)
    }
  }

  mutating func connected(
    now: Milliseconds, jitter: inout RandomSource, into effects: inout [BrokerEffect]
  ) {
    guard case .connecting = link else { return }
    link = .open
    failures = 0
    advance(now: now, jitter: &jitter, into: &effects)
  }

  /// The connection is refused or gone; true if a request failed with it.
  mutating func closed(now: Milliseconds, jitter: inout RandomSource) -> Bool {
    if case .closed = link { return false }
    noteFailure(now: now, jitter: &jitter)
    defer { work = .none }
    return isBusy
  }

  /// True if the answer is the one waited for.
  mutating func answered(_ correlation: Int32) -> Bool {
    guard case .inFlight = work, correlation == self.correlation else { return false }
    work = .none
    return true
  }

  /// Gives the connection up at once, for a controller that is none any more.
  mutating func close(
    now: Milliseconds, jitter: inout RandomSource, into effects: inout [BrokerEffect]
  ) {
    if case .closed = link { return }
    effects.append(.closeChannel(id))
    noteFailure(now: now, jitter: &jitter)
    work = .none
  }

  /// The channel's timer fired; true if a request failed.
  mutating func timerFired(
    now: Milliseconds, jitter: inout RandomSource, into effects: inout [BrokerEffect]
  ) -> Bool {
    guard alarm.fires(at: now) else { return false }
    if case .connecting(let deadline) = link, now >= deadline {
      effects.append(.closeChannel(id))
      noteFailure(now: now, jitter: &jitter)
      defer { work = .none }
      return isBusy
    }
    switch work {
    case .inFlight(let deadline) where now >= deadline:
      effects.append(.closeChannel(id))
      noteFailure(now: now, jitter: &jitter)
      work = .none
      return true
    case .unsent(_, let deadline) where now >= deadline:
      if policy.forgetsFailures, case .connecting = link {
        effects.append(.closeChannel(id))
        noteFailure(now: now, jitter: &jitter)
      }
      work = .none
      return true
    case .none, .unsent, .inFlight:
      advance(now: now, jitter: &jitter, into: &effects)
      return false
    }
  }

  private mutating func advance(
    now: Milliseconds, jitter: inout RandomSource, into effects: inout [BrokerEffect]
  ) {
    if case .unsent(let request, _) = work {
      switch link {
      case .open:
        send(request, now: now, into: &effects)
      case .closed(let retryAt) where now >= retryAt:
        let span = min(policy.setupTimeout.raw << min(failures, 10), policy.setupTimeoutMax.raw)
        link = .connecting(deadline: now + jitter.jittered(Milliseconds(span)))
        effects.append(.connect(channel: id, to: node))
      case .closed, .connecting:
        break
      }
    }
    armAlarm(into: &effects)
  }

  private mutating func send(
    _ request: consuming Request, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    correlation &+= 1
    let bytes = request.sizeOnTheWire
    effects.append(.send(channel: id, correlation: correlation, request, bytes: bytes))
    work = .inFlight(deadline: now + policy.requestTimeout)
  }

  private mutating func armAlarm(into effects: inout [BrokerEffect]) {
    if alarm.arm(deadline) { effects.append(.setTimer(.channel(id), at: alarm.at ?? .max)) }
  }

  private var deadline: Milliseconds {
    let forLink: Milliseconds =
      switch link {
      case .connecting(let deadline): deadline
      case .closed(let retryAt): isBusy ? retryAt : .max
      case .open: .max
      }
    let forWork: Milliseconds =
      switch work {
      case .none: .max
      case .unsent(_, let deadline), .inFlight(let deadline): deadline
      }
    return min(forLink, forWork)
  }

  private mutating func noteFailure(now: Milliseconds, jitter: inout RandomSource) {
    if policy.forgetsFailures {
      link = .closed(retryAt: now)
      return
    }
    let span = min(
      policy.reconnectBackoff.raw << min(failures, 10), policy.reconnectBackoffMax.raw)
    failures += 1
    link = .closed(retryAt: now + jitter.jittered(Milliseconds(span)))
  }
}

extension BrokerChannel.Policy {
  /// `KafkaRaftManager.buildNetworkClient`
  static func metadataLog(_ settings: BrokerSettings) -> Self {
    Self(
      reconnectBackoff: Milliseconds(50), reconnectBackoffMax: Milliseconds(500),
      requestTimeout: settings.quorumRequestTimeout, unsentTimeout: settings.quorumRequestTimeout)
  }

  /// `NodeToControllerChannelManagerImpl`; a heartbeat is given up after half the session time-out, since KAFKA-19294 (4.1)
  /// after its interval.
  static func heartbeat(_ settings: BrokerSettings, _ behaviour: BrokerBehaviour) -> Self {
    let timeout = min(settings.controllerSocketTimeout, heartbeatTimeout(settings, behaviour))
    return Self(
      reconnectBackoff: Milliseconds(50), reconnectBackoffMax: Milliseconds(50),
      requestTimeout: timeout, unsentTimeout: timeout)
  }

  static func heartbeatTimeout(
    _ settings: BrokerSettings, _ behaviour: BrokerBehaviour
  ) -> Milliseconds {
    behaviour.heartbeatRetriesByInterval
      ? settings.heartbeatInterval : Milliseconds(settings.sessionTimeout.raw / 2)
  }

  static func alterPartition(_ settings: BrokerSettings) -> Self {
    Self(
      reconnectBackoff: Milliseconds(50), reconnectBackoffMax: Milliseconds(50),
      requestTimeout: settings.controllerSocketTimeout,
      unsentTimeout: settings.controllerSocketTimeout)
  }

  /// `BrokerBlockingSender`: the thread waits `replica.socket.timeout.ms` for the connection.
  static func fetcher(_ settings: BrokerSettings) -> Self {
    Self(
      reconnectBackoff: .zero, reconnectBackoffMax: .zero, requestTimeout: settings.requestTimeout,
      unsentTimeout: settings.replicaSocketTimeout, forgetsFailures: true)
  }
}

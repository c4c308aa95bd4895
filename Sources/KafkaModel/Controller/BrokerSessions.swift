/// The sessions of registered brokers: when each was heard last and how far it has applied the metadata.
///
/// Source: `org.apache.kafka.controller.BrokerHeartbeatManager`.
struct BrokerSessions: Sendable {
  private struct Session: Sendable {
    let id: NodeID
    var lastContact: Milliseconds
    var metadataOffset = Offset.none
    /// Others must have applied up to here before the broker may leave; `.none` when it does not want to.
    var shutdownOffset = Offset.none
  }

  /// `BrokerControlState`, what a broker is to the controller.
  enum State: Hashable, Sendable {
    case fenced
    case unfenced
    case controlledShutdown
    case shutdownNow
  }

  private let timeout: Milliseconds
  private var sessions: [Session] = []
  /// Unfenced brokers, the one not heard for the longest time first; equals in the order they were added.
  private var unfenced: [NodeID] = []

  init(timeout: Milliseconds) { self.timeout = timeout }

  private func index(_ id: NodeID) -> Int? { sessions.firstIndex { $0.id == id } }

  func isShuttingDown(_ id: NodeID) -> Bool {
    guard let index = index(id) else { return false }
    return sessions[index].shutdownOffset >= .zero
  }

  /// A session is valid up to and including its last millisecond.
  func hasValidSession(_ id: NodeID, now: Milliseconds) -> Bool {
    guard let index = index(id), unfenced.contains(id) else { return false }
    return sessions[index].lastContact + timeout >= now
  }

  /// The first millisecond in which some session is over; nil without unfenced brokers.
  var nextExpiry: Milliseconds? {
    guard let id = unfenced.first, let index = index(id) else { return nil }
    return sessions[index].lastContact + timeout + Milliseconds(1)
  }

  func staleBroker(now: Milliseconds) -> NodeID? {
    guard let id = unfenced.first, !hasValidSession(id, now: now) else { return nil }
    return id
  }

  mutating func fence(_ id: NodeID) { unfenced.removeAll { $0 == id } }

  mutating func remove(_ id: NodeID) {
    sessions.removeAll { $0.id == id }
    fence(id)
  }

  /// Follows a registration record or a change of one.
  ///
  /// As in Kafka, a record that leaves the fencing as it was forgets the broker's metadata offset until its next
  /// heartbeat, so a broker just unfenced delays the controlled shutdown of another.
  mutating func register(_ id: NodeID, fenced: Bool, now: Milliseconds) {
    var offset = Offset.none
    if let index = index(id) {
      if unfenced.contains(id) == fenced { offset = sessions[index].metadataOffset }
    } else {
      sessions.append(Session(id: id, lastContact: now))
    }
    touch(id, fenced: fenced, metadataOffset: offset, now: now)
  }

  mutating func touch(_ id: NodeID, fenced: Bool, metadataOffset: Offset, now: Milliseconds) {
    guard let index = index(id) else { preconditionFailure("no session of broker \(id)") }
    fence(id)
    sessions[index].lastContact = now
    sessions[index].metadataOffset = metadataOffset
    if fenced {
      sessions[index].shutdownOffset = .none
    } else {
      var place = unfenced.count
      while place > 0, lastContact(unfenced[place - 1]) > now { place -= 1 }
      unfenced.insert(id, at: place)
    }
  }

  private func lastContact(_ id: NodeID) -> Milliseconds {
    guard let index = index(id) else { preconditionFailure("no session of broker \(id)") }
    return sessions[index].lastContact
  }

  /// The broker may leave once all others have applied this offset; the first one stays.
  mutating func setShutdownOffset(_ id: NodeID, _ offset: Offset) {
    guard let index = index(id) else { preconditionFailure("no session of broker \(id)") }
    if sessions[index].shutdownOffset < .zero { sessions[index].shutdownOffset = offset }
  }

  /// The lowest metadata offset among brokers that are unfenced and stay; nil without any.
  private var lowestActiveOffset: Offset? {
    var lowest: Offset?
    for session in sessions
    where session.shutdownOffset < .zero && unfenced.contains(session.id) {
      lowest = min(lowest ?? session.metadataOffset, session.metadataOffset)
    }
    return lowest
  }

  func state(_ id: NodeID) -> State {
    if isShuttingDown(id) { return .controlledShutdown }
    return unfenced.contains(id) ? .unfenced : .fenced
  }

  /// What a heartbeat makes of its broker (`calculateNextBrokerState`).
  func nextState(
    _ heartbeat: BrokerHeartbeatRequest, registeredAt: Offset, leads: Bool
  ) -> State {
    switch state(heartbeat.broker) {
    case .fenced, .shutdownNow:
      if heartbeat.wantShutDown { return .shutdownNow }
      let isCaughtUp = heartbeat.currentMetadataOffset >= registeredAt
      return !heartbeat.wantFence && isCaughtUp ? .unfenced : .fenced
    case .unfenced:
      if heartbeat.wantFence { return heartbeat.wantShutDown ? .shutdownNow : .fenced }
      if heartbeat.wantShutDown { return leads ? .controlledShutdown : .shutdownNow }
      return .unfenced
    case .controlledShutdown:
      if leads { return .controlledShutdown }
      guard let lowest = lowestActiveOffset, let index = index(heartbeat.broker) else {
        return .shutdownNow
      }
      return sessions[index].shutdownOffset <= lowest ? .shutdownNow : .controlledShutdown
    }
  }
}

/// The connections to this broker, each with one request in its hands at a time.
///
/// Kafka mutes a connection when a request has been read and unmutes it when the answer has been handed over; what
/// came meanwhile waits in the socket. While it is muted nobody sees that the client has closed it: the answer is written,
/// the next request read and handled, and only the answer to that one fails, as the client's kernel has sent a reset by then; the
/// rest is lost. Source: `kafka.network.SocketServer`, `Processor.processCompletedSends`, `Selector.pollSelectionKeys`; Linux.
struct SocketServer: Sendable {
  struct Waiting: Sendable {
    var connection: ServerConnection
    var correlation: Int32
    var request: Request
  }

  /// How a connection stands.
  private enum State: UInt8, Sendable {
    case gone
    case idle
    /// Its request is in hand.
    case busy
    /// Likewise, and others wait.
    case crowded
    /// It was unmuted, and a request waits.
    case ready
    /// The client has closed it, with a request in hand or without; no answer has met its closed socket yet.
    case halfClosed
    case halfClosedIdle
    /// Likewise, and an answer has: the next one fails.
    case reset
    case resetIdle
  }

  /// By id, which the shell never gives twice. A byte each: thousands of connections take turns, and so they stay near.
  private var states: [State] = []
  /// In the order in which they came.
  private var waiting: [Waiting] = []
  /// Connections that were unmuted with a request waiting.
  private var ready: [ServerConnection] = []
  /// Connections that are closed behind requests which have not been handed over yet.
  private var closing: [ServerConnection] = []

  mutating func accepted(_ id: ServerConnection) {
    while states.count <= Int(id.raw) { states.append(.gone) }
    states[Int(id.raw)] = .idle
  }

  /// The client has closed the connection, or a reset has ended it, and nothing can be written from the first answer on.
  mutating func closed(_ id: ServerConnection, isReset: Bool) {
    closing.removeAll { $0 == id }
    switch state(of: id) {
    case .gone, .halfClosed, .reset: return
    case .crowded where !isReset: states[Int(id.raw)] = .halfClosed
    case .idle, .busy, .crowded, .ready, .halfClosedIdle, .resetIdle: forget(id)
    }
  }

  /// A process that has stood still finds the end of the connection in its socket, behind requests that it has not read yet.
  mutating func closes(_ id: ServerConnection) {
    switch state(of: id) {
    case .idle: states[Int(id.raw)] = .halfClosedIdle
    case .busy, .crowded: states[Int(id.raw)] = .halfClosed
    case .gone, .ready, .halfClosed, .halfClosedIdle, .reset, .resetIdle: return
    }
    closing.append(id)
  }

  private mutating func forget(_ id: ServerConnection) {
    if !waiting.isEmpty { waiting.removeAll { $0.connection == id } }
    states[Int(id.raw)] = .gone
  }

  /// True if the request is read now; else it waits, or its connection is gone.
  mutating func arrived(
    _ request: Request, correlation: Int32, on id: ServerConnection
  ) -> Bool {
    switch state(of: id) {
    case .gone:
      return false
    case .idle:
      states[Int(id.raw)] = .busy
      return true
    case .ready:
      states[Int(id.raw)] = .crowded
      return true
    case .busy, .crowded:
      states[Int(id.raw)] = .crowded
      waiting.append(Waiting(connection: id, correlation: correlation, request: request))
      return false
    case .halfClosedIdle:
      states[Int(id.raw)] = .halfClosed
      return true
    case .resetIdle:
      states[Int(id.raw)] = .reset
      return true
    case .halfClosed, .reset:
      waiting.append(Waiting(connection: id, correlation: correlation, request: request))
      return false
    }
  }

  /// The request in hand is dealt with; false if nobody reads the answer.
  ///
  /// - Parameter isAnswered: false for `acks=0`, which writes nothing.
  mutating func finish(_ id: ServerConnection, isAnswered: Bool = true) -> Bool {
    switch state(of: id) {
    case .gone:
      return false
    case .idle, .busy:
      states[Int(id.raw)] = .idle
    case .crowded, .ready:
      states[Int(id.raw)] = .ready
      ready.append(id)
    case .halfClosed, .halfClosedIdle:
      states[Int(id.raw)] = isAnswered ? .resetIdle : .halfClosedIdle
      readOn(id)
      return false
    case .reset, .resetIdle:
      if isAnswered {
        forget(id)
      } else {
        states[Int(id.raw)] = .resetIdle
        readOn(id)
      }
      return false
    }
    return true
  }

  /// Of a connection that the client has closed: the next request, or the end.
  private mutating func readOn(_ id: ServerConnection) {
    if waiting.contains(where: { $0.connection == id }) {
      ready.append(id)
    } else if !closing.contains(id) {
      states[Int(id.raw)] = .gone
    }
  }

  /// The next request that was waiting on an unmuted connection.
  @inline(__always)
  mutating func nextReady() -> Waiting? { ready.isEmpty ? nil : takeReady() }

  private mutating func takeReady() -> Waiting? {
    while let id = ready.first {
      ready.removeFirst()
      guard let place = waiting.firstIndex(where: { $0.connection == id }) else { continue }
      let state = state(of: id)
      guard state == .ready || state == .halfClosedIdle || state == .resetIdle else { continue }
      let next = waiting.remove(oftenAlone: place)
      switch state {
      case .halfClosedIdle: states[Int(id.raw)] = .halfClosed
      case .resetIdle: states[Int(id.raw)] = .reset
      case _: states[Int(id.raw)] = waiting.contains { $0.connection == id } ? .crowded : .busy
      }
      return next
    }
    return nil
  }

  /// Ascending.
  var open: [ServerConnection] {
    states.indices.filter { states[$0] != .gone }.map { ServerConnection(Int32($0)) }
  }

  private func state(of id: ServerConnection) -> State {
    Int(id.raw) < states.count ? states[Int(id.raw)] : .gone
  }
}

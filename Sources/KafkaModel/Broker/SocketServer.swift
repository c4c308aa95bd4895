/// The connections to this broker, each with one request in its hands at a time.
///
/// Kafka mutes a connection when a request has been read and unmutes it when the answer has been handed over; what
/// came meanwhile waits in the socket and is lost with it. Source: `kafka.network.SocketServer`, `Processor`.
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
  }

  /// By id, which the shell never gives twice. A byte each: thousands of connections take turns, and so they stay near.
  private var states: [State] = []
  /// In the order in which they came.
  private var waiting: [Waiting] = []
  /// Connections that were unmuted with a request waiting.
  private var ready: [ServerConnection] = []

  mutating func accepted(_ id: ServerConnection) {
    while states.count <= Int(id.raw) { states.append(.gone) }
    states[Int(id.raw)] = .idle
  }

  mutating func closed(_ id: ServerConnection) {
    switch state(of: id) {
    case .gone: return
    case .idle, .busy: break
    case .crowded, .ready: waiting.removeAll { $0.connection == id }
    }
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
    }
  }

  /// The request in hand is dealt with; false if the connection is gone, and nothing may be written to it.
  mutating func finish(_ id: ServerConnection) -> Bool {
    switch state(of: id) {
    case .gone:
      return false
    case .idle, .busy:
      states[Int(id.raw)] = .idle
    case .crowded, .ready:
      states[Int(id.raw)] = .ready
      ready.append(id)
    }
    return true
  }

  /// The next request that was waiting on an unmuted connection.
  @inline(__always)
  mutating func nextReady() -> Waiting? { ready.isEmpty ? nil : takeReady() }

  private mutating func takeReady() -> Waiting? {
    while let id = ready.first {
      ready.removeFirst()
      guard state(of: id) == .ready, let place = waiting.firstIndex(where: { $0.connection == id })
      else { continue }
      let next = waiting.remove(oftenAlone: place)
      states[Int(id.raw)] = waiting.contains { $0.connection == id } ? .crowded : .busy
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

/// The connections to this broker, each with one request in its hands at a time.
///
/// Kafka mutes a connection when a request has been read and unmutes it when the answer has been handed over; what
/// came meanwhile waits in the socket and is lost with it. Source: `kafka.network.SocketServer`, `Processor`.
struct SocketServer: Sendable {
  private struct Connection: Sendable {
    var isBusy = false
    var waiting: [Waiting] = []
    /// First of `waiting` that was not read yet.
    var next = 0
  }

  struct Waiting: Sendable {
    var correlation: Int32
    var request: Request
  }

  private var connections: [Connection] = []
  /// Places in `connections` whose connection is gone.
  private var free: [Int32] = []
  /// By id, which the shell never gives twice, the place in `connections`; -1 where there is none. A search among
  /// thousands would miss the caches at every step.
  private var places: [Int32] = []
  /// Connections that were unmuted with a request waiting.
  private var ready: [ServerConnection] = []

  mutating func accepted(_ id: ServerConnection) {
    let place = free.popLast() ?? Int32(connections.count)
    if Int(place) == connections.count {
      connections.append(Connection())
    } else {
      connections[Int(place)] = Connection()
    }
    while places.count <= Int(id.raw) { places.append(-1) }
    places[Int(id.raw)] = place
  }

  mutating func closed(_ id: ServerConnection) {
    guard let index = index(of: id) else { return }
    connections[index].waiting = []
    free.append(Int32(index))
    places[Int(id.raw)] = -1
  }

  /// True if the request is read now; else it waits, or its connection is gone.
  mutating func arrived(
    _ request: Request, correlation: Int32, on id: ServerConnection
  ) -> Bool {
    guard let index = index(of: id) else { return false }
    if connections[index].isBusy {
      connections[index].waiting.append(Waiting(correlation: correlation, request: request))
      return false
    }
    connections[index].isBusy = true
    return true
  }

  /// The request in hand is dealt with; false if the connection is gone, and nothing may be written to it.
  mutating func finish(_ id: ServerConnection) -> Bool {
    guard let index = index(of: id) else { return false }
    connections[index].isBusy = false
    if connections[index].next < connections[index].waiting.count { ready.append(id) }
    return true
  }

  /// The next request that was waiting on an unmuted connection.
  @inline(__always)
  mutating func nextReady() -> (connection: ServerConnection, Waiting)? {
    ready.isEmpty ? nil : takeReady()
  }

  private mutating func takeReady() -> (connection: ServerConnection, Waiting)? {
    while let id = ready.first {
      ready.removeFirst()
      guard let index = index(of: id), !connections[index].isBusy,
        connections[index].next < connections[index].waiting.count
      else { continue }
      let waiting = connections[index].waiting[connections[index].next]
      connections[index].next += 1
      if connections[index].next == connections[index].waiting.count {
        connections[index].waiting.removeAll(keepingCapacity: true)
        connections[index].next = 0
      }
      connections[index].isBusy = true
      return (id, waiting)
    }
    return nil
  }

  /// Ascending.
  var open: [ServerConnection] {
    places.indices.filter { places[$0] >= 0 }.map { ServerConnection(Int32($0)) }
  }

  private func index(of id: ServerConnection) -> Int? {
    guard Int(id.raw) < places.count, places[Int(id.raw)] >= 0 else { return nil }
    return Int(places[Int(id.raw)])
  }
}

/// The connections to this broker, each with one request in its hands at a time.
///
/// Kafka mutes a connection when a request has been read and unmutes it when the answer has been handed over; what
/// came meanwhile waits in the socket and is lost with it. Source: `kafka.network.SocketServer`, `Processor`.
struct SocketServer: Sendable {
  private struct Connection: Sendable {
    let id: ServerConnection
    var isBusy = false
    var waiting: [Waiting] = []
    /// First of `waiting` that was not read yet.
    var next = 0
  }

  struct Waiting: Sendable {
    var correlation: Int32
    var request: Request
  }

  /// Ascending by id, which the shell never gives twice.
  private var connections: [Connection] = []
  /// Connections that were unmuted with a request waiting.
  private var ready: [ServerConnection] = []

  mutating func accepted(_ id: ServerConnection) {
    connections.insert(Connection(id: id), at: position(of: id))
  }

  mutating func closed(_ id: ServerConnection) {
    if let index = index(of: id) { connections.remove(at: index) }
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
  mutating func nextReady() -> (connection: ServerConnection, Waiting)? {
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

  var open: [ServerConnection] { connections.map(\.id) }

  private func index(of id: ServerConnection) -> Int? {
    let index = position(of: id)
    return index < connections.count && connections[index].id == id ? index : nil
  }

  private func position(of id: ServerConnection) -> Int {
    var (low, high) = (0, connections.count)
    while low < high {
      let middle = (low + high) / 2
      if connections[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

import KafkaModel

/// The connections of one controller: one request of a connection at a time, the others wait unread.
///
/// Source: `kafka.network.SocketServer` (the channel is muted until the response has been sent).
struct ControllerSockets: Sendable {
  private var sockets: [Socket?] = []
  private var nextToken: Int64 = 0
  /// The connection and correlation id of every request that has no answer yet, by token order.
  private var open: [(token: RequestToken, connection: ServerConnection, correlation: Int32)] = []

  private struct Socket: Sendable {
    var busy: RequestToken?
    var waiting: [(correlation: Int32, request: Request)] = []
  }

  mutating func accepted(_ connection: ServerConnection) {
    while sockets.count <= Int(connection.raw) { sockets.append(nil) }
    sockets[Int(connection.raw)] = Socket()
  }

  /// Forgets the connection; the token of its request in work.
  mutating func closed(_ connection: ServerConnection) -> RequestToken? {
    let token = sockets[Int(connection.raw)]?.busy
    sockets[Int(connection.raw)] = nil
    if let token { open.removeAll { $0.token == token } }
    return token
  }

  /// The token under which the request is handled now; nil when it has to wait.
  mutating func arrived(_ request: Request, correlation: Int32, on connection: ServerConnection)
    -> RequestToken?
  {
    guard let socket = sockets[Int(connection.raw)] else { return nil }
    if socket.busy != nil {
      sockets[Int(connection.raw)]?.waiting.append((correlation, request))
      return nil
    }
    return begin(correlation: correlation, on: connection)
  }

  /// Where an answer goes; nil when its connection is gone.
  mutating func answered(_ token: RequestToken) -> (
    connection: ServerConnection, correlation: Int32
  )? {
    guard let index = open.firstIndex(where: { $0.token == token }) else { return nil }
    let entry = open.remove(at: index)
    sockets[Int(entry.connection.raw)]?.busy = nil
    return (entry.connection, entry.correlation)
  }

  /// The next request that waited on the connection.
  mutating func next(on connection: ServerConnection) -> (token: RequestToken, request: Request)? {
    guard let socket = sockets[Int(connection.raw)], socket.busy == nil,
      let first = socket.waiting.first
    else { return nil }
    sockets[Int(connection.raw)]?.waiting.removeFirst()
    return (begin(correlation: first.correlation, on: connection), first.request)
  }

  mutating func closeAll() {
    sockets.removeAll()
    open.removeAll()
  }

  private mutating func begin(correlation: Int32, on connection: ServerConnection) -> RequestToken {
    nextToken += 1
    let token = RequestToken(nextToken)
    sockets[Int(connection.raw)]?.busy = token
    open.append((token, connection, correlation))
    return token
  }
}

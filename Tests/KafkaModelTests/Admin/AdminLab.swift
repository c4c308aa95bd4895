import KafkaModel

/// An admin client before the controller and the brokers of a `BrokerLab`, looked at every millisecond.
struct AdminLab {
  var cluster: BrokerLab
  var client: AdminClient
  var returned: [(at: Int64, call: AdminCallID, answer: AdminAnswer)] = []
  /// Requests as the client sent them.
  var sent: [(at: Int64, node: NodeID, request: Request)] = []
  private var connections: [(node: NodeID, connection: Int, read: Int)] = []
  private var refused: [NodeID] = []
  private var established: [NodeID] = []
  private var wake: Int64 = 0
  private var lastCall: Int32 = 0

  init(brokers: Int = 3, settings: AdminSettings = AdminSettings()) {
    var brokerSettings = BrokerSettings()
    brokerSettings.offsetsTopicPartitions = 3
    brokerSettings.offsetsTopicReplicationFactor = Int16(min(3, brokers))
    cluster = BrokerLab(brokers: brokers, settings: brokerSettings)
    client = AdminClient(
      settings: settings, behaviour: ClientBehaviour(),
      bootstrap: (0..<brokers).map { NodeID(-1 - Int32($0)) }, draws: AdminDraws())
  }

  /// Queues a call and gives its id.
  mutating func call(_ call: AdminCall, timeout: Int64? = nil) -> AdminCallID {
    lastCall += 1
    let id = AdminCallID(lastCall)
    var effects: [AdminEffect] = []
    client.call(
      id, call, timeout: timeout.map { Milliseconds($0) }, now: Milliseconds(cluster.now),
      into: &effects)
    carry(effects)
    return id
  }

  /// Makes a call and waits for its answer.
  mutating func answer(_ call: AdminCall, within span: Int64 = 70_000) -> AdminAnswer? {
    let id = self.call(call)
    let end = cluster.now + span
    while cluster.now < end {
      step()
      if let done = returned.first(where: { $0.call == id }) { return done.answer }
    }
    return nil
  }

  mutating func run(for span: Int64) {
    for _ in 0..<span { step() }
  }

  /// The brokers' process ends and its clients see it.
  mutating func kill(_ broker: Int) {
    cluster.kill(broker)
    for place in connections.indices where Self.broker(connections[place].node) == broker {
      client.disconnected(connections[place].node)
    }
    connections.removeAll { Self.broker($0.node) == broker }
  }

  private static func broker(_ node: NodeID) -> Int { Int(node.raw < 0 ? -1 - node.raw : node.raw) }

  private mutating func step() {
    cluster.run(for: 1)
    for node in established { client.connected(node) }
    for node in refused { client.disconnected(node) }
    established.removeAll()
    refused.removeAll()
    for place in connections.indices {
      let answers = cluster.answers[connections[place].connection] ?? []
      while connections[place].read < answers.count {
        let answer = answers[connections[place].read]
        connections[place].read += 1
        client.responseArrived(
          connections[place].node, correlation: answer.correlation, answer.response)
      }
    }
    var effects: [AdminEffect] = []
    client.poll(now: Milliseconds(cluster.now), into: &effects)
    carry(effects)
  }

  private mutating func carry(_ effects: [AdminEffect]) {
    for effect in effects {
      switch effect {
      case .connect(let node):
        guard cluster.listening.contains(Self.broker(node)) else {
          refused.append(node)
          continue
        }
        connections.append((node, cluster.connect(to: Self.broker(node)), 0))
        established.append(node)
      case .close(let node):
        for open in connections where open.node == node { cluster.disconnect(open.connection) }
        connections.removeAll { $0.node == node }
      case .send(let node, let correlation, let request, _):
        guard let open = connections.first(where: { $0.node == node }) else { continue }
        if request.kind != .apiVersions { sent.append((cluster.now, node, request)) }
        cluster.send(request, correlation: correlation, on: open.connection)
      case .wake(let at): wake = at.raw
      case .returned(let id, let answer): returned.append((cluster.now, id, answer))
      case .journal: break
      }
    }
  }
}

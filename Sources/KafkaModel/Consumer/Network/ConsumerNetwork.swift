/// A consumer's requests on their way: kept until their node is ready, sent, and answered to their owner.
///
/// Both of the consumer's threads use it. A thread calls `beginPoll`, may sleep as long as that says, and calls
/// `finishPoll`; answers gather in `answers`, which the consumer hands to their owners before anything else.
/// Source: `org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient`.
package struct ConsumerNetwork: Sendable {
  /// Answers that nobody has been told of, oldest first.
  package var answers: [NetworkAnswer] = []
  /// Ascending by node, and for each in the order in which they came.
  var unsent: [UnsentRequest] = []
  /// Nodes whose connections an owner wants closed (`disconnectAsync`).
  var pendingDisconnects: [NodeID] = []
  /// Nodes that an owner wants a connection to before it has anything to send.
  var pendingConnects: [NodeID] = []
  /// The longest sleep of one poll: the smaller of `heartbeat.interval.ms` and 5 s.
  let maxPollTimeout: Milliseconds
  private var nextTicket: Int32 = 0
  /// Of the poll in hand; kept, so that no answer allocates.
  var completions: [ClientCompletion] = []
  package var client: NetworkClient

  struct UnsentRequest: Sendable {
    var node: NodeID
    var label: RequestLabel
    var request: Request
    var created: Milliseconds
    var timeout: Milliseconds
  }

  package init(client: NetworkClient, heartbeatInterval: Milliseconds) {
    self.client = client
    maxPollTimeout = min(heartbeatInterval, Milliseconds(5_000))
  }

  /// Queues a request; it leaves at the next poll of either thread at which the node is ready.
  @discardableResult
  package mutating func send(
    _ request: Request, to node: NodeID, purpose: RequestPurpose, now: Milliseconds
  ) -> RequestTicket {
    send(request, to: node, purpose: purpose, timeout: client.settings.requestTimeout, now: now)
  }

  /// As above with a time-out of the request's own in place of `request.timeout.ms`.
  package mutating func send(
    _ request: Request, to node: NodeID, purpose: RequestPurpose, timeout: Milliseconds,
    now: Milliseconds
  ) -> RequestTicket {
    let ticket = RequestTicket(nextTicket)
    nextTicket += 1
    let entry = UnsentRequest(
      node: node, label: RequestLabel(ticket: ticket, purpose: purpose), request: request,
      created: now, timeout: timeout)
    if let place = unsent.firstIndex(where: { $0.node > node }) {
      unsent.insert(entry, at: place)
    } else {
      unsent.append(entry)
    }
    return ticket
  }

  /// Closes the node's connection at the next poll and fails what waits for it.
  package mutating func disconnectAsync(_ node: NodeID) { pendingDisconnects.append(node) }

  /// Whether the connection failed and may not be tried again yet (`isUnavailable`).
  @inline(__always)
  package func isUnavailable(_ node: NodeID, now: Milliseconds) -> Bool {
    client.connectionFailed(node) && client.pollDelay(node, now: now) > .zero
  }

  /// Begins to connect at the next poll, where that is allowed (`tryConnect`).
  package mutating func tryConnect(_ node: NodeID) { pendingConnects.append(node) }

  /// Requests to the node that are not answered, unsent ones included.
  @inline(__always)
  package func hasPendingRequests(to node: NodeID) -> Bool {
    unsent.contains { $0.node == node } || client.hasInFlight(node)
  }

  /// What the client knows of the cluster.
  package var metadata: ClientMetadata {
    @inline(__always) get { client.metadata }
    @inline(__always) _modify { yield &client.metadata }
  }

  @inline(__always)
  package var hasPendingRequests: Bool { !unsent.isEmpty || client.hasInFlight }
}

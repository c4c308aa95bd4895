/// A client's connections: one per node, their requests in flight, time-outs, back-offs and metadata.
///
/// The owner's network thread makes a pass: it asks `ready`, sends, then `beginPoll` and `finishPoll`;
/// between the two it may sleep. Inputs only fill the inbox that the next `finishPoll` reads.
/// Source: `org.apache.kafka.clients.NetworkClient`, `ClusterConnectionStates`, `InFlightRequests`.
package struct NetworkClient: Sendable {
  /// Ascending by node.
  var connections: [Connection] = []
  /// Where the connections are that have something to read or to write, which the next `finishPoll` will find.
  var stirred: Range<Int>?
  /// Some connection has begun or ended, which the next `finishPoll` will find.
  var isShaken = false
  /// No request, attempt or idle connection is overdue up to this time, and maybe not for longer.
  var quietUntil = Milliseconds.max
  /// The number of requests in flight on all connections.
  package internal(set) var inFlightCount = 0
  var fetch: MetadataFetch?
  /// Since when the client has asked for metadata in vain; nil when it has what it asked for
  /// (`metadataAttemptStartMs`, KIP-1102).
  var askingSince: Milliseconds?
  var telemetry: Telemetry
  private var nextCorrelation: Int32 = 0
  package let settings: ClientSettings
  var draws: ClientDraws
  package var metadata: ClientMetadata
  package let behaviour: ClientBehaviour
  /// Whether it goes back to its bootstrap servers when no node can be reached (KIP-899).
  package let rebootstraps: Bool
  let reconnectBackoff: ExponentialBackoff
  let setupTimeout: ExponentialBackoff

  /// A metadata request in flight.
  struct MetadataFetch: Sendable {
    var requestVersion: Int32
    var isPartial: Bool
    var askedAt: Milliseconds
  }

  /// `asksAtOnce`: the owner's first request goes out while the first metadata are awaited.
  package init(
    settings: ClientSettings, behaviour: ClientBehaviour, metadata: ClientMetadata,
    draws: ClientDraws, asksAtOnce: Bool = false
  ) {
    self.settings = settings
    telemetry = settings.pushesMetrics && asksAtOnce ? .begins : .settled
    self.behaviour = behaviour
    self.metadata = metadata
    self.draws = draws
    rebootstraps = settings.rebootstraps ?? behaviour.rebootstraps
    reconnectBackoff = ExponentialBackoff(
      initial: settings.reconnectBackoff, limit: settings.reconnectBackoffMax,
      recordedFactor: behaviour.recordedJitter)
    setupTimeout = ExponentialBackoff(
      initial: settings.connectionSetupTimeout, limit: settings.connectionSetupTimeoutMax,
      recordedFactor: behaviour.recordedJitter)
  }

  /// Whether any request is in flight.
  @inline(__always)
  package var hasInFlight: Bool { inFlightCount > 0 }

  @inline(__always)
  package func phase(of node: NodeID) -> ConnectionPhase? {
    position(of: node).map { connections[$0].phase }
  }

  /// `NetworkClient.connectionFailed`
  @inline(__always)
  package func connectionFailed(_ node: NodeID) -> Bool { phase(of: node) == .disconnected }

  /// Searched from the end: the bootstrap servers at the beginning are soon forgotten.
  @inline(__always)
  func position(of node: NodeID) -> Int? {
    for index in connections.indices.reversed() where connections[index].node == node {
      return index
    }
    return nil
  }

  /// The next `finishPoll` looks at the connection.
  @inline(__always)
  mutating func stir(_ index: Int) {
    guard let known = stirred else {
      stirred = index..<index + 1
      return
    }
    stirred = min(known.lowerBound, index)..<max(known.upperBound, index + 1)
  }

  mutating func takeCorrelation() -> Int32 {
    defer { nextCorrelation &+= 1 }
    return nextCorrelation
  }

  // MARK: Inputs

  /// The connection asked for stands.
  package mutating func connected(_ node: NodeID) {
    guard let index = position(of: node), connections[index].phase == .connecting else { return }
    connections[index].inbox.connected = true
    stir(index)
    isShaken = true
  }

  /// The node refused or ended the connection.
  package mutating func disconnected(_ node: NodeID) {
    guard let index = position(of: node), connections[index].phase != .disconnected else { return }
    connections[index].inbox.disconnected = true
    stir(index)
    isShaken = true
  }

  /// An answer arrived whole; one per connection is read in each poll.
  package mutating func responseArrived(
    _ node: NodeID, correlation: Int32, _ response: consuming Response
  ) {
    guard let index = position(of: node), connections[index].phase != .disconnected else { return }
    connections[index].inbox.add(response, correlation: correlation)
    stir(index)
  }
}

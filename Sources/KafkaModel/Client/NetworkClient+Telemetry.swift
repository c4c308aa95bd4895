/// What a client's metrics sender leaves behind: a connection more.
///
/// Its first request waits for a node that can take it, and is dropped there, as brokers without a receiver of
/// metrics do not know it; it is tried again every five minutes, with the same node. While the client asks
/// for its first metadata, the bootstrap connection writes the metadata request at the sender's first look
/// and the owner's first request at its second. Where the metadata have come before the third, the sender
/// looks among the brokers and connects to one. A client that sends nothing beside its metadata request
/// is served at the second look.
/// Source: `NetworkClient.TelemetrySender`, `ClientTelemetryReporter` (KIP-714, 3.7).
extension NetworkClient {
  enum Telemetry: Hashable, Sendable {
    /// Before the first metadata.
    case begins
    /// Looks for a broker that can take a request.
    case looks
    /// Has found one.
    case settled
  }

  /// Passes take no time here. In a process that has just begun they take some milliseconds, as an answer
  /// from the same site does; so which of the two comes first is drawn. The third look is at the latest when
  /// `reconnect.backoff.ms` are over, which the sender waits while it has no node.
  mutating func metadataCameFirst(askedAt: Milliseconds, now: Milliseconds) {
    let isNear = now - askedAt <= settings.reconnectBackoff
    telemetry = isNear && draws.telemetry.below(2) == 1 ? .looks : .settled
  }

  /// One look at the nodes; how long the poll may sleep at most (`TelemetrySender.maybeUpdate`).
  mutating func lookForTelemetry(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    guard let node = leastLoadedNode(now: now).node else { return settings.reconnectBackoff }
    if canSend(node) {
      telemetry = .settled
      return .max
    }
    if isAnyConnecting { return settings.reconnectBackoff }
    guard canConnect(node, now: now) else { return .max }
    connect(node, now: now, into: &effects)
    return settings.reconnectBackoff
  }
}

/// Requests that only the controller can answer, in the order in which they came; one is with it at a time.
///
/// Source: `kafka.server.ForwardingManager`, `NodeToControllerRequestThread` "forwarding".
struct ForwardedRequests: Sendable {
  struct Item: Sendable {
    var request: Request
    var origin: Origin
    var since: Milliseconds
  }

  /// Whom the answer is for.
  enum Origin: Hashable, Sendable {
    case client(ServerConnection, correlation: Int32)
    /// The broker itself asked for `__consumer_offsets` (`AutoTopicCreationManager`).
    case offsetsTopic
  }

  /// A request is given up after this time in the queue (`BrokerServer`, retryTimeoutMs of "forwarding").
  static let patience = Milliseconds(60_000)

  /// The first one is on its way.
  private(set) var items: [Item] = []

  var first: Item? { items.first }

  var asksForOffsetsTopic: Bool { items.contains { $0.origin == .offsetsTopic } }

  mutating func add(_ item: Item) { items.append(item) }

  mutating func removeFirst() -> Item { items.removeFirst() }
}

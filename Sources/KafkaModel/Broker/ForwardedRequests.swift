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
    /// The broker itself asks for topics that are missing (`AutoTopicCreationManager`).
    case missingTopics
  }

  /// A request is given up after this time in the queue (`BrokerServer`, retryTimeoutMs of "forwarding").
  static let patience = Milliseconds(60_000)

  /// The first one is on its way.
  private(set) var items: [Item] = []

  var first: Item? { items.first }

  /// Whether the broker itself has asked for the topic and has no answer (`inflightTopics`).
  func asks(forTopic name: String) -> Bool {
    items.contains { item in
      guard item.origin == .missingTopics, case .createTopics(let topics) = item.request else {
        return false
      }
      return topics.contains { $0.name == name }
    }
  }

  mutating func add(_ item: Item) { items.append(item) }

  mutating func removeFirst() -> Item { items.removeFirst() }
}

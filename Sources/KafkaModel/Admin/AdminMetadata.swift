/// When an admin client asks for the cluster's brokers, and whom it takes for the controller.
///
/// The brokers themselves are the network client's nodes. Source: `AdminMetadataManager`.
struct AdminMetadata: Sendable {
  enum Refresh: Hashable, Sendable {
    case quiescent
    case requested
    case pending
  }

  private(set) var refresh = Refresh.quiescent
  /// Some broker that is up: each forwards what only the controller can do.
  private(set) var controller: NodeID?
  /// False as long as only the bootstrap servers are known.
  private(set) var isReady = false
  private var lastUpdate = ClientMetadata.longAgo
  private var lastAttempt = ClientMetadata.longAgo
  private let backoff: Milliseconds
  private let maxAge: Milliseconds

  init(settings: ClientSettings) {
    backoff = settings.retryBackoff
    maxAge = settings.metadataMaxAge
  }

  mutating func requestUpdate() {
    if refresh == .quiescent { refresh = .requested }
  }

  mutating func began(now: Milliseconds) {
    refresh = .pending
    lastAttempt = now
  }

  mutating func failed() { refresh = .quiescent }

  /// An answer without brokers changes nothing but the state.
  mutating func updated(controller: NodeID?, now: Milliseconds) {
    refresh = .quiescent
    lastUpdate = now
    guard let controller else { return }
    self.controller = controller
    isReady = true
  }

  /// Back to the bootstrap servers.
  mutating func rebootstrapped() {
    refresh = .quiescent
    controller = nil
    isReady = false
  }

  /// Until the next refresh; zero means now, `.max` while one is under way.
  func delay(now: Milliseconds) -> Milliseconds {
    let afterAttempt = max(.zero, backoff - (now - lastAttempt))
    switch refresh {
    case .quiescent: return max(afterAttempt, max(.zero, maxAge - (now - lastUpdate)))
    case .requested: return afterAttempt
    case .pending: return .max
    }
  }
}

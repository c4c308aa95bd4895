/// How far the producer is with asking for its id (`Sender.maybeSendAndPollTransactionalRequest`).
enum IdentityRequest: Hashable, Sendable {
  /// No request is wanted.
  case none
  case wanted(isRetry: Bool)
  /// The sender waits for this node alone, at most `request.timeout.ms`.
  case awaitingNode(NodeID, since: Milliseconds, isRetry: Bool)
  /// The thread sleeps `retry.backoff.ms` before it asks again, deaf to everything.
  case pausing(NodeID, until: Milliseconds)
  case inFlight(correlation: Int32)
}

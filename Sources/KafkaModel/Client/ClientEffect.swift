/// What a network client asks of its owner.
package enum ClientEffect: Hashable, Sendable {
  case connect(NodeID)
  case close(NodeID)
  case send(NodeID, correlation: Int32, Request, bytes: Int32)
  case journal(JournalEvent)
}

/// What became of a request that the owner sent.
package struct ClientCompletion: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case answered(Response)
    /// Handed to the socket; no answer was expected (acks=0).
    case written
    /// The connection ended first.
    case disconnected
    /// The client ended the connection because of a time-out, of this request or of another.
    case timedOut
  }

  package var node: NodeID
  package var correlation: Int32
  package var outcome: Outcome
  /// The owner's, if it wrote one on the request.
  package var label: RequestLabel?

  /// Left where a completion was taken.
  static let blank = ClientCompletion(node: NodeID(-1), correlation: -1, outcome: .written)
}

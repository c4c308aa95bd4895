/// What the network asks the shell to hand back at an instant; events of closed connections and
/// overtaken timers are recognised and ignored, so nothing needs to be cancelled.
@usableFromInline
package enum NetworkEvent: Hashable, Sendable {
  /// The oldest frame of the stream that `from` writes reaches the other host.
  case frameArrives(ConnectionID, from: ConnectionSide)
  /// The retransmission time-out of the stream that `from` writes, or its window opens for more.
  case retransmissionDue(ConnectionID, from: ConnectionSide)
  /// A reset reaches this side.
  case resetArrives(ConnectionID, at: ConnectionSide)
  /// No answer to the last SYN: the client's host sends it again.
  case connectRetryDue(ConnectionID)
  /// A SYN reaches the server's host.
  case connectArrives(ConnectionID)
  /// The SYN-ACK reaches the client's host.
  case connectAnswered(ConnectionID)
  /// The answer "nobody listens" reaches the client's host.
  case refusalArrives(ConnectionID)
  /// The last part of the handshake reaches the server's host.
  case handshakeCompletes(ConnectionID)
}

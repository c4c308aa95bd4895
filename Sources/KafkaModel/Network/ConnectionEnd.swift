/// Why one side of a connection sees its end.
package enum ConnectionEnd: Hashable, Sendable {
  /// The peer closed and all it wrote has arrived (FIN). This side still has to call `close`.
  case finished
  /// The peer's host answered with a reset. Nothing is left to close.
  case reset
  /// The kernel gave up: unanswered retransmissions (`tcp_retries2`) or SYNs. Nothing is left to
  /// close.
  case timedOut
}

package import SimulationKernel

/// What the shell must do or learn after an input to the network.
package enum NetworkEffect: Hashable, Sendable {
  /// Hand `event` to `handle(_:at:into:)` at the instant.
  case schedule(NetworkEvent, at: Instant)
  /// The server process has a new connection.
  case accepted(ConnectionID, at: ProcessIndex)
  /// The client is connected and may write.
  case established(ConnectionID)
  /// Nobody listens at the server's host; the connection is over.
  case refused(ConnectionID)
  /// `side` learns that the connection ended; see `ConnectionEnd` for what it owes.
  case closed(ConnectionID, side: ConnectionSide, ConnectionEnd)
  /// The frame will never arrive.
  case discarded(MessageID)
}

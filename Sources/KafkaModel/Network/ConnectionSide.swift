/// One of the two ends of a connection.
@usableFromInline
package enum ConnectionSide: UInt8, Hashable, Sendable, CaseIterable {
  /// The end that connected.
  case client
  /// The end that accepted.
  case server

  /// The other end.
  package var peer: ConnectionSide {
    switch self {
    case .client: .server
    case .server: .client
    }
  }
}

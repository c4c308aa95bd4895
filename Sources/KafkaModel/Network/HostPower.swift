/// What a host does with packets.
package enum HostPower: Hashable, Sendable {
  case up
  /// Drops every packet to and from it; its kernel keeps its connections.
  case silent
  /// Has no power; its kernel forgets all connections.
  case off
}

/// What an admin client asks of its shell, in order.
package enum AdminEffect: Hashable, Sendable {
  /// Open a connection to the node; negative ids are the bootstrap servers in their order.
  case connect(NodeID)
  /// Close the connection: bytes already written still travel.
  case close(NodeID)
  case send(NodeID, correlation: Int32, Request, bytes: Int32)
  /// Call `poll` at this reading of the host's clock, or on the next input; replaces the earlier wake.
  case wake(at: Milliseconds)
  /// A call is done; once for each.
  indirect case returned(AdminCallID, AdminAnswer)
  case journal(JournalEvent)
}

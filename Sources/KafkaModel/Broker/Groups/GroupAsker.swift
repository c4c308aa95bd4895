/// The request that a coordinator's answer goes to.
package struct GroupAsker: Hashable, Sendable {
  package var connection: ServerConnection
  package var correlation: Int32

  package init(_ connection: ServerConnection, correlation: Int32) {
    self.connection = connection
    self.correlation = correlation
  }
}

/// A frame that lies whole in the socket of one side of its connection.
package struct ArrivedFrame: Hashable, Sendable {
  package let message: MessageID
  package let connection: ConnectionID
  package let side: ConnectionSide
}

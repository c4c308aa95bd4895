/// One task of a connector.
///
/// Source: `org.apache.kafka.connect.util.ConnectorTaskId`.
package struct ConnectTask: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var connector: ConnectorIndex
  /// From 0 within the connector.
  package var number: Int32

  package init(_ connector: ConnectorIndex, _ number: Int32) {
    self.connector = connector
    self.number = number
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.connector, left.number) < (right.connector, right.number)
  }

  package var description: String { "\(connector)-\(number)" }
}

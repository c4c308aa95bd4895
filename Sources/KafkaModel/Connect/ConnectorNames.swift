/// The names of all connectors that a Connect cluster ever has, in the order that numbers them.
package struct ConnectorNames: Hashable, Sendable {
  private let names: [String]

  package init(_ names: [String]) { self.names = names.sorted { $0.precedesInJava($1) } }

  package var count: Int { names.count }

  package subscript(connector: ConnectorIndex) -> String { names[Int(connector.raw)] }

  package func index(of name: String) -> ConnectorIndex? {
    names.firstIndex(of: name).map { ConnectorIndex(Int32($0)) }
  }

  /// A list of connectors as Java's hash set of their names has them.
  func inHashOrder(_ connectors: [ConnectorIndex]) -> [ConnectorIndex] {
    var order = JavaHashOrder()
    for connector in connectors {
      order.insert(Int(connector.raw), hash: self[connector].javaHash)
    }
    return order.keys.map { ConnectorIndex(Int32($0)) }
  }
}

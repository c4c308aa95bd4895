package import KafkaModel

extension Scenario {
  /// A connector of a Connect cluster.
  package struct Connector: Hashable, Sendable {
    package var name: String
    package var kind: Kind
    package var config: [Setting] = []
    package var mark: Mark
    /// Where its class is named.
    package var classMark: Mark

    /// Whose code it is.
    package enum Kind: Hashable, Sendable {
      /// One of MirrorMaker's, with its two clusters.
      case mirror(ConnectorClass, source: String, target: String)
      /// A source connector of the author's, by its registered name.
      case custom(String)
    }

    package init(name: String, kind: Kind, mark: Mark, classMark: Mark) {
      self.name = name
      self.kind = kind
      self.mark = mark
      self.classMark = classMark
    }
  }
}

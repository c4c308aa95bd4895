/// The connectors that are modelled (`connector.class`).
package enum ConnectorClass: Hashable, Sendable {
  case mirrorSource
  case mirrorCheckpoint
  case mirrorHeartbeat
  /// Code of a test author's, under the name that it is registered by.
  case custom(CustomSourceConnector)
  /// A sink connector of a test author's.
  case sink(CustomSinkConnector)

  /// Those of MirrorMaker.
  package static let mirrors: [ConnectorClass] = [
    .mirrorSource, .mirrorCheckpoint, .mirrorHeartbeat,
  ]

  /// The simple name of the Java class, which is also the connector's name in a dedicated MirrorMaker.
  package var simpleName: String {
    switch self {
    case .mirrorSource: "MirrorSourceConnector"
    case .mirrorCheckpoint: "MirrorCheckpointConnector"
    case .mirrorHeartbeat: "MirrorHeartbeatConnector"
    case .custom(let connector): connector.name
    case .sink(let connector): connector.name
    }
  }

  /// The full name of the Java class.
  package var className: String {
    switch self {
    case .mirrorSource, .mirrorCheckpoint, .mirrorHeartbeat:
      "org.apache.kafka.connect.mirror.\(simpleName)"
    case .custom(let connector): connector.name
    case .sink(let connector): connector.name
    }
  }

  package var isSink: Bool {
    if case .sink = self { true } else { false }
  }

  /// A class of MirrorMaker's by its simple or its full name; Connect takes both.
  package init?(mirrorClass className: String) {
    guard
      let known = Self.mirrors.first(where: {
        $0.simpleName == className || $0.className == className
      })
    else { return nil }
    self = known
  }
}

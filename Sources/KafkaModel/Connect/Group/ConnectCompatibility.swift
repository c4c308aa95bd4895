/// `connect.protocol`: which of the group's protocols a worker offers.
///
/// Source: `ConnectProtocolCompatibility`.
package enum ConnectCompatibility: Hashable, Sendable, CaseIterable {
  case eager
  case compatible
  case sessioned

  /// As the setting and the group's protocol are called; the protocol that eager workers speak is "default".
  package var protocolName: String {
    switch self {
    case .eager: "default"
    case .compatible: "compatible"
    case .sessioned: "sessioned"
    }
  }

  /// The one that a group has chosen.
  init?(protocolName: String) {
    guard let found = Self.allCases.first(where: { $0.protocolName == protocolName }) else {
      return nil
    }
    self = found
  }

  var version: Int16 {
    switch self {
    case .eager: 0
    case .compatible: 1
    case .sessioned: 2
    }
  }

  /// In the order in which a worker offers them.
  var offered: [ConnectCompatibility] {
    switch self {
    case .eager: [.eager]
    case .compatible: [.compatible, .eager]
    case .sessioned: [.sessioned, .compatible, .eager]
    }
  }
}

/// The part of an estate that a version is asked for.
package enum VersionedPart: Hashable, Sendable, CaseIterable {
  /// Producers and other Java clients.
  case client
  /// Consumers, members of groups or not.
  case consumer
  /// Brokers and controllers, in KRaft mode.
  case broker
  /// Workers of Kafka Connect.
  case worker
  /// MirrorMaker 2: its connectors and their tasks.
  case mirror

  /// The versions that are modelled, oldest first.
  package var versions: [KafkaVersion] {
    switch self {
    case .client, .consumer: [KafkaVersion(2, 8, 2), KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)]
    case .broker: [KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)]
    case .worker, .mirror:
      [
        KafkaVersion(2, 8, 2), KafkaVersion(3, 3, 2), KafkaVersion(3, 4, 0), KafkaVersion(3, 5, 1),
        KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1),
      ]
    }
  }
}

/// A version that is not modelled, with those that are.
package struct VersionError: Error, Hashable, Sendable, CustomStringConvertible {
  package var text: String
  package var part: VersionedPart

  package var description: String {
    let known = part.versions.map(\.description).joined(separator: ", ")
    let who =
      switch part {
      case .client: "clients"
      case .consumer: "consumers"
      case .broker: "brokers and controllers"
      case .worker: "Connect workers"
      case .mirror: "mirrors"
      }
    return "Kafka \(text) is not modelled for \(who); modelled versions are \(known)"
  }
}

extension KafkaVersion {
  /// A modelled version as a drill writes it: all three numbers, or two for the modelled patch release.
  package init(modelled text: String, for part: VersionedPart) throws(VersionError) {
    let wanted = text.split(separator: ".", omittingEmptySubsequences: false)
    for version in part.versions {
      let full = version.description
      if text == full || (wanted.count == 2 && full.hasPrefix(text + ".")) {
        self = version
        return
      }
    }
    throw VersionError(text: text, part: part)
  }
}

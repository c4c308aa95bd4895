/// What a consumer tells its group's leader when it joins, for one assignor.
///
/// Source: `ConsumerPartitionAssignor.Subscription`, `ConsumerProtocolSubscription.json`.
package struct ConsumerSubscription: Hashable, Sendable {
  package var topics: [String]
  /// What the member's own assignor has to say to the leader's.
  package var userData: [UInt8]?
  /// The partitions that the member holds while it joins (version 1).
  package var owned: [NamedPartition]
  /// The generation in which it got them (version 2, KIP-792); `.unknown` if it says none.
  package var generation: GenerationID
  /// `client.rack` (version 3, KIP-881)
  package var rack: String?

  package init(
    topics: [String], userData: [UInt8]? = nil, owned: [NamedPartition] = [],
    generation: GenerationID = .unknown, rack: String? = nil
  ) {
    self.topics = topics
    self.userData = userData
    self.owned = owned
    self.generation = generation
    self.rack = rack
  }

  /// The metadata of a `GroupProtocol` that a consumer with these rules sends.
  ///
  /// Topics go sorted, owned partitions sorted by topic and partition.
  ///
  /// Source: `ConsumerProtocol.serializeSubscription`.
  package func encoded(_ behaviour: ConsumerBehaviour) -> [UInt8] {
    let version = ConsumerProtocolVersion(behaviour)
    var bytes = GroupBytes()
    bytes.append(version.rawValue)
    bytes.append(topics.sorted { $0.precedesInJava($1) })
    bytes.append(userData)
    bytes.append(grouping: owned.sorted { $0.precedesInJava($1) })
    if version >= .generation { bytes.append(generation.raw) }
    if version >= .rack { bytes.append(rack) }
    return bytes.bytes
  }

  /// Reads what a member sent; nil if it is no subscription.
  ///
  /// Source: `ConsumerProtocol.deserializeSubscription`.
  package init?(encoded: [UInt8]) {
    var reader = GroupBytesReader(encoded)
    guard let version = reader.int16(), version >= 0, let topics = reader.strings(),
      let userData = reader.bytes()
    else { return nil }
    self.init(topics: topics, userData: userData.content)
    if version >= ConsumerProtocolVersion.owned.rawValue {
      guard let owned = reader.partitions() else { return nil }
      self.owned = owned
    }
    if version >= ConsumerProtocolVersion.generation.rawValue {
      guard let generation = reader.int32() else { return nil }
      self.generation = generation < 0 ? .unknown : GenerationID(generation)
    }
    if version >= ConsumerProtocolVersion.rack.rawValue {
      guard let rack = reader.string() else { return nil }
      self.rack = rack.content.flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}

/// The versions of the consumer protocol that differ in what a subscription carries.
enum ConsumerProtocolVersion: Int16, Comparable {
  case topics = 0
  case owned = 1
  case generation = 2
  case rack = 3

  /// The newest version that a consumer with these rules knows.
  init(_ behaviour: ConsumerBehaviour) {
    if behaviour.rackAwareAssignment {
      self = .rack
    } else if behaviour.subscriptionCarriesGeneration {
      self = .generation
    } else {
      self = .owned
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

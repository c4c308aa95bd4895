/// What the leader sends to one member by way of the coordinator.
///
/// Source: `ConsumerPartitionAssignor.Assignment`, `ConsumerProtocolAssignment.json`.
package struct ConsumerAssignment: Hashable, Sendable {
  package var partitions: [NamedPartition]
  package var userData: [UInt8]?

  package init(partitions: [NamedPartition], userData: [UInt8]? = nil) {
    self.partitions = partitions
    self.userData = userData
  }

  /// The bytes of a SyncGroup from a leader with these rules; topics in the order in which they first appear.
  ///
  /// Source: `ConsumerProtocol.serializeAssignment`.
  package func encoded(_ behaviour: ConsumerBehaviour) -> [UInt8] {
    var bytes = GroupBytes()
    bytes.append(ConsumerProtocolVersion(behaviour).rawValue)
    bytes.append(grouping: partitions)
    bytes.append(userData)
    return bytes.bytes
  }

  /// Reads what the coordinator sent; nil if it is no assignment, as the empty bytes of a member without one.
  ///
  /// Source: `ConsumerProtocol.deserializeAssignment`.
  package init?(encoded: [UInt8]) {
    var reader = GroupBytesReader(encoded)
    guard let version = reader.int16(), version >= 0, let partitions = reader.partitions(),
      let userData = reader.bytes()
    else { return nil }
    self.init(partitions: partitions, userData: userData.content)
  }
}

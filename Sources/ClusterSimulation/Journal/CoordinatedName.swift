package import KafkaModel

/// A member id, which means one process to the coordinators of one cluster.
package struct CoordinatedName: Hashable, Sendable {
  package var cluster: ClusterIndex
  package var member: MemberID

  package init(cluster: ClusterIndex, member: MemberID) {
    self.cluster = cluster
    self.member = member
  }
}

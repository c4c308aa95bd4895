/// `replication.policy.class`
package enum ReplicationPolicyChoice: Hashable, Sendable {
  /// `DefaultReplicationPolicy`: the alias of the source before the name.
  case prefixed
  /// `IdentityReplicationPolicy` (KIP-690): the same name.
  case identity
}

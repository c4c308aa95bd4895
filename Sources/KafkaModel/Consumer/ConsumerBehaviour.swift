/// Rules of the Java consumer that changed between versions, one flag each, named by KIP or issue.
package struct ConsumerBehaviour: Hashable, Sendable {
  /// KIP-580 (3.7): retry back-off grows exponentially with jitter instead of being constant.
  package var exponentialRetryBackoff = true
  /// KAFKA-13310, KAFKA-14196 (3.2.3, 3.3): the commit before an eager rebalance does not block poll(), and the
  /// partitions hand out nothing while it is in flight.
  package var marksPendingRevocation = true
  /// KAFKA-12983, KAFKA-12984 (3.0, 2.8.1): sticky assignors judge claims by the generation of each claim.
  package var resetsClaimOnGenerationLoss = true
  /// KIP-792 (3.4): the subscription carries the generation of the claim, and its rack (KIP-881, 3.5).
  package var subscriptionCarriesGeneration = true
  /// KIP-881 (3.5): rack-aware range and sticky assignment.
  package var rackAwareAssignment = true
  /// 3.7: the sticky assignors sort a member's own partitions by partition first.
  package var sortsOwnedPartitions = true
  /// KIP-814 (3.2): a returning static leader does not assign again.
  package var skipsAssignment = true
  /// KIP-951 (3.7): NOT_LEADER_OR_FOLLOWER answers carry the new leader and the client applies it.
  package var leaderDiscoveryInResponses = true
  /// KIP-899 (4.0 default): a client without reachable nodes goes back to its bootstrap servers.
  package var rebootstraps = false

  package init() {}
}

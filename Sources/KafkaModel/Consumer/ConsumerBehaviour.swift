/// Rules of the Java consumer that changed between versions, one flag each, named by KIP or issue.
package struct ConsumerBehaviour: Hashable, Sendable {
  /// KIP-580 (3.7): retry back-off grows exponentially with jitter instead of being constant.
  package var exponentialRetryBackoff = true
  /// KAFKA-13310 (3.2): the automatic commit before a rebalance does not block poll().
  package var commitsBeforeJoinAsync = true
  /// KAFKA-14196 (3.2.3, 3.3): the partitions hand out nothing while the commit before an eager rebalance is in
  /// flight; without it, what they hand out meanwhile is in no commit.
  package var marksPendingRevocation = true
  /// KAFKA-12983 (3.0, 2.8.1): a member that lost its generation drops its partitions before it joins again; without
  /// it, it claims them on.
  package var resetsClaimOnGenerationLoss = true
  /// KAFKA-12984 (3.0, 2.8.1): sticky assignors judge claims by generation and take a partition that two members of
  /// one generation claim from both; without it, cooperative-sticky believes every claim and a partition can get two
  /// owners.
  package var judgesClaimsByGeneration = true
  /// KAFKA-12464 (3.0): sticky assignment of equal subscriptions lets no more members than must be have one partition
  /// more than the others, and steals from nobody afterwards.
  package var exactStickyQuotas = true
  /// KAFKA-12675 (3.0): sticky assignment of different subscriptions knows every claim; before, the members that were
  /// compared before the first difference showed had their claims read away, and forgotten.
  package var readsStickyClaimsAgain = true
  /// KAFKA-14639 (3.4.1, 3.5): each claim is held against other claims on its partition; before, every claim of an older
  /// generation than the newest was worth nothing.
  package var judgesClaimsOneByOne = true
  /// KIP-792 (3.4): the subscription carries the generation of the claim, and its rack (KIP-881, 3.5).
  package var subscriptionCarriesGeneration = true
  /// KIP-881 (3.5): rack-aware range and sticky assignment.
  package var rackAwareAssignment = true
  /// KAFKA-16277 (3.7.1, 3.8): the sticky assignors sort a member's own partitions by partition first.
  package var sortsOwnedPartitions = true
  /// KIP-814 (3.2): a returning static leader does not assign again.
  package var skipsAssignment = true
  /// KAFKA-14379 (3.3.2): a consumer that reads from a follower goes back to the leader after an error.
  package var dropsPreferredReplicaOnErrors = true
  /// KAFKA-7109 (3.5): close() ends the fetch sessions and waits for the answers.
  package var closesFetchSessions = true
  /// KIP-951 (3.7): NOT_LEADER_OR_FOLLOWER answers carry the new leader and the client applies it.
  package var leaderDiscoveryInResponses = true
  /// KIP-899 (4.0 default): a client without reachable nodes goes back to its bootstrap servers.
  package var rebootstraps = false

  package init() {}
}

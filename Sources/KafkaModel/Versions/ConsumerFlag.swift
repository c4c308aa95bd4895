/// The names of `ConsumerBehaviour`'s flags, as data for lists and for overriding in a drill.
package enum ConsumerFlag: Hashable, Sendable, CaseIterable {
  case exponentialRetryBackoff
  case commitsBeforeJoinAsync
  case marksPendingRevocation
  case resetsClaimOnGenerationLoss
  case judgesClaimsByGeneration
  case exactStickyQuotas
  case readsStickyClaimsAgain
  case judgesClaimsOneByOne
  case subscriptionCarriesGeneration
  case rackAwareAssignment
  case sortsOwnedPartitions
  case skipsAssignment
  case dropsPreferredReplicaOnErrors
  case closesFetchSessions
  case leaderDiscoveryInResponses
  case rebootstraps

  /// The KIP or issue that brought the rule.
  package var name: String {
    switch self {
    case .exponentialRetryBackoff: "KIP-580"
    case .commitsBeforeJoinAsync: "KAFKA-13310"
    case .marksPendingRevocation: "KAFKA-14196"
    case .resetsClaimOnGenerationLoss: "KAFKA-12983"
    case .judgesClaimsByGeneration: "KAFKA-12984"
    case .exactStickyQuotas: "KAFKA-12464"
    case .readsStickyClaimsAgain: "KAFKA-12675"
    case .judgesClaimsOneByOne: "KAFKA-14639"
    case .subscriptionCarriesGeneration: "KIP-792"
    case .rackAwareAssignment: "KIP-881"
    case .sortsOwnedPartitions: "KAFKA-16277"
    case .skipsAssignment: "KIP-814"
    case .dropsPreferredReplicaOnErrors: "KAFKA-14379"
    case .closesFetchSessions: "KAFKA-7109"
    case .leaderDiscoveryInResponses: "KIP-951"
    case .rebootstraps: "KIP-899"
    }
  }

  /// What it changes, in one sentence.
  package var abstract: String {
    switch self {
    case .exponentialRetryBackoff:
      "The retry back-off doubles up to retry.backoff.max.ms, with jitter."
    case .commitsBeforeJoinAsync:
      "The automatic commit before a rebalance does not block poll()."
    case .marksPendingRevocation:
      "Partitions hand out nothing while the commit before their revocation is in flight."
    case .resetsClaimOnGenerationLoss:
      "A member that lost its generation drops its partitions before it joins again."
    case .judgesClaimsByGeneration:
      "Sticky assignors judge claims by generation; one partition never gets two owners."
    case .exactStickyQuotas:
      "Sticky assignment of equal subscriptions gives one partition more to as few members as must be."
    case .readsStickyClaimsAgain:
      "Sticky assignment of different subscriptions forgets nobody's claim."
    case .judgesClaimsOneByOne:
      "Sticky assignors drop a claim for a newer one on its partition, not for its age alone."
    case .subscriptionCarriesGeneration:
      "The subscription itself carries the generation of the claim."
    case .rackAwareAssignment:
      "Range and sticky assignors prefer replicas in the member's rack."
    case .sortsOwnedPartitions:
      "Sticky assignors keep a member's lowest partitions of all topics, not whole topics."
    case .skipsAssignment:
      "A static leader that returns does not assign again."
    case .dropsPreferredReplicaOnErrors:
      "A consumer that reads from a follower goes back to the leader after an error."
    case .closesFetchSessions:
      "close() ends the fetch sessions and waits for the answers."
    case .leaderDiscoveryInResponses:
      "NOT_LEADER_OR_FOLLOWER answers name the new leader and the client goes there."
    case .rebootstraps:
      "A client that reaches no known broker goes back to its bootstrap servers."
    }
  }

  /// Whether the rule is in force in a version.
  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .resetsClaimOnGenerationLoss, .judgesClaimsByGeneration: version >= KafkaVersion(2, 8, 1)
    case .exactStickyQuotas, .readsStickyClaimsAgain: version >= KafkaVersion(3, 0, 0)
    case .skipsAssignment, .commitsBeforeJoinAsync: version >= KafkaVersion(3, 2, 0)
    case .marksPendingRevocation: version >= KafkaVersion(3, 2, 3)
    case .dropsPreferredReplicaOnErrors: version >= KafkaVersion(3, 3, 2)
    case .subscriptionCarriesGeneration: version >= KafkaVersion(3, 4, 0)
    case .judgesClaimsOneByOne: version >= KafkaVersion(3, 4, 1)
    case .rackAwareAssignment, .closesFetchSessions: version >= KafkaVersion(3, 5, 0)
    case .exponentialRetryBackoff, .leaderDiscoveryInResponses: version >= KafkaVersion(3, 7, 0)
    case .sortsOwnedPartitions: version >= KafkaVersion(3, 7, 1)
    case .rebootstraps: version >= KafkaVersion(4, 0, 0)
    }
  }
}

extension ConsumerBehaviour {
  /// The rules of a version.
  package init(_ version: KafkaVersion) {
    self.init()
    for flag in ConsumerFlag.allCases { self[flag] = flag.isOn(in: version) }
  }

  /// One flag by its name, to read and to override.
  package subscript(flag: ConsumerFlag) -> Bool {
    get {
      switch flag {
      case .exponentialRetryBackoff: exponentialRetryBackoff
      case .commitsBeforeJoinAsync: commitsBeforeJoinAsync
      case .marksPendingRevocation: marksPendingRevocation
      case .resetsClaimOnGenerationLoss: resetsClaimOnGenerationLoss
      case .judgesClaimsByGeneration: judgesClaimsByGeneration
      case .exactStickyQuotas: exactStickyQuotas
      case .readsStickyClaimsAgain: readsStickyClaimsAgain
      case .judgesClaimsOneByOne: judgesClaimsOneByOne
      case .subscriptionCarriesGeneration: subscriptionCarriesGeneration
      case .rackAwareAssignment: rackAwareAssignment
      case .sortsOwnedPartitions: sortsOwnedPartitions
      case .skipsAssignment: skipsAssignment
      case .dropsPreferredReplicaOnErrors: dropsPreferredReplicaOnErrors
      case .closesFetchSessions: closesFetchSessions
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses
      case .rebootstraps: rebootstraps
      }
    }
    set {
      switch flag {
      case .exponentialRetryBackoff: exponentialRetryBackoff = newValue
      case .commitsBeforeJoinAsync: commitsBeforeJoinAsync = newValue
      case .marksPendingRevocation: marksPendingRevocation = newValue
      case .resetsClaimOnGenerationLoss: resetsClaimOnGenerationLoss = newValue
      case .judgesClaimsByGeneration: judgesClaimsByGeneration = newValue
      case .exactStickyQuotas: exactStickyQuotas = newValue
      case .readsStickyClaimsAgain: readsStickyClaimsAgain = newValue
      case .judgesClaimsOneByOne: judgesClaimsOneByOne = newValue
      case .subscriptionCarriesGeneration: subscriptionCarriesGeneration = newValue
      case .rackAwareAssignment: rackAwareAssignment = newValue
      case .sortsOwnedPartitions: sortsOwnedPartitions = newValue
      case .skipsAssignment: skipsAssignment = newValue
      case .dropsPreferredReplicaOnErrors: dropsPreferredReplicaOnErrors = newValue
      case .closesFetchSessions: closesFetchSessions = newValue
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses = newValue
      case .rebootstraps: rebootstraps = newValue
      }
    }
  }
}

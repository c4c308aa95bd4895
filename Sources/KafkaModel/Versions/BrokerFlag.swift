/// The names of `BrokerBehaviour`'s flags, as data for lists and for overriding in a drill.
package enum BrokerFlag: Hashable, Sendable, CaseIterable {
  case strictMinIsr
  case minIsrCappedByReplicas
  case truncatesByLeaderEpoch
  case uncleanElectionInKRaft
  case leaderDiscoveryInResponses
  case eligibleLeaderReplicas

  /// The KIP or issue that brought the rule.
  package var name: String {
    switch self {
    case .strictMinIsr: "KAFKA-15583"
    case .minIsrCappedByReplicas: "KAFKA-15583-effective-minimum"
    case .truncatesByLeaderEpoch: "KIP-101"
    case .uncleanElectionInKRaft: "KAFKA-12670"
    case .leaderDiscoveryInResponses: "KIP-951"
    case .eligibleLeaderReplicas: "KIP-966"
    }
  }

  /// What it changes, in one sentence.
  package var abstract: String {
    switch self {
    case .strictMinIsr:
      "The high watermark stands still while the ISR is below the effective minimum."
    case .minIsrCappedByReplicas:
      "min.insync.replicas counts at most the number of replicas."
    case .truncatesByLeaderEpoch:
      "Replicas truncate by leader epoch, not to their high watermark."
    case .uncleanElectionInKRaft:
      "unclean.leader.election.enable is honoured in KRaft mode."
    case .leaderDiscoveryInResponses:
      "Produce and Fetch errors carry the new leader."
    case .eligibleLeaderReplicas:
      "Replicas that left an ISR at its minimum may still be elected; no version runs with it here."
    }
  }

  /// Whether the rule is in force in a version as it is modelled.
  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .strictMinIsr, .minIsrCappedByReplicas, .leaderDiscoveryInResponses:
      version >= KafkaVersion(3, 7, 0)
    case .truncatesByLeaderEpoch: true
    case .uncleanElectionInKRaft: version >= KafkaVersion(3, 9, 0)
    case .eligibleLeaderReplicas: false
    }
  }
}

extension BrokerBehaviour {
  /// The rules of a version.
  package init(_ version: KafkaVersion) {
    self.init(
      strictMinIsr: BrokerFlag.strictMinIsr.isOn(in: version),
      minIsrCappedByReplicas: BrokerFlag.minIsrCappedByReplicas.isOn(in: version),
      truncatesByLeaderEpoch: BrokerFlag.truncatesByLeaderEpoch.isOn(in: version),
      uncleanElectionInKRaft: BrokerFlag.uncleanElectionInKRaft.isOn(in: version),
      leaderDiscoveryInResponses: BrokerFlag.leaderDiscoveryInResponses.isOn(in: version),
      eligibleLeaderReplicas: BrokerFlag.eligibleLeaderReplicas.isOn(in: version))
  }

  /// One flag by its name, to read and to override.
  package subscript(flag: BrokerFlag) -> Bool {
    get {
      switch flag {
      case .strictMinIsr: strictMinIsr
      case .minIsrCappedByReplicas: minIsrCappedByReplicas
      case .truncatesByLeaderEpoch: truncatesByLeaderEpoch
      case .uncleanElectionInKRaft: uncleanElectionInKRaft
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses
      case .eligibleLeaderReplicas: eligibleLeaderReplicas
      }
    }
    set {
      switch flag {
      case .strictMinIsr: strictMinIsr = newValue
      case .minIsrCappedByReplicas: minIsrCappedByReplicas = newValue
      case .truncatesByLeaderEpoch: truncatesByLeaderEpoch = newValue
      case .uncleanElectionInKRaft: uncleanElectionInKRaft = newValue
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses = newValue
      case .eligibleLeaderReplicas: eligibleLeaderReplicas = newValue
      }
    }
  }
}

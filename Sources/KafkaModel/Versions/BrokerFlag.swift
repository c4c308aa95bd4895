/// The names of `BrokerBehaviour`'s flags, as data for lists and for overriding in a drill.
package enum BrokerFlag: Hashable, Sendable, CaseIterable {
  case strictMinIsr
  case minIsrCappedByReplicas
  case truncatesByLeaderEpoch
  case uncleanElectionInKRaft
  case leaderDiscoveryInResponses
  case eligibleLeaderReplicas
  case periodicControllerTasks
  case heartbeatRetriesByInterval

  /// The KIP or issue that brought the rule.
  package var name: String {
    switch self {
    case .strictMinIsr: "KAFKA-15583"
    case .minIsrCappedByReplicas: "KAFKA-15583-effective-minimum"
    case .truncatesByLeaderEpoch: "KIP-101"
    case .uncleanElectionInKRaft: "KAFKA-12670"
    case .leaderDiscoveryInResponses: "KIP-951"
    case .eligibleLeaderReplicas: "KIP-966"
    case .periodicControllerTasks: "KAFKA-17793"
    case .heartbeatRetriesByInterval: "KAFKA-19294"
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
    case .periodicControllerTasks:
      "The controller looks for silent brokers at each eighth of a session, and elects at fixed intervals."
    case .heartbeatRetriesByInterval:
      "A broker gives a heartbeat up, and tries again, after broker.heartbeat.interval.ms, without back-off."
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
    case .periodicControllerTasks: version >= KafkaVersion(4, 0, 0)
    case .heartbeatRetriesByInterval: version >= KafkaVersion(4, 1, 0)
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
    periodicControllerTasks = BrokerFlag.periodicControllerTasks.isOn(in: version)
    heartbeatRetriesByInterval = BrokerFlag.heartbeatRetriesByInterval.isOn(in: version)
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
      case .periodicControllerTasks: periodicControllerTasks
      case .heartbeatRetriesByInterval: heartbeatRetriesByInterval
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
      case .periodicControllerTasks: periodicControllerTasks = newValue
      case .heartbeatRetriesByInterval: heartbeatRetriesByInterval = newValue
      }
    }
  }
}

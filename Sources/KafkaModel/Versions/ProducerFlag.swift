/// The names of `ProducerBehaviour`'s flags, as data for lists and for overriding in a drill.
package enum ProducerFlag: Hashable, Sendable, CaseIterable {
  case builtInPartitioner
  case partitionsTwiceOnNewBatch
  case exponentialRetryBackoff
  case skipsBackoffOnNewLeader
  case leaderDiscoveryInResponses
  case timeoutIsRequestTimedOut
  case drainIndexPerNode
  case rebootstraps

  /// The KIP or issue that brought or ended the rule.
  package var name: String {
    switch self {
    case .builtInPartitioner: "KIP-794"
    case .partitionsTwiceOnNewBatch: "KAFKA-9965"
    case .exponentialRetryBackoff: "KIP-580"
    case .skipsBackoffOnNewLeader: "KAFKA-15415"
    case .leaderDiscoveryInResponses: "KIP-951"
    case .timeoutIsRequestTimedOut: "KAFKA-14317"
    case .drainIndexPerNode: "KAFKA-13834"
    case .rebootstraps: "KIP-899"
    }
  }

  /// What it changes, in one sentence.
  package var abstract: String {
    switch self {
    case .builtInPartitioner:
      "Records without a key switch partition by bytes, not at each new batch."
    case .partitionsTwiceOnNewBatch:
      "A record that opens a batch asks a partitioner class twice."
    case .exponentialRetryBackoff:
      "The retry back-off doubles up to retry.backoff.max.ms, with jitter."
    case .skipsBackoffOnNewLeader:
      "A newer leader epoch in the metadata skips a batch's retry back-off."
    case .leaderDiscoveryInResponses:
      "NOT_LEADER_OR_FOLLOWER answers name the new leader and the client goes there."
    case .timeoutIsRequestTimedOut:
      "A request time-out at the client fails batches as REQUEST_TIMED_OUT, not NETWORK_EXCEPTION."
    case .drainIndexPerNode:
      "The drain position is kept per broker and stays on a blocking partition."
    case .rebootstraps:
      "A client that reaches no known broker goes back to its bootstrap servers."
    }
  }

  /// Whether the rule is in force in a version.
  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .builtInPartitioner, .drainIndexPerNode: version >= KafkaVersion(3, 3, 0)
    case .partitionsTwiceOnNewBatch:
      version >= KafkaVersion(2, 4, 0) && version < KafkaVersion(4, 0, 0)
    case .exponentialRetryBackoff, .leaderDiscoveryInResponses: version >= KafkaVersion(3, 7, 0)
    case .skipsBackoffOnNewLeader: version >= KafkaVersion(3, 6, 0)
    case .timeoutIsRequestTimedOut: version >= KafkaVersion(3, 5, 0)
    case .rebootstraps: version >= KafkaVersion(4, 0, 0)
    }
  }
}

extension ProducerBehaviour {
  /// The rules of a version.
  package init(_ version: KafkaVersion) {
    self.init(
      builtInPartitioner: ProducerFlag.builtInPartitioner.isOn(in: version),
      partitionsTwiceOnNewBatch: ProducerFlag.partitionsTwiceOnNewBatch.isOn(in: version),
      exponentialRetryBackoff: ProducerFlag.exponentialRetryBackoff.isOn(in: version),
      skipsBackoffOnNewLeader: ProducerFlag.skipsBackoffOnNewLeader.isOn(in: version),
      leaderDiscoveryInResponses: ProducerFlag.leaderDiscoveryInResponses.isOn(in: version),
      timeoutIsRequestTimedOut: ProducerFlag.timeoutIsRequestTimedOut.isOn(in: version),
      drainIndexPerNode: ProducerFlag.drainIndexPerNode.isOn(in: version),
      rebootstraps: ProducerFlag.rebootstraps.isOn(in: version))
  }

  /// One flag by its name, to read and to override.
  package subscript(flag: ProducerFlag) -> Bool {
    get {
      switch flag {
      case .builtInPartitioner: builtInPartitioner
      case .partitionsTwiceOnNewBatch: partitionsTwiceOnNewBatch
      case .exponentialRetryBackoff: exponentialRetryBackoff
      case .skipsBackoffOnNewLeader: skipsBackoffOnNewLeader
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses
      case .timeoutIsRequestTimedOut: timeoutIsRequestTimedOut
      case .drainIndexPerNode: drainIndexPerNode
      case .rebootstraps: rebootstraps
      }
    }
    set {
      switch flag {
      case .builtInPartitioner: builtInPartitioner = newValue
      case .partitionsTwiceOnNewBatch: partitionsTwiceOnNewBatch = newValue
      case .exponentialRetryBackoff: exponentialRetryBackoff = newValue
      case .skipsBackoffOnNewLeader: skipsBackoffOnNewLeader = newValue
      case .leaderDiscoveryInResponses: leaderDiscoveryInResponses = newValue
      case .timeoutIsRequestTimedOut: timeoutIsRequestTimedOut = newValue
      case .drainIndexPerNode: drainIndexPerNode = newValue
      case .rebootstraps: rebootstraps = newValue
      }
    }
  }
}

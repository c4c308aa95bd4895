/// AlterPartition: the leader proposes a new ISR (KIP-497, KIP-841, KIP-903).
package struct AlterPartitionRequest: Hashable, Sendable {
  package var broker: NodeID
  package var brokerEpoch: BrokerEpoch
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var leaderEpoch: LeaderEpoch
    package var partitionEpoch: PartitionEpoch
    package var isr: [IsrMember]
    /// `LeaderRecoveryState`: a leader reports itself recovered as soon as it leads.
    package var recovering = false

    package init(
      _ partition: TopicPartition, leaderEpoch: LeaderEpoch, partitionEpoch: PartitionEpoch,
      isr: [IsrMember]
    ) {
      self.partition = partition
      self.leaderEpoch = leaderEpoch
      self.partitionEpoch = partitionEpoch
      self.isr = isr
    }
  }

  package init(broker: NodeID, brokerEpoch: BrokerEpoch, partitions: [Partition]) {
    self.broker = broker
    self.brokerEpoch = brokerEpoch
    self.partitions = partitions
  }
}

/// A proposed ISR member with the broker epoch its fetches carried.
package struct IsrMember: Hashable, Sendable {
  package var id: NodeID
  package var epoch: BrokerEpoch

  package init(id: NodeID, epoch: BrokerEpoch) {
    self.id = id
    self.epoch = epoch
  }
}

package struct AlterPartitionResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var error: ErrorCode
    package var leader: NodeID?
    package var leaderEpoch: LeaderEpoch
    package var partitionEpoch: PartitionEpoch
    package var isr: [NodeID]

    package init(
      _ partition: TopicPartition, error: ErrorCode, leader: NodeID? = nil,
      leaderEpoch: LeaderEpoch = .none, partitionEpoch: PartitionEpoch = PartitionEpoch(-1),
      isr: [NodeID] = []
    ) {
      self.partition = partition
      self.error = error
      self.leader = leader
      self.leaderEpoch = leaderEpoch
      self.partitionEpoch = partitionEpoch
      self.isr = isr
    }
  }

  package init(error: ErrorCode, partitions: [Partition] = []) {
    self.error = error
    self.partitions = partitions
  }
}

package struct BrokerRegistrationRequest: Hashable, Sendable {
  package var broker: NodeID
  /// A new number for every start of the process (Kafka's incarnation UUID).
  package var incarnation: Int32
  package var rack: String?

  package init(broker: NodeID, incarnation: Int32, rack: String?) {
    self.broker = broker
    self.incarnation = incarnation
    self.rack = rack
  }
}

package struct BrokerHeartbeatRequest: Hashable, Sendable {
  package var broker: NodeID
  package var brokerEpoch: BrokerEpoch
  /// Highest metadata log offset the broker has applied.
  package var currentMetadataOffset: Offset
  package var wantFence: Bool
  package var wantShutDown: Bool

  package init(
    broker: NodeID, brokerEpoch: BrokerEpoch, currentMetadataOffset: Offset, wantFence: Bool,
    wantShutDown: Bool
  ) {
    self.broker = broker
    self.brokerEpoch = brokerEpoch
    self.currentMetadataOffset = currentMetadataOffset
    self.wantFence = wantFence
    self.wantShutDown = wantShutDown
  }
}

package struct BrokerHeartbeatResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var isCaughtUp: Bool
  package var isFenced: Bool
  package var shouldShutDown: Bool

  package init(error: ErrorCode, isCaughtUp: Bool, isFenced: Bool, shouldShutDown: Bool) {
    self.error = error
    self.isCaughtUp = isCaughtUp
    self.isFenced = isFenced
    self.shouldShutDown = shouldShutDown
  }
}

package struct MetadataLogFetchRequest: Hashable, Sendable {
  package var replica: NodeID
  package var fetchOffset: Offset
  package var maxWait: Milliseconds

  package init(replica: NodeID, fetchOffset: Offset, maxWait: Milliseconds) {
    self.replica = replica
    self.fetchOffset = fetchOffset
    self.maxWait = maxWait
  }
}

package struct MetadataLogFetchResponse: Hashable, Sendable {
  package var error: ErrorCode
  /// Records from the fetch offset on, one offset each.
  package var records: [MetadataRecord]
  package var highWatermark: Offset

  package init(error: ErrorCode, records: [MetadataRecord], highWatermark: Offset) {
    self.error = error
    self.records = records
    self.highWatermark = highWatermark
  }
}

package struct DeleteRecordsPartition: Hashable, Sendable {
  package var partition: TopicPartition
  /// -1 means the high watermark.
  package var offset: Offset

  package init(_ partition: TopicPartition, offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

package enum ElectionKind: Hashable, Sendable {
  case preferred
  case unclean
}

package struct ElectLeadersRequest: Hashable, Sendable {
  package var kind: ElectionKind
  /// nil elects for all partitions.
  package var partitions: [TopicPartition]?

  package init(kind: ElectionKind, partitions: [TopicPartition]?) {
    self.kind = kind
    self.partitions = partitions
  }
}

package struct AlterConfig: Hashable, Sendable {
  package var topic: TopicIndex
  package var configs: TopicSettings

  package init(topic: TopicIndex, configs: TopicSettings) {
    self.topic = topic
    self.configs = configs
  }
}

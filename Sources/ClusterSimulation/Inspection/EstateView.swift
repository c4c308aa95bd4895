package import KafkaModel
package import SimulationKernel

/// An estate at one moment of a run, as administrators' tools would describe it without disturbing it.
package struct EstateView: Sendable {
  package var at: Instant
  package var origin: Instant
  package var topics: [TopicView]
  package var groups: [GroupView]
  package var brokers: [BrokerView]
  package var connect: [ConnectView] = []

  package init(
    at: Instant, origin: Instant, topics: [TopicView], groups: [GroupView], brokers: [BrokerView]
  ) {
    self.at = at
    self.origin = origin
    self.topics = topics
    self.groups = groups
    self.brokers = brokers
  }

  /// A topic as the controller has it (`kafka-topics --describe`), with its leaders' offsets.
  package struct TopicView: Sendable {
    package var cluster: String
    package var name: String
    package var partitions: [PartitionView]

    package init(cluster: String, name: String, partitions: [PartitionView]) {
      self.cluster = cluster
      self.name = name
      self.partitions = partitions
    }
  }

  /// One partition; offsets are `.none` while no process leads.
  package struct PartitionView: Sendable {
    package var leader: NodeID?
    package var leaderEpoch: LeaderEpoch
    package var replicas: [NodeID]
    package var isr: [NodeID]
    package var logStart: Offset
    package var highWatermark: Offset
    package var logEnd: Offset

    package init(
      leader: NodeID?, leaderEpoch: LeaderEpoch, replicas: [NodeID], isr: [NodeID],
      logStart: Offset, highWatermark: Offset, logEnd: Offset
    ) {
      self.leader = leader
      self.leaderEpoch = leaderEpoch
      self.replicas = replicas
      self.isr = isr
      self.logStart = logStart
      self.highWatermark = highWatermark
      self.logEnd = logEnd
    }
  }

  /// A group as its coordinator describes it (`kafka-consumer-groups --describe`).
  package struct GroupView: Sendable {
    package var cluster: String
    package var name: String
    package var standing: Standing
    /// The coordinating broker, up or not; nil before there is a topic for offsets.
    package var coordinator: NodeID?
    package var rows: [Row]
    /// By the plan's members: what they believe, whatever the coordinator says.
    package var members: [Member] = []
    /// Every partition that the group reads, ascending, in all views of its lag.
    package var partitions: [GroupRecord.LagSample] = []

    package struct Member: Hashable, Sendable {
      package var isRunning: Bool
      /// What its consumer believes to own, ascending.
      package var assignment: [TopicPartition]
    }

    package enum Standing: Hashable, Sendable {
      /// Nobody answers for the group: the coordinator is down, or still loads it.
      case unavailable
      /// The coordinator knows nothing of it.
      case dead
      case known(GroupState, generation: GenerationID, protocolName: String?, members: Int)

      package var state: GroupState? {
        switch self {
        case .unavailable, .dead: nil
        case .known(let state, _, _, _): state
        }
      }

      package var generation: GenerationID {
        switch self {
        case .unavailable, .dead: .unknown
        case .known(_, let generation, _, _): generation
        }
      }
    }

    /// One partition that is committed or assigned, or a member without any.
    package struct Row: Sendable {
      package var topic: String
      /// nil for a member without partitions.
      package var partition: PartitionIndex?
      package var committed: Offset
      /// What ListOffsets(latest) answers; `.none` without a leader.
      package var end: Offset
      package var member: MemberID?
      package var clientID: String
      /// The host of the member's process.
      package var host: String

      package init(
        topic: String, partition: PartitionIndex?, committed: Offset, end: Offset,
        member: MemberID?, clientID: String, host: String
      ) {
        self.topic = topic
        self.partition = partition
        self.committed = committed
        self.end = end
        self.member = member
        self.clientID = clientID
        self.host = host
      }

      /// As tools show it; negative beyond the end, nil where either is not known.
      package var lag: Int64? {
        committed == .none || end == .none ? nil : end - committed
      }
    }

    package init(
      cluster: String, name: String, standing: Standing, coordinator: NodeID?, rows: [Row]
    ) {
      self.cluster = cluster
      self.name = name
      self.standing = standing
      self.coordinator = coordinator
      self.rows = rows
    }
  }

  /// A broker: its process, and what the controller makes of it.
  package struct BrokerView: Sendable {
    package var cluster: String
    package var id: NodeID
    package var host: String
    package var rack: String?
    package var process: Process.State
    /// nil: not registered.
    package var isFenced: Bool?
    package var leads: Int
    package var inSync: Int
    package var replicas: Int

    package init(
      cluster: String, id: NodeID, host: String, rack: String?, process: Process.State,
      isFenced: Bool?, leads: Int, inSync: Int, replicas: Int
    ) {
      self.cluster = cluster
      self.id = id
      self.host = host
      self.rack = rack
      self.process = process
      self.isFenced = isFenced
      self.leads = leads
      self.inSync = inSync
      self.replicas = replicas
    }
  }
}

import ClusterSimulation
import KafkaModel

/// One consumer group at one moment of a run: what its coordinator knows, and what its members believe.
public struct GroupStatus: Hashable, Sendable {
  /// Where the group stands; nil while nobody coordinates it or its coordinator knows nothing of it.
  public let phase: Phase?
  /// The id of the broker that coordinates it; nil while there is none.
  public let coordinator: Int?
  /// Counted up with every completed join phase; -1 before the first.
  public let generation: Int
  /// Its members, in the scenario's order; of a sink connector its tasks.
  public let members: [Member]
  /// The partitions that it reads, ascending.
  public let partitions: [Partition]

  /// The offsets that are committed short of the logs' ends, summed over the partitions with a commit; nil without any.
  ///
  /// It is what `kafka-consumer-groups` shows: a dead group's lag grows on.
  public var lag: Int? {
    let known = partitions.compactMap(\.lag)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Where a group of the classic protocol stands.
  ///
  /// Source: `kafka.coordinator.group.GroupState`; `Dead` is a group that the coordinator knows nothing of.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    /// No members.
    case empty = "Empty"
    /// Waits for its members to join again.
    case preparingRebalance = "PreparingRebalance"
    /// Waits for its leader's assignment.
    case completingRebalance = "CompletingRebalance"
    /// Every member has its part.
    case stable = "Stable"
  }

  /// One member's process.
  public struct Member: Hashable, Sendable {
    /// Its name in the group.
    public let name: String
    /// Whether its process runs, neither paused nor stopping.
    public let isRunning: Bool
    /// The partitions that its consumer believes to own.
    public let owned: [Scenario.PartitionName]
  }

  /// One partition that the group reads; offsets are nil where nobody knows them.
  public struct Partition: Hashable, Sendable {
    /// Which partition.
    public let name: Scenario.PartitionName
    /// The member that believes to own it; of two, the one that runs.
    public let owner: String?
    /// The next offset that its owner will be handed.
    public let position: Int?
    /// The committed offset, as the coordinator has it.
    public let committed: Int?
    /// What an admin client is told as the log's end: the high watermark.
    public let logEnd: Int?
    /// The client's metric `records-lag`: as of its last poll with records of the partition.
    public let recordsLag: Int?
    /// The client's metric `records-lead`: from the beginning of the log to the position, as of that poll.
    public let recordsLead: Int?

    /// The offsets from the committed one to the log's end; negative is beyond it.
    public var lag: Int? {
      guard let logEnd, let committed else { return nil }
      return logEnd - committed
    }
  }
}

extension GroupStatus.Phase {
  init(_ state: GroupState) {
    self =
      switch state {
      case .empty: .empty
      case .preparingRebalance: .preparingRebalance
      case .completingRebalance: .completingRebalance
      case .stable: .stable
      }
  }
}

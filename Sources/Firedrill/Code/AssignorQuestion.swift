import KafkaModel

/// What an assignor is asked: who of a group gets which partitions.
///
/// Source: `ConsumerPartitionAssignor.GroupSubscription`, `Cluster`.
public struct AssignorQuestion: Hashable, Sendable {
  /// The topics that the leader's metadata knows, ascending by name; at least those that are subscribed to.
  public let topics: [Topic]
  /// The members, ascending by id.
  public let members: [Member]

  /// A topic as the leader's metadata has it.
  public struct Topic: Hashable, Sendable {
    /// Its name in its cluster.
    public let name: String
    /// How many partitions it has.
    public let partitionCount: Int

    /// Its partitions, ascending.
    public var partitions: [Partition] {
      (0..<partitionCount).map { Partition(topic: name, number: $0) }
    }
  }

  /// One partition, by its topic's name in its cluster.
  public struct Partition: Hashable, Sendable {
    /// The topic's name in its cluster.
    public let topic: String
    /// The partition's number, from 0.
    public let number: Int

    /// Partition `number` of a topic.
    public init(topic: String, number: Int) {
      self.topic = topic
      self.number = number
    }

    var written: NamedPartition {
      NamedPartition(topic: topic, partition: PartitionIndex(Int32(clamping: number)))
    }
  }

  /// One member with what it sent when it joined.
  public struct Member: Hashable, Sendable {
    /// The member id that its coordinator gave it.
    public let id: String
    /// `group.instance.id`; nil for a dynamic member.
    public let instanceID: String?
    /// What it subscribes to.
    public let topics: [String]
    /// What it held while it joined; empty under this eager protocol unless another assignor runs beside.
    public let owned: [Partition]
    /// `client.rack` (KIP-881, from 3.5).
    public let rack: String?
  }

  init(_ group: GroupSubscription) {
    topics = group.topics.map { Topic(name: $0.name, partitionCount: Int($0.partitions)) }
    members = group.members.map { member in
      Member(
        id: "\(member.member)", instanceID: member.groupInstanceID,
        topics: member.subscription.topics,
        owned: member.subscription.owned.map {
          Partition(topic: $0.topic, number: Int($0.partition.raw))
        }, rack: member.subscription.rack)
    }
  }
}

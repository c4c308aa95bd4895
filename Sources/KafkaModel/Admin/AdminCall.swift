/// What an application asks of its admin client (`org.apache.kafka.clients.admin.Admin`); topics by name.
package enum AdminCall: Hashable, Sendable {
  case listTopics
  case describeTopics([String])
  case describeTopicConfigs([String])
  case createTopics([NewTopic])
  /// Raises topics to these totals.
  case createPartitions([NewPartitions])
  case incrementalAlterConfigs([TopicConfigAlteration])
  case deleteTopics([String])
  /// `listConsumerGroups`: groups of consumers and those without members' protocol, of all brokers.
  case listGroups
  /// `describeConsumerGroups`
  case describeGroups([GroupID])
  /// All that a group has committed.
  case listConsumerGroupOffsets(GroupID)
  case alterConsumerGroupOffsets(GroupID, [NamedOffset])
  case listOffsets([NamedPartition], OffsetSpec)
  /// Brokers of the model have no authorizer: the answer is an empty list.
  case describeACLs

  package struct NewTopic: Hashable, Sendable {
    package var name: String
    /// -1 takes the cluster's default.
    package var partitions: Int32
    /// -1 takes the cluster's default.
    package var replicationFactor: Int16
    package var configs: [TopicConfigChange]

    package init(
      name: String, partitions: Int32, replicationFactor: Int16,
      configs: [TopicConfigChange] = []
    ) {
      self.name = name
      self.partitions = partitions
      self.replicationFactor = replicationFactor
      self.configs = configs
    }
  }

  package struct NewPartitions: Hashable, Sendable {
    package var name: String
    package var total: Int32

    package init(name: String, total: Int32) {
      self.name = name
      self.total = total
    }
  }
}

/// An offset of a partition, by the topic's name.
package struct NamedOffset: Hashable, Sendable {
  package var partition: NamedPartition
  package var position: OffsetAndEpoch

  package init(_ partition: NamedPartition, _ position: OffsetAndEpoch) {
    self.partition = partition
    self.position = position
  }
}

/// Names one call of an admin client for ever; given by who calls.
package struct AdminCallID: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// CreateTopics, as the controller takes it: a topic's settings are whole, or the cluster's with some overridden.
package struct CreatableTopic: Hashable, Sendable {
  package var name: String
  /// -1 takes the controller's `num.partitions`.
  package var partitions: Int32
  /// -1 takes the controller's `default.replication.factor`.
  package var replicationFactor: Int16
  /// Explicit replicas per partition; nil lets the placer choose.
  package var assignment: [[NodeID]]?
  package var configs: Configs
  /// A broker asks for it because a client named it (`AutoTopicCreationManager`).
  package var isForClient = false

  package enum Configs: Hashable, Sendable {
    /// What planned topics have: every value is known.
    case effective(TopicSettings)
    /// What a client sends: the rest is the cluster's.
    case overriding([TopicConfigChange])
  }

  package init(
    name: String, partitions: Int32, replicationFactor: Int16, assignment: [[NodeID]]?,
    configs: TopicSettings
  ) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.assignment = assignment
    self.configs = .effective(configs)
  }

  package init(
    name: String, partitions: Int32, replicationFactor: Int16, overriding: [TopicConfigChange]
  ) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    assignment = nil
    configs = .overriding(overriding)
  }
}

/// CreatePartitions: raises a topic's number of partitions to a total.
package struct CreatePartitionsTopic: Hashable, Sendable {
  package var topic: TopicReference
  package var total: Int32
  /// Replicas of each added partition; nil lets the controller place them.
  package var assignment: [[NodeID]]?

  package init(topic: TopicIndex, total: Int32, assignment: [[NodeID]]?) {
    self.topic = .index(topic)
    self.total = total
    self.assignment = assignment
  }

  package init(name: String, total: Int32) {
    topic = .name(name)
    self.total = total
    assignment = nil
  }
}

/// A topic in a request that changes it: by the name that clients use, or by its number in the estate.
package enum TopicReference: Hashable, Sendable {
  case index(TopicIndex)
  case name(String)
}

/// The settings of a topic that the model acts on, as clients list and change them.
package enum TopicConfigKey: String, Hashable, Sendable, CaseIterable {
  case minInsyncReplicas = "min.insync.replicas"
  case uncleanLeaderElection = "unclean.leader.election.enable"
  case maxMessageBytes = "max.message.bytes"
  case segmentBytes = "segment.bytes"
  case flushMessages = "flush.messages"
  case flushInterval = "flush.ms"

  /// Kafka's name of the setting.
  package var name: String { rawValue }
}

/// One setting of a topic (DescribeConfigs); booleans are 0 and 1, nil is Java's largest number: never.
package struct TopicConfigEntry: Hashable, Sendable {
  package var key: TopicConfigKey
  package var value: Int64?
  /// As the answering broker has it for topics that say nothing of it.
  package var isDefault: Bool

  package init(_ key: TopicConfigKey, value: Int64?, isDefault: Bool) {
    self.key = key
    self.value = value
    self.isDefault = isDefault
  }
}

/// What a client wants one setting of a topic to be (`AlterConfigOp` SET and DELETE).
package struct TopicConfigChange: Hashable, Sendable {
  package var key: TopicConfigKey
  package var operation: Operation

  package enum Operation: Hashable, Sendable {
    case set(Int64?)
    /// Back to the cluster's default.
    case delete
  }

  package init(_ key: TopicConfigKey, _ operation: Operation) {
    self.key = key
    self.operation = operation
  }
}

/// IncrementalAlterConfigs for one topic.
package struct TopicConfigAlteration: Hashable, Sendable {
  package var name: String
  package var changes: [TopicConfigChange]

  package init(name: String, changes: [TopicConfigChange]) {
    self.name = name
    self.changes = changes
  }
}

/// DescribeConfigs of one topic; no entries with an error.
package struct TopicConfigs: Hashable, Sendable {
  package var name: String
  package var error: ErrorCode
  package var entries: [TopicConfigEntry]

  package init(name: String, error: ErrorCode, entries: [TopicConfigEntry] = []) {
    self.name = name
    self.error = error
    self.entries = entries
  }
}

/// ListGroups: the groups that the answering broker coordinates, ascending.
package struct ListGroupsResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var groups: [ListedGroup]

  package init(error: ErrorCode, groups: [ListedGroup]) {
    self.error = error
    self.groups = groups
  }
}

package struct ListedGroup: Hashable, Sendable {
  package var id: GroupID
  /// Empty for a group that only ever had offsets.
  package var protocolType: String
  package var state: GroupState

  package init(id: GroupID, protocolType: String, state: GroupState) {
    self.id = id
    self.protocolType = protocolType
    self.state = state
  }
}

/// DescribeGroups of one group.
package struct DescribedGroup: Hashable, Sendable {
  package var id: GroupID
  package var error: ErrorCode
  /// nil: DEAD, there is no such group.
  package var state: GroupState?
  package var protocolType: String
  package var members: [Member]

  package struct Member: Hashable, Sendable {
    package var id: MemberID
    package var clientID: String
    package var assignment: [UInt8]

    package init(id: MemberID, clientID: String, assignment: [UInt8]) {
      self.id = id
      self.clientID = clientID
      self.assignment = assignment
    }
  }

  package init(
    id: GroupID, error: ErrorCode, state: GroupState? = nil, protocolType: String = "",
    members: [Member] = []
  ) {
    self.id = id
    self.error = error
    self.state = state
    self.protocolType = protocolType
    self.members = members
  }
}

extension TopicSettings {
  /// One setting by its key, as clients see it; nil is "never".
  package subscript(key: TopicConfigKey) -> Int64? {
    get {
      switch key {
      case .minInsyncReplicas: Int64(minInsyncReplicas)
      case .uncleanLeaderElection: uncleanLeaderElection ? 1 : 0
      case .maxMessageBytes: Int64(maxMessageBytes)
      case .segmentBytes: Int64(segmentBytes)
      case .flushMessages: flushMessages
      case .flushInterval: flushInterval?.raw
      }
    }
    set {
      switch key {
      case .minInsyncReplicas: minInsyncReplicas = Int32(clamping: newValue ?? .max)
      case .uncleanLeaderElection: uncleanLeaderElection = newValue != 0
      case .maxMessageBytes: maxMessageBytes = Int32(clamping: newValue ?? .max)
      case .segmentBytes: segmentBytes = Int32(clamping: newValue ?? .max)
      case .flushMessages: flushMessages = newValue
      case .flushInterval: flushInterval = newValue.map { Milliseconds($0) }
      }
    }
  }

  /// The settings after these changes; what is deleted falls back to `defaults`.
  package func applying(
    _ changes: [TopicConfigChange], defaults: TopicSettings
  ) -> TopicSettings {
    var settings = self
    for change in changes {
      switch change.operation {
      case .set(let value): settings[change.key] = value
      case .delete: settings[change.key] = defaults[change.key]
      }
    }
    return settings
  }
}

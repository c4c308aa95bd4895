/// A consumer's effective settings (`ConsumerConfig` after its post-processing).
package struct ConsumerSettings: Hashable, Sendable {
  package var client = ClientSettings()
  /// `group.id`; nil reads by assign-and-seek only. Settings know the name, the plan gives the number.
  package var group: GroupID?
  /// `group.id` as text, which may be empty before 4.0.
  package var groupName: String?
  /// `group.instance.id`
  package var groupInstanceID: String?
  /// `group.protocol`; a drill that sets it to consumer is refused.
  package var groupProtocol = GroupProtocolChoice.classic
  /// `client.id`: the beginning of the member id of a dynamic member. Without one, `consumer-`, the group, and
  /// group.instance.id or 1: every consumer is the first of its process.
  package var clientID = "consumer"
  /// `client.rack`; nil where it is empty.
  package var rack: String?
  /// `session.timeout.ms`
  package var sessionTimeout = Milliseconds(45_000)
  /// `heartbeat.interval.ms`
  package var heartbeatInterval = Milliseconds(3_000)
  /// `max.poll.interval.ms`
  package var maxPollInterval = Milliseconds(300_000)
  /// `max.poll.records`
  package var maxPollRecords: Int32 = 500
  /// `enable.auto.commit` after the client's own override for a missing group.id.
  package var autoCommit = true
  /// `auto.commit.interval.ms`
  package var autoCommitInterval = Milliseconds(5_000)
  /// `auto.offset.reset`
  package var autoOffsetReset = OffsetResetPolicy.latest
  /// `partition.assignment.strategy`, in the order of preference.
  package var assignors: [AssignorChoice] = [.range, .cooperativeSticky]
  /// `fetch.min.bytes`
  package var fetchMinBytes: Int32 = 1
  /// `fetch.max.wait.ms`
  package var fetchMaxWait = Milliseconds(500)
  /// `fetch.max.bytes`
  package var fetchMaxBytes: Int32 = 52_428_800
  /// `max.partition.fetch.bytes`
  package var maxPartitionFetchBytes: Int32 = 1_048_576
  /// `default.api.timeout.ms`
  package var defaultAPITimeout = Milliseconds(60_000)
  /// `internal.leave.group.on.close`
  package var leavesGroupOnClose = true
  /// `allow.auto.create.topics`
  package var allowsAutomaticTopics = true

  package init() {
    client.maxInFlight = Self.maxInFlight
    client.receiveBufferBytes = 65_536
  }

  /// What `KafkaConsumer` gives its network client in place of a setting.
  static let maxInFlight: Int32 = 100
}

/// `group.protocol` (KIP-848)
package enum GroupProtocolChoice: String, Hashable, Sendable {
  case classic
  case consumer
}

/// `auto.offset.reset`
package enum OffsetResetPolicy: Hashable, Sendable {
  case earliest
  case latest
  case none
  /// `by_duration:…` (KIP-1106, 4.0): the first record that is younger than this.
  case byDuration(Milliseconds)
}

/// One of `partition.assignment.strategy`.
package enum AssignorChoice: Hashable, Sendable {
  case range
  case roundRobin
  case sticky
  case cooperativeSticky
  /// An assignor that the test author wrote, by its registered name; it is eager.
  case custom(String)

  /// What members call it in the group protocol (`ConsumerPartitionAssignor.name`).
  package var name: String {
    switch self {
    case .range: "range"
    case .roundRobin: "roundrobin"
    case .sticky: "sticky"
    case .cooperativeSticky: "cooperative-sticky"
    case .custom(let name): name
    }
  }
}

import Scenario

extension Scenario.Message {
  /// The requests that are modelled, by the protocol's names (`org.apache.kafka.common.protocol.ApiKeys`).
  public enum API: String, Hashable, Sendable, CaseIterable {
    /// `ApiVersions`
    case apiVersions = "ApiVersions"
    /// `Metadata`
    case metadata = "Metadata"
    /// `InitProducerId`
    case initProducerID = "InitProducerId"
    /// `Produce`
    case produce = "Produce"
    /// `Fetch`
    case fetch = "Fetch"
    /// `AlterPartition`
    case alterPartition = "AlterPartition"
    /// `BrokerRegistration`
    case brokerRegistration = "BrokerRegistration"
    /// `BrokerHeartbeat`
    case brokerHeartbeat = "BrokerHeartbeat"
    /// `CreateTopics`
    case createTopics = "CreateTopics"
    /// `DeleteRecords`
    case deleteRecords = "DeleteRecords"
    /// `ElectLeaders`
    case electLeaders = "ElectLeaders"
    /// `IncrementalAlterConfigs`
    case incrementalAlterConfigs = "IncrementalAlterConfigs"
    /// `CreatePartitions`
    case createPartitions = "CreatePartitions"
    /// `FindCoordinator`
    case findCoordinator = "FindCoordinator"
    /// `JoinGroup`
    case joinGroup = "JoinGroup"
    /// `SyncGroup`
    case syncGroup = "SyncGroup"
    /// `Heartbeat`
    case heartbeat = "Heartbeat"
    /// `LeaveGroup`
    case leaveGroup = "LeaveGroup"
    /// `OffsetCommit`
    case offsetCommit = "OffsetCommit"
    /// `OffsetFetch`
    case offsetFetch = "OffsetFetch"
    /// `ListOffsets`
    case listOffsets = "ListOffsets"
    /// `OffsetForLeaderEpoch`
    case offsetForLeaderEpoch = "OffsetForLeaderEpoch"
    /// `DeleteTopics`
    case deleteTopics = "DeleteTopics"
    /// `DescribeConfigs`
    case describeConfigs = "DescribeConfigs"
    /// `ListGroups`
    case listGroups = "ListGroups"
    /// `DescribeGroups`
    case describeGroups = "DescribeGroups"

    var written: WrittenScenario.Message.API {
      switch self {
      case .apiVersions: .apiVersions
      case .metadata: .metadata
      case .initProducerID: .initProducerID
      case .produce: .produce
      case .fetch: .fetch
      case .alterPartition: .alterPartition
      case .brokerRegistration: .brokerRegistration
      case .brokerHeartbeat: .brokerHeartbeat
      case .createTopics: .createTopics
      case .deleteRecords: .deleteRecords
      case .electLeaders: .electLeaders
      case .incrementalAlterConfigs: .incrementalAlterConfigs
      case .createPartitions: .createPartitions
      case .findCoordinator: .findCoordinator
      case .joinGroup: .joinGroup
      case .syncGroup: .syncGroup
      case .heartbeat: .heartbeat
      case .leaveGroup: .leaveGroup
      case .offsetCommit: .offsetCommit
      case .offsetFetch: .offsetFetch
      case .listOffsets: .listOffsets
      case .offsetForLeaderEpoch: .offsetForLeaderEpoch
      case .deleteTopics: .deleteTopics
      case .describeConfigs: .describeConfigs
      case .listGroups: .listGroups
      case .describeGroups: .describeGroups
      }
    }
  }
}

/// The kinds of requests that machines send, as tags without their payload (`ApiKeys`).
package enum RequestKind: UInt8, Hashable, Sendable, CaseIterable {
  case apiVersions
  case metadata
  case initProducerID
  case produce
  case fetch
  case alterPartition
  case brokerRegistration
  case brokerHeartbeat
  case metadataLogFetch
  case createTopics
  case deleteRecords
  case electLeaders
  case alterConfigs
  case createPartitions
  case findCoordinator
  case joinGroup
  case syncGroup
  case heartbeat
  case leaveGroup
  case offsetCommit
  case offsetFetch
  case listOffsets
  case offsetForLeaderEpoch
  case deleteTopics
  case incrementalAlterConfigs
  case describeConfigs
  case listGroups
  case describeGroups
}

extension Request {
  package var kind: RequestKind {
    switch self {
    case .apiVersions: .apiVersions
    case .metadata: .metadata
    case .initProducerID: .initProducerID
    case .produce: .produce
    case .fetch: .fetch
    case .alterPartition: .alterPartition
    case .brokerRegistration: .brokerRegistration
    case .brokerHeartbeat: .brokerHeartbeat
    case .metadataLogFetch: .metadataLogFetch
    case .createTopics: .createTopics
    case .deleteRecords: .deleteRecords
    case .electLeaders: .electLeaders
    case .alterConfigs: .alterConfigs
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
    case .incrementalAlterConfigs: .incrementalAlterConfigs
    case .describeConfigs: .describeConfigs
    case .listGroups: .listGroups
    case .describeGroups: .describeGroups
    }
  }
}

extension Response {
  package var kind: RequestKind {
    switch self {
    case .apiVersions: .apiVersions
    case .metadata: .metadata
    case .initProducerID: .initProducerID
    case .produce: .produce
    case .fetch: .fetch
    case .alterPartition: .alterPartition
    case .brokerRegistration: .brokerRegistration
    case .brokerHeartbeat: .brokerHeartbeat
    case .metadataLogFetch: .metadataLogFetch
    case .createTopics: .createTopics
    case .deleteRecords: .deleteRecords
    case .electLeaders: .electLeaders
    case .alterConfigs: .alterConfigs
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
    case .incrementalAlterConfigs: .incrementalAlterConfigs
    case .describeConfigs: .describeConfigs
    case .listGroups: .listGroups
    case .describeGroups: .describeGroups
    }
  }
}

/// A request as one node or client sends it to another, by the protocol's API name.
///
/// Indirect, as it passes through many hands on its way: one word that is shared, not copied.
package indirect enum Request: Hashable, Sendable {
  case apiVersions
  case metadata(MetadataRequest)
  case initProducerID
  case produce(ProduceRequest)
  case fetch(FetchRequest)
  case alterPartition(AlterPartitionRequest)
  case brokerRegistration(BrokerRegistrationRequest)
  case brokerHeartbeat(BrokerHeartbeatRequest)
  /// Fetch on `__cluster_metadata` by an observer (a broker).
  case metadataLogFetch(MetadataLogFetchRequest)
  case createTopics([CreatableTopic])
  case deleteRecords([DeleteRecordsPartition])
  case electLeaders(ElectLeadersRequest)
  case alterConfigs([AlterConfig])
  case createPartitions([CreatePartitionsTopic])
  case findCoordinator(FindCoordinatorRequest)
  case joinGroup(JoinGroupRequest)
  case syncGroup(SyncGroupRequest)
  case heartbeat(GroupMemberIdentity)
  case leaveGroup(LeaveGroupRequest)
  case offsetCommit(OffsetCommitRequest)
  case offsetFetch(OffsetFetchRequest)
  case listOffsets(ListOffsetsRequest)
  case offsetForLeaderEpoch(OffsetForLeaderEpochRequest)
  /// By name, as all that an administrator's client sends.
  case deleteTopics([String])
  case incrementalAlterConfigs([TopicConfigAlteration])
  case describeConfigs([String])
  case listGroups
  case describeGroups([GroupID])
}

/// The answer to a request, by the same names.
package indirect enum Response: Hashable, Sendable {
  case apiVersions
  case metadata(MetadataResponse)
  case initProducerID(error: ErrorCode, producerID: ProducerID, epoch: ProducerEpoch)
  case produce(Few<ProducePartitionResponse>)
  case fetch(FetchResponse)
  case alterPartition(AlterPartitionResponse)
  case brokerRegistration(error: ErrorCode, epoch: BrokerEpoch)
  case brokerHeartbeat(BrokerHeartbeatResponse)
  case metadataLogFetch(MetadataLogFetchResponse)
  case createTopics([ErrorCode])
  case deleteRecords([ErrorCode])
  case electLeaders([ErrorCode])
  case alterConfigs([ErrorCode])
  case createPartitions([ErrorCode])
  case findCoordinator(FindCoordinatorResponse)
  case joinGroup(JoinGroupResponse)
  case syncGroup(SyncGroupResponse)
  case heartbeat(ErrorCode)
  case leaveGroup(ErrorCode)
  case offsetCommit([PartitionError])
  case offsetFetch(OffsetFetchResponse)
  case listOffsets(ListOffsetsResponse)
  case offsetForLeaderEpoch(OffsetForLeaderEpochResponse)
  case deleteTopics([ErrorCode])
  case incrementalAlterConfigs([ErrorCode])
  case describeConfigs([TopicConfigs])
  case listGroups(ListGroupsResponse)
  case describeGroups([DescribedGroup])
}

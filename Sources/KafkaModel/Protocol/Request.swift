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
///
/// Indirect as well, but for what is as small as a reference or, as the answer to a fetch, hardly larger: its list is
/// moved out of it for further use.
package enum Response: Hashable, Sendable {
  case apiVersions
  indirect case metadata(MetadataResponse)
  indirect case initProducerID(error: ErrorCode, producerID: ProducerID, epoch: ProducerEpoch)
  indirect case produce(Few<ProducePartitionResponse>)
  case fetch(FetchResponse)
  indirect case alterPartition(AlterPartitionResponse)
  indirect case brokerRegistration(error: ErrorCode, epoch: BrokerEpoch)
  indirect case brokerHeartbeat(BrokerHeartbeatResponse)
  indirect case metadataLogFetch(MetadataLogFetchResponse)
  indirect case createTopics([ErrorCode])
  indirect case deleteRecords([ErrorCode])
  indirect case electLeaders([ErrorCode])
  indirect case alterConfigs([ErrorCode])
  indirect case createPartitions([ErrorCode])
  indirect case findCoordinator(FindCoordinatorResponse)
  indirect case joinGroup(JoinGroupResponse)
  indirect case syncGroup(SyncGroupResponse)
  indirect case heartbeat(ErrorCode)
  indirect case leaveGroup(ErrorCode)
  indirect case offsetCommit([PartitionError])
  indirect case offsetFetch(OffsetFetchResponse)
  indirect case listOffsets(ListOffsetsResponse)
  indirect case offsetForLeaderEpoch(OffsetForLeaderEpochResponse)
  indirect case deleteTopics([ErrorCode])
  indirect case incrementalAlterConfigs([ErrorCode])
  indirect case describeConfigs([TopicConfigs])
  indirect case listGroups(ListGroupsResponse)
  indirect case describeGroups([DescribedGroup])
}

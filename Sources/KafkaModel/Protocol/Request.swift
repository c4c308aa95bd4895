/// A request as one node or client sends it to another, by the protocol's API name.
///
/// Its payloads are indirect, as it passes through many hands on its way: one word that is shared, not copied. That of the
/// three that are sent by far the most is shared even where it is read.
package enum Request: Hashable, Sendable {
  case apiVersions
  indirect case metadata(MetadataRequest)
  case initProducerID
  case produce(Shared<ProduceRequest>)
  case fetch(Shared<FetchRequest>)
  indirect case alterPartition(AlterPartitionRequest)
  indirect case brokerRegistration(BrokerRegistrationRequest)
  indirect case brokerHeartbeat(BrokerHeartbeatRequest)
  /// Fetch on `__cluster_metadata` by an observer (a broker).
  indirect case metadataLogFetch(MetadataLogFetchRequest)
  indirect case createTopics([CreatableTopic])
  indirect case deleteRecords([DeleteRecordsPartition])
  indirect case electLeaders(ElectLeadersRequest)
  indirect case alterConfigs([AlterConfig])
  indirect case createPartitions([CreatePartitionsTopic])
  indirect case findCoordinator(FindCoordinatorRequest)
  indirect case joinGroup(JoinGroupRequest)
  indirect case syncGroup(SyncGroupRequest)
  case heartbeat(Shared<GroupMemberIdentity>)
  indirect case leaveGroup(LeaveGroupRequest)
  indirect case offsetCommit(OffsetCommitRequest)
  indirect case offsetFetch(OffsetFetchRequest)
  indirect case listOffsets(ListOffsetsRequest)
  indirect case offsetForLeaderEpoch(OffsetForLeaderEpochRequest)
  /// By name, as all that an administrator's client sends.
  indirect case deleteTopics([String])
  indirect case incrementalAlterConfigs([TopicConfigAlteration])
  indirect case describeConfigs([String])
  case listGroups
  indirect case describeGroups([GroupID])
}

extension Request {
  package static func produce(_ request: consuming ProduceRequest) -> Request {
    .produce(Shared(request))
  }

  package static func fetch(_ request: consuming FetchRequest) -> Request {
    .fetch(Shared(request))
  }

  package static func heartbeat(_ identity: consuming GroupMemberIdentity) -> Request {
    .heartbeat(Shared(identity))
  }
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

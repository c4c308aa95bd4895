package import Scenario

/// The kinds of vector files that machines here are held against, by the file's own `kind`.
///
/// A new kind is one case, one line in `check` and one file in Kinds.
package enum VectorKind: String, Hashable, Sendable, CaseIterable {
  case assignors
  case assignorsDifferences = "assignors-differences"
  case batches
  case checkpoints
  case connectAssignor = "connect-assignor"
  case connectWorker = "connect-worker"
  case consumerConfig = "consumer-config"
  case coordinator
  case leaderEpochs = "leader-epochs"
  case mirrorDifferences = "mirror-differences"
  case mirrorProperties = "mm2-properties"
  case murmur2
  case offsetSyncStore = "offset-sync-store"
  case offsetSyncWriter = "offset-sync-writer"
  case partitionersBuiltIn = "partitioners-builtin"
  case partitionersRoundRobin = "partitioners-round-robin"
  case partitionersSticky = "partitioners-sticky"
  case producerConfig = "producer-config"
  case producerScripts = "producer-scripts"
  case producerState = "producer-state"
  case replicaFetch = "replica-fetch"
  case replicationPolicy = "replication-policy"

  /// Drives the machines of this kind through one case.
  package func check(_ recorded: Node) -> CaseResult {
    do throws(VectorFault) {
      switch self {
      case .assignors: return try AssignorRounds.check(recorded)
      case .assignorsDifferences: return try AssignorDifferences.check(recorded)
      case .batches: return try Batches.check(recorded)
      case .checkpoints: return try MirrorCheckpoints.check(recorded)
      case .connectAssignor: return try ConnectAssignors.check(recorded)
      case .connectWorker: return try ConnectWorker.check(recorded)
      case .consumerConfig: return try ConsumerConfig.check(recorded)
      case .coordinator: return try CoordinatorPartition.check(recorded)
      case .leaderEpochs:
        _ = try recorded.needElements("steps")
        return CaseResult(LeaderEpochs.difference(in: recorded))
      case .mirrorDifferences: return try MirrorDifferences.check(recorded)
      case .mirrorProperties: return try MirrorProperties.check(recorded)
      case .murmur2: return try Murmur2Hash.check(recorded)
      case .offsetSyncStore: return try OffsetSyncStores.check(recorded)
      case .offsetSyncWriter: return try OffsetSyncWriters.check(recorded)
      case .partitionersBuiltIn: return try PartitionersBuiltIn.check(recorded)
      case .partitionersRoundRobin, .partitionersSticky:
        return try PartitionersUnderSend.check(recorded)
      case .producerScripts: return try ProducerScripts.check(recorded)
      case .producerConfig: return try ProducerConfig.check(recorded)
      case .producerState:
        _ = try recorded.needElements("steps")
        guard ProducerState.isModelled(recorded) else { return .notModelled }
        return CaseResult(ProducerState.difference(in: recorded))
      case .replicaFetch:
        _ = try recorded.need("init")
        _ = try recorded.needElements("steps")
        return CaseResult(ReplicaFetch.difference(in: recorded))
      case .replicationPolicy: return try ReplicationPolicies.check(recorded)
      }
    } catch {
      return .differ(wanted: "a case that can be read", got: error.message)
    }
  }
}

/// A connection that a broker opens itself; at most one of each at a time.
@usableFromInline
package enum ChannelID: Hashable, Sendable {
  /// Reads the metadata log (`KafkaRaftClient` as an observer).
  case metadataLog
  /// Registration and heartbeats (`NodeToControllerChannelManager` "heartbeat").
  case heartbeat
  /// Proposed in-sync replicas (`NodeToControllerChannelManager` "alter-partition").
  case alterPartition
  /// What clients want of the controller, and `__consumer_offsets` (`NodeToControllerChannelManager` "forwarding").
  case forwarding
  /// One replica fetcher thread; `index` counts the fetchers of one source broker.
  case fetcher(source: NodeID, index: Int32)
}

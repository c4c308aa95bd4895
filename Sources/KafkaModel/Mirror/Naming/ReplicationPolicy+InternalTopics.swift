/// The mirror's own topics.
///
/// Source: `ReplicationPolicy`, `DefaultReplicationPolicy` (KIP-690, KIP-949, KIP-1074).
extension ReplicationPolicy {
  /// The topic that heartbeats are written to, on the target of a flow.
  package var heartbeatsTopic: String { "heartbeats" }

  /// The topic of a flow's offset syncs, by the alias of the cluster at its other end: the target's, if the topic lies on
  /// the source, as is the default.
  package func offsetSyncsTopic(other alias: String) -> String {
    "mm2-offset-syncs" + internalSeparator + alias + internalSuffix
  }

  /// The topic of the checkpoints of groups of a source cluster; it lies on the target.
  package func checkpointsTopic(of source: String) -> String { source + checkpointsSuffix }

  package func isHeartbeatsTopic(_ topic: String) -> Bool {
    originalTopic(of: topic) == heartbeatsTopic
  }

  package func isCheckpointsTopic(_ topic: String) -> Bool { topic.hasSuffix(checkpointsSuffix) }

  /// Whether the name is one of MirrorMaker's own.
  package func isMirrorTopic(_ topic: String) -> Bool {
    guard topic.hasSuffix(internalSuffix) else { return false }
    return !narrowInternalTopics || topic.hasPrefix("mm2") || isCheckpointsTopic(topic)
  }

  /// Whether the topic is never mirrored, whatever the filter says.
  package func isInternalTopic(_ topic: String) -> Bool {
    if topic.hasPrefix("__") || topic.hasPrefix(".") || isMirrorTopic(topic) { return true }
    return !narrowInternalTopics && (topic.hasSuffix("-internal") || topic.hasSuffix(".internal"))
  }

  private var internalSuffix: String { internalSeparator + "internal" }
  private var checkpointsSuffix: String { internalSeparator + "checkpoints" + internalSuffix }
}

/// Which topics of the source a flow copies.
///
/// Source: `MirrorSourceConnector.shouldReplicateTopic`.
package struct TopicSelection: Hashable, Sendable {
  package let flow: MirrorFlow
  package let policy: ReplicationPolicy
  package let filter: TopicFilter
  private let copiesHeartbeats: Bool

  /// - Parameter copiesHeartbeats: `heartbeats.replication.enabled`, of effect since KIP-1089.
  package init(
    _ flow: MirrorFlow, policy: ReplicationPolicy, filter: TopicFilter,
    copiesHeartbeats: Bool = true, _ behaviour: MirrorBehaviour
  ) {
    self.flow = flow
    self.policy = policy
    self.filter = filter
    self.copiesHeartbeats = copiesHeartbeats || !behaviour.heartbeatReplicationSwitch
  }

  /// Whether the flow copies the topic.
  ///
  /// A topic of the source whose name begins with the target's alias is taken for a copy that comes back.
  package func copies(_ topic: String) -> Bool {
    (filter.wants(topic) || (copiesHeartbeats && policy.isHeartbeatsTopic(topic)))
      && !policy.isInternalTopic(topic) && !policy.hasPassed(flow.target, topic)
  }

  /// What the topic is called on the target.
  package func remoteTopic(_ topic: String) -> String {
    policy.remoteTopic(topic, from: flow.source)
  }

  /// What the topic of a group's offset at the source is called on the target: a copy that came from there has the name
  /// of its original.
  ///
  /// Source: `MirrorCheckpointTask.renameTopicPartition`.
  package func targetTopic(ofGroupTopic topic: String) -> String {
    policy.source(of: topic) == flow.target ? policy.originalTopic(of: topic) : remoteTopic(topic)
  }
}

/// The machines that the settings of a flow ask for.
extension MirrorSettings {
  package var flow: MirrorFlow { MirrorFlow(source: sourceAlias, target: targetAlias) }

  /// Which topics the flow copies, and under which names.
  package func topicSelection(_ behaviour: MirrorBehaviour) -> TopicSelection {
    let naming: ReplicationPolicy.Naming =
      switch policy {
      case .prefixed: .prefixed
      case .identity: .unchanged(source: sourceAlias)
      }
    return TopicSelection(
      flow,
      policy: ReplicationPolicy(
        naming, separator: separator, separatesInternalTopics: separatesInternalTopics, behaviour),
      filter: TopicFilter(topics: topics, exclude: topicsExclude),
      copiesHeartbeats: replicatesHeartbeats, behaviour)
  }

  /// Which groups of the source get checkpoints.
  package var groupFilter: GroupFilter { GroupFilter(groups: groups, exclude: groupsExclude) }
}

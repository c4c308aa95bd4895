import ClusterSimulation
import KafkaModel

/// A topic that Kafka, Connect or a mirror would make by itself, with more replicas than its cluster has brokers: it is
/// not made, and whoever needs it waits or gives up, unless brokers make it for clients that name it.
///
/// The factors are made for clusters of three brokers and more; on a smaller one they have to be set.
/// Source: `ReplicationControlManager.validateManualPartitionAssignment`, `StripedReplicaPlacer` (INVALID_REPLICATION_FACTOR).
struct ImpossibleTopic: Hashable, Sendable {
  /// What is to be made, by whom.
  var what: String
  var cluster: String
  var brokers: Int
  /// The setting that asks for more, and where it stands.
  var setting: String
  var factor: Int
  /// Whether brokers make it, by settings of their own, for the task that writes to it.
  var isMadeForWriters = false

  var sentence: String {
    "\(what) cannot be made\(isMadeForWriters ? " as configured" : ""): \(setting) is \(factor), "
      + "and \(cluster) has \(Quantities.counted(Int64(brokers), "broker"))"
      + (isMadeForWriters
        ? "; the task that writes to it has it made by auto.create.topics.enable" : "")
  }
}

extension Plan {
  /// In the order of clusters, Connect clusters and connectors.
  var impossibleTopics: [ImpossibleTopic] {
    clusters.indices.compactMap { offsetsTopic(of: $0) } + automaticTopics
      + connect.flatMap { impossibleTopics(of: $0) }
  }

  private var automaticTopics: [ImpossibleTopic] {
    topics.compactMap { planned in
      guard planned.origin == .client else { return nil }
      return topic(
        nil, "topic \(planned.name) of \(clusters[Int(planned.cluster.raw)].name)",
        at: planned.cluster, "default.replication.factor", planned.replicationFactor)
    }
  }

  private func offsetsTopic(of cluster: Int) -> ImpossibleTopic? {
    let index = ClusterIndex(Int32(cluster))
    let isNeeded =
      groups.contains { $0.cluster == index && $0.id != nil }
      || connect.contains { $0.cluster == index }
    guard isNeeded,
      let factor = clusters[cluster].brokers.first?.settings.offsetsTopicReplicationFactor
    else { return nil }
    return topic(
      "__consumer_offsets", "\(clusters[cluster].name)'s topic of committed offsets", at: index,
      "offsets.topic.replication.factor", factor)
  }

  private func impossibleTopics(of herd: ConnectCluster) -> [ImpossibleTopic] {
    let stores = [
      ("config", herd.settings.configTopic), ("offset", herd.settings.offsetTopic),
      ("status", herd.settings.statusTopic),
    ]
    return stores.compactMap { store, settings in
      topic(
        settings.name, "\(herd.name)'s topic \(settings.name)", at: herd.cluster,
        "\(store).storage.replication.factor", settings.replicationFactor)
    } + herd.connectors.flatMap { impossibleTopics(of: $0, in: herd) }
  }

  private func impossibleTopics(
    of connector: ConfiguredConnector, in herd: ConnectCluster
  ) -> [ImpossibleTopic] {
    let (name, mirror) = ("\(herd.name)'s \(connector.settings.name)", connector.mirror)
    let selection = mirror.topicSelection(MirrorBehaviour(herd.version))
    guard mirror.isEnabled else { return [] }
    switch connector.settings.connectorClass {
    case .mirrorSource:
      let isAtSource = mirror.offsetSyncsLocation == .source
      let syncs = selection.policy.offsetSyncsTopic(
        other: isAtSource ? selection.flow.target : selection.flow.source)
      let copies = topic(
        nil, "a copy of a topic by \(name)", at: connector.target, "replication.factor",
        Int16(truncatingIfNeeded: mirror.replicationFactor), isWritten: true)
      let own =
        mirror.emitsOffsetSyncs
        ? topic(
          syncs, "topic \(syncs) of \(name)", at: isAtSource ? connector.source : connector.target,
          "offset-syncs.topic.replication.factor", mirror.offsetSyncsReplicationFactor,
          isWritten: true) : nil
      return [copies, own].compactMap(\.self)
    case .mirrorCheckpoint:
      let checkpoints = selection.policy.checkpointsTopic(of: selection.flow.source)
      return [
        topic(
          checkpoints, "topic \(checkpoints) of \(name)", at: connector.target,
          "checkpoints.topic.replication.factor", mirror.checkpointsReplicationFactor,
          isWritten: true)
      ].compactMap(\.self)
    case .mirrorHeartbeat:
      let heartbeats = selection.policy.heartbeatsTopic
      return [
        topic(
          heartbeats, "topic \(heartbeats) of \(name)", at: connector.target,
          "heartbeats.topic.replication.factor", mirror.heartbeatsReplicationFactor, isWritten: true
        )
      ].compactMap(\.self)
    case .custom, .sink:
      // It writes to topics that are there, or that brokers create by their own defaults.
      return []
    }
  }

  /// Nil if the topic is there from the beginning, or its factor fits; -1 leaves it to the brokers.
  private func topic(
    _ name: String?, _ what: String, at cluster: ClusterIndex, _ setting: String, _ factor: Int16,
    isWritten: Bool = false
  ) -> ImpossibleTopic? {
    let isThere = topics.contains {
      $0.origin == .administrator && $0.cluster == cluster && $0.name == name
    }
    let brokers = clusters[Int(cluster.raw)].brokers.count
    guard !isThere, Int(factor) > brokers else { return nil }
    let isMadeForWriters =
      isWritten
      && clusters[Int(cluster.raw)].brokers.contains {
        $0.settings.automaticTopics && $0.settings.defaultReplicationFactor <= brokers
      }
    return ImpossibleTopic(
      what: what, cluster: clusters[Int(cluster.raw)].name, brokers: brokers, setting: setting,
      factor: Int(factor), isMadeForWriters: isMadeForWriters)
  }
}

extension Scenario {
  /// The processes of a mirror or a Connect cluster.
  package func workers(of owner: String) -> [Worker] {
    if let connect = connect.first(where: { $0.name == owner }) { return connect.workers }
    return mirrors.first { $0.name == owner }?.processes(in: self) ?? []
  }

  /// Topics that a mirror may make on its target: the declared ones of its source, under their remote names; on its
  /// source too where `settings` enable the way back.
  ///
  /// The separator is taken from `settings`; what a properties file or a filter says is not asked here.
  package func mirroredTopics(of mirror: Mirror) -> [Topic] {
    func given(_ key: String) -> String? {
      mirror.settings.last { $0.key == key || $0.key.hasSuffix("." + key) }?.value
    }
    let isIdentity =
      given("replication.policy.class")?.hasSuffix("IdentityReplicationPolicy") ?? false
    let separator = given("replication.policy.separator") ?? "."
    var flows = [(from: mirror.source, to: mirror.target)]
    let back = "\(mirror.alias(of: mirror.target))->\(mirror.alias(of: mirror.source)).enabled"
    if mirror.settings.last(where: { $0.key == back })?.value == "true" {
      flows.append((from: mirror.target, to: mirror.source))
    }
    return flows.flatMap { flow in
      let prefix = isIdentity ? "" : mirror.alias(of: flow.from) + separator
      return topics.filter { $0.name.cluster == flow.from }.map { topic in
        var remote = Topic(
          name: TopicName(cluster: flow.to, topic: prefix + topic.name.topic),
          partitions: topic.partitions, replicationFactor: 0, mark: mirror.mark)
        remote.isMirrored = true
        return remote
      }
    }
  }

  /// Topics that mirrors may make and that nobody else declares.
  package var mirroredTopics: [Topic] {
    var known = topics.map(\.name)
    for step in steps {
      if case .createTopic(let topic) = step.action { known.append(topic.name) }
    }
    var mirrored: [Topic] = []
    for mirror in mirrors {
      for topic in mirroredTopics(of: mirror) where !known.contains(topic.name) {
        known.append(topic.name)
        mirrored.append(topic)
      }
    }
    return mirrored
  }
}

extension Scenario.WorkerName: CustomStringConvertible {
  package var description: String { "\(owner)/\(worker)" }
}

extension Scenario.ConnectorName: CustomStringConvertible {
  package var description: String {
    "\(owner)/" + (flow.map { $0 + "/" } ?? "") + connector
  }
}

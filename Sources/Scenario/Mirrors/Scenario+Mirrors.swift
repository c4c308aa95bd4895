import ClusterSimulation
extension Scenario {
  /// The processes of a mirror or a Connect cluster.
  package func workers(of owner: String) -> [Worker] {
    if let connect = connect.first(where: { $0.name == owner }) { return connect.workers }
    return mirrors.first { $0.name == owner }?.processes(in: self) ?? []
  }

  /// Topics that a mirror may make on its target, and on its source if it runs both ways: the declared ones and those
  /// that steps make, under their remote names.
  ///
  /// The separator is taken from `settings`; what a properties file or a filter says is not asked here.
  package func mirroredTopics(of mirror: Mirror, created: [Topic]) -> [Topic] {
    func given(_ key: String) -> String? {
      mirror.settings.last { $0.key == key || $0.key.hasSuffix("." + key) }?.value
    }
    let isIdentity =
      given("replication.policy.class")?.hasSuffix("IdentityReplicationPolicy") ?? false
    let separator = given("replication.policy.separator") ?? "."
    let (source, target) = (mirror.alias(of: mirror.source), mirror.alias(of: mirror.target))
    var flows = [(source: mirror.source, target: mirror.target)]
    if given("\(target)->\(source).enabled") == "true" {
      flows.append((mirror.target, mirror.source))
    }
    return flows.flatMap { flow in
      (topics + created).filter { $0.name.cluster == flow.source }.map { topic in
        let prefix = isIdentity ? "" : mirror.alias(of: flow.source) + separator
        var remote = Topic(
          name: TopicName(cluster: flow.target, topic: prefix + topic.name.topic),
          partitions: topic.partitions, replicationFactor: 0, mark: mirror.mark)
        remote.origin = .mirror
        return remote
      }
    }
  }

  /// Topics that mirrors may make and that nobody else declares.
  package var mirroredTopics: [Topic] {
    let created = steps.compactMap { step -> Topic? in
      guard case .createTopic(let topic) = step.action else { return nil }
      return topic
    }
    var known = (topics + created).map(\.name)
    var mirrored: [Topic] = []
    for mirror in mirrors {
      for topic in mirroredTopics(of: mirror, created: created)
      where !known.contains(topic.name) {
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

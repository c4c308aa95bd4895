import ClusterSimulation

extension Scenario {
  /// The processes of a mirror or a Connect cluster.
  package func workers(of owner: String) -> [Worker] {
    if let connect = connect.first(where: { $0.name == owner }) { return connect.workers }
    return mirrors.first { $0.name == owner }?.processes(in: self) ?? []
  }

  /// Topics that mirrors may make and that nobody else declares: under their remote names the declared ones, those that steps
  /// make, and copies of such copies, each as far as no cluster has it twice (`MirrorSourceConnector.isCycle`).
  ///
  /// - Parameter created: What steps make.
  package func mirroredTopics(created: [Topic]) -> [Topic] {
    var known = Set((topics + created).map(\.name))
    var mirrored: [Topic] = []
    var level = (topics + created).map { (topic: $0, path: [$0.name.cluster]) }
    while !level.isEmpty {
      var next: [(topic: Topic, path: [String])] = []
      for mirror in mirrors {
        for (copy, path) in copies(of: level, by: mirror) where known.insert(copy.name).inserted {
          mirrored.append(copy)
          next.append((copy, path))
        }
      }
      level = next
    }
    return mirrored
  }

  /// The same of a scenario whose steps are known.
  package var mirroredTopics: [Topic] {
    mirroredTopics(
      created: steps.compactMap { step in
        if case .createTopic(let topic) = step.action { topic } else { nil }
      })
  }

  /// On a mirror's target, and on its source if it runs both ways; with the clusters on their way.
  ///
  /// The separator is taken from `settings`; what a properties file or a filter says is not asked here.
  private func copies(
    of level: [(topic: Topic, path: [String])], by mirror: Mirror
  ) -> [(topic: Topic, path: [String])] {
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
      level.filter { $0.topic.name.cluster == flow.source && !$0.path.contains(flow.target) }
        .map { topic, path in
          let prefix = isIdentity ? "" : mirror.alias(of: flow.source) + separator
          var remote = Topic(
            name: TopicName(cluster: flow.target, topic: prefix + topic.name.topic),
            partitions: topic.partitions, replicationFactor: 0, mark: mirror.mark)
          remote.origin = .mirror
          return (remote, path + [flow.target])
        }
    }
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

package import KafkaModel

extension Scenario {
  /// A mirror from one cluster to another by MirrorMaker 2, with the processes that run it.
  package struct Mirror: Hashable, Sendable {
    package var name: String
    package var source: String
    package var target: String
    /// What the mirror calls clusters; those that are not named are called as in the file.
    package var aliases: [Alias] = []
    package var location = Location()
    /// Which connectors run; all three if empty.
    package var connectors: [Part] = []
    package var workers = 1
    package var version: KafkaVersion?
    /// Rules of its workers, switched.
    package var behaviour: [BehaviourFlag] = []
    package var startsIn: TimeRange?
    package var tasksStartIn: TimeRange?
    package var start = MemberStart.trigger(.at(.zero))
    /// What stands in its mm2.properties, prefixes allowed; keys without one are of the flow.
    package var settings: [Setting] = []
    /// The name of such a file, which is read before `settings`.
    package var properties: String?
    package var mark: Mark

    package init(name: String, source: String, target: String, mark: Mark) {
      self.name = name
      self.source = source
      self.target = target
      self.mark = mark
    }

    package struct Alias: Hashable, Sendable {
      package var alias: String
      package var cluster: String

      package init(alias: String, cluster: String) {
        self.alias = alias
        self.cluster = cluster
      }
    }

    /// One of the three connectors of a flow.
    package enum Part: String, Hashable, Sendable, CaseIterable {
      case source, checkpoint, heartbeat

      package var connectorClass: ConnectorClass {
        switch self {
        case .source: .mirrorSource
        case .checkpoint: .mirrorCheckpoint
        case .heartbeat: .mirrorHeartbeat
        }
      }
    }

    /// Where a mirror runs and where its group is, as the file says it; see `mode`, `groupOn` and `site(in:)`.
    package struct Location: Hashable, Sendable {
      package var placement: Placement?
      package var runsIn: RunsIn?
      package var mode: Mode?
      package var groupOn: Side?

      package init() {}
    }

    package enum RunsIn: Hashable, Sendable {
      case site(String)
      /// Its workers take these hosts in turn.
      case hosts([String])
    }

    package enum Mode: String, Hashable, Sendable, CaseIterable {
      /// connect-mirror-maker.sh: a process of its own, with a group on the target for each flow.
      case dedicated
      /// A Connect cluster of its own.
      case connect
    }

    package enum Side: String, Hashable, Sendable, CaseIterable {
      case source, target
    }

    /// The usual places of a mirror.
    package enum Placement: String, Hashable, Sendable, CaseIterable {
      /// Connect beside the target.
      case p1 = "P1"
      /// Connect beside the source, with its group on the target.
      case p2 = "P2"
      /// Connect beside the source, with its group on the source.
      case p3 = "P3"
      /// Connect at a third site, with its group on the target.
      case p4 = "P4"
      /// A dedicated MirrorMaker at the place of P1.
      case p1Dedicated = "P1-dedicated"
      /// A dedicated MirrorMaker at the place of P2.
      case p2Dedicated = "P2-dedicated"
      /// A dedicated MirrorMaker at the place of P4.
      case p4Dedicated = "P4-dedicated"
    }
  }
}

extension Scenario.Mirror {
  package var mode: Mode {
    switch location.placement {
    case nil: location.mode ?? .dedicated
    case .p1, .p2, .p3, .p4: .connect
    case .p1Dedicated, .p2Dedicated, .p4Dedicated: .dedicated
    }
  }

  /// The side whose cluster has the group and the internal topics.
  package var groupOn: Side {
    switch location.placement {
    case nil: location.groupOn ?? .target
    case .p3: .source
    case .p1, .p2, .p4, .p1Dedicated, .p2Dedicated, .p4Dedicated: .target
    }
  }

  /// The cluster of the group and the internal topics.
  package var groupCluster: String { groupOn == .source ? source : target }

  /// What the mirror calls a cluster.
  package func alias(of cluster: String) -> String {
    aliases.first { $0.cluster == cluster }?.alias ?? cluster
  }

  /// The cluster that the mirror calls so.
  package func cluster(called alias: String) -> String? {
    if let own = aliases.first(where: { $0.alias == alias }) { return own.cluster }
    return [source, target].first { self.alias(of: $0) == alias }
  }

  /// The connectors that run, in Kafka's order.
  package var parts: [Part] {
    connectors.isEmpty ? Part.allCases : Part.allCases.filter { connectors.contains($0) }
  }

  /// Its processes: named a, b, c, ... on hosts of their own unless `runsIn` names hosts.
  package func processes(in scenario: Scenario) -> [Scenario.Worker] {
    (0..<workers).map { index in
      let name = DrillReader.letters(index)
      if case .hosts(let hosts) = location.runsIn, location.placement == nil {
        return Scenario.Worker(
          name: name, host: hosts[index % hosts.count], site: nil, mark: mark)
      }
      return Scenario.Worker(
        name: name, host: "\(self.name)/\(name)", site: site(in: scenario), mark: mark)
    }
  }

  /// The site where it runs; nil if the file has only one or does not tell them apart.
  package func site(in scenario: Scenario) -> String? {
    let source = scenario.site(of: source)
    let target = scenario.site(of: target)
    switch location.placement {
    case nil:
      if case .site(let site) = location.runsIn { return site }
      return target
    case .p1, .p1Dedicated: return target
    case .p2, .p2Dedicated, .p3: return source
    case .p4, .p4Dedicated:
      if case .site(let site) = location.runsIn { return site }
      return scenario.sites.first { $0.name != source && $0.name != target }?.name
    }
  }
}

extension Scenario {
  /// Where a cluster stands: its own site, else that of its first broker.
  package func site(of name: String) -> String? {
    guard let cluster = clusters.first(where: { $0.name == name }) else { return nil }
    if let site = cluster.site { return site }
    guard let broker = cluster.brokers.first else { return nil }
    return broker.site ?? hosts.first { $0.name == broker.host }?.site
      ?? (sites.count == 1 ? sites[0].name : nil)
  }
}

import KafkaModel
import Scenario

extension Scenario {
  /// A Kafka Connect cluster in distributed mode: workers of one group, with the connectors that they run.
  ///
  /// Source: `ConnectDistributed`, `DistributedHerder`.
  public struct ConnectCluster: Hashable, Sendable {
    var written: WrittenScenario.ConnectCluster

    init(written: WrittenScenario.ConnectCluster) { self.written = written }

    /// A Connect cluster whose workers run each on a host of its own, beside its Kafka cluster.
    ///
    /// - Parameters:
    ///   - name: What steps call it, and its `group.id`; its processes are `name/a`, `name/b`, ….
    ///   - cluster: The Kafka cluster of its group and its internal topics (`bootstrap.servers`).
    ///   - workers: How many processes, 1 to 100; less than one counts as one.
    ///   - settings: Lines of connect-distributed.properties; what is left out is Kafka's default, and the three
    ///     internal topics are called after the cluster.
    ///   - connectors: What it runs from the beginning, as if the config topic had them already.
    public init(
      _ name: String, on cluster: String, workers: Int = 1, settings: Settings = [:],
      connectors: [Connector] = []
    ) {
      written = WrittenScenario.ConnectCluster(name: name, cluster: cluster, mark: .none)
      written.workers = (0..<max(1, workers)).map { index in
        let worker = WrittenScenario.letters(index)
        return WrittenScenario.Worker(
          name: worker, host: "\(name)/\(worker)", site: nil, mark: .none)
      }
      written.settings = settings.written
      written.connectors = connectors.map(\.written)
    }

    /// A Connect cluster with one worker on each of these hosts, which ``Scenario/hosts`` declares; at least one.
    public init(
      _ name: String, on cluster: String, hosts: [String], settings: Settings = [:],
      connectors: [Connector] = []
    ) {
      self.init(
        name, on: cluster, workers: hosts.count, settings: settings, connectors: connectors)
      for (index, host) in hosts.enumerated() { written.workers[index].host = host }
    }

    /// What steps call it.
    public var name: String { written.name }

    /// Lines of connect-distributed.properties.
    public var settings: Settings {
      get { Settings(written: written.settings) }
      set { written.settings = newValue.written }
    }

    /// What it runs from the beginning.
    public var connectors: [Connector] {
      get { written.connectors.map { Connector(written: $0) } }
      set { written.connectors = newValue.map(\.written) }
    }

    /// When its processes start; at zero, the default, they start with the estate, before the load.
    public var start: Start {
      get { Start(written: written.start) }
      set { written.start = newValue.written }
    }

    /// The release of the workers and their clients; nil is the scenario's.
    public var version: KafkaVersion? {
      get { written.version.map { KafkaVersion($0) } }
      set { written.version = newValue?.written }
    }

    /// Rules of Kafka versions that are switched for its workers.
    public var behaviour: Behaviour {
      get { Behaviour(written: written.behaviour) }
      set { written.behaviour = newValue.written }
    }

    /// How long the start of a worker takes until it first asks its cluster for something; 3 to 6 s if nil.
    public var startsIn: Time? {
      get { written.startsIn.map { Time(written: $0) } }
      set { written.startsIn = newValue?.written }
    }

    /// How long a task that a worker starts loads its classes, drawn once for each life of the worker; at once if nil.
    public var tasksStartIn: Time? {
      get { written.tasksStartIn.map { Time(written: $0) } }
      set { written.tasksStartIn = newValue?.written }
    }
  }

  /// A connector of a ``ConnectCluster``, whose code a test author registered.
  public struct Connector: Hashable, Sendable {
    let written: WrittenScenario.Connector

    init(written: WrittenScenario.Connector) { self.written = written }

    /// A source or sink connector of a ``UserCode``; a sink's settings have `topics` or `topics.regex`.
    ///
    /// - Parameters:
    ///   - name: What steps call it, behind the name of its Connect cluster.
    ///   - registered: The name that its code is registered by.
    ///   - config: Its settings, `tasks.max` (1 if left out) and the like; what Connect does not read itself is the
    ///     connector's own.
    public init(_ name: String, runs registered: String, config: Settings = [:]) {
      var connector = WrittenScenario.Connector(
        name: name, kind: .custom(registered), mark: .none, classMark: .none)
      connector.config = config.written
      written = connector
    }

    /// What steps call it, behind the name of its Connect cluster.
    public var name: String { written.name }

    /// Its settings.
    public var config: Settings { Settings(written: written.config) }
  }
}

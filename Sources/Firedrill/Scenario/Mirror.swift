import Scenario

extension Scenario {
  /// A mirror from one cluster to another by MirrorMaker 2, with the processes that run it.
  public struct Mirror: Hashable, Sendable {
    var written: WrittenScenario.Mirror

    init(written: WrittenScenario.Mirror) { self.written = written }

    /// A mirror of one direction with all three connectors: source, checkpoint and heartbeat.
    ///
    /// Source: `MirrorMaker`, `MirrorSourceConnector`, `MirrorCheckpointConnector`, `MirrorHeartbeatConnector` (KIP-382).
    ///
    /// - Parameters:
    ///   - name: What steps call it; its processes are `name/a`, `name/b`, ….
    ///   - source: The cluster that it reads.
    ///   - target: The cluster that it writes.
    ///   - placement: Where it runs and where its group is.
    ///   - workers: How many processes, 1 to 100; less than one counts as one.
    ///   - settings: Lines of mm2.properties. Most keys need a prefix: the alias of a cluster, or of a flow
    ///     (`upstream->downstream.producer.override.acks`). Aliases are the clusters' names.
    public init(
      _ name: String, from source: String, to target: String, placement: Placement = .p1Dedicated,
      workers: Int = 1, settings: Settings = [:]
    ) {
      written = WrittenScenario.Mirror(name: name, source: source, target: target, mark: .none)
      written.location.placement = placement.written
      written.workers = max(1, workers)
      written.settings = settings.written
    }

    /// A mirror whose workers run on hosts that are named, so that what happens to a host happens to them.
    ///
    /// - Parameters:
    ///   - name: What steps call it; its processes are `name/a`, `name/b`, ….
    ///   - source: The cluster that it reads.
    ///   - target: The cluster that it writes.
    ///   - hosts: Hosts that ``Scenario/hosts`` declares, at least one; one worker on each.
    ///   - mode: A dedicated MirrorMaker, or a Connect cluster of its own.
    ///   - groupOn: The side whose cluster has the workers' group and internal topics; a dedicated one has them on the
    ///     target.
    ///   - settings: Lines of mm2.properties.
    public init(
      _ name: String, from source: String, to target: String, on hosts: [String],
      mode: Mode = .dedicated, groupOn: Side = .target, settings: Settings = [:]
    ) {
      written = WrittenScenario.Mirror(name: name, source: source, target: target, mark: .none)
      written.location.runsIn = .hosts(hosts.isEmpty ? [""] : hosts)
      written.location.mode = mode.written
      written.location.groupOn = groupOn.written
      written.workers = max(1, hosts.count)
      written.settings = settings.written
    }

    /// What steps call it.
    public var name: String { written.name }

    /// Which of its three connectors run, on Connect only; all of them if empty, as it is at first.
    public var connectors: [Part] {
      get { written.connectors.map { Part(written: $0) } }
      set { written.connectors = newValue.map(\.written) }
    }

    /// Where it runs and where its group is; nil where hosts or a drill file say it otherwise.
    public var placement: Placement? {
      get { written.location.placement.map { Placement(written: $0) } }
      set {
        written.location = WrittenScenario.Mirror.Location()
        written.location.placement = newValue?.written
      }
    }

    /// Lines of mm2.properties.
    public var settings: Settings {
      get { Settings(written: written.settings) }
      set { written.settings = newValue.written }
    }

    /// When its processes start; at zero, the default, they start with the estate, before the load.
    public var start: Start {
      get { Start(written: written.start) }
      set { written.start = newValue.written }
    }

    /// The release of MirrorMaker and its clients; nil is the scenario's.
    public var version: KafkaVersion? {
      get { written.version.map { KafkaVersion($0) } }
      set { written.version = newValue?.written }
    }

    /// Rules of Kafka versions that are switched for its workers.
    public var behaviour: Behaviour {
      get { Behaviour(written: written.behaviour) }
      set { written.behaviour = newValue.written }
    }

    /// How long the start of a worker takes until it first asks a cluster for something; 3 to 6 s if nil.
    public var startsIn: Time? {
      get { written.startsIn.map { Time(written: $0) } }
      set { written.startsIn = newValue?.written }
    }

    /// How long a task that a worker starts loads its classes, drawn once for each life of the worker; at once if nil.
    public var tasksStartIn: Time? {
      get { written.tasksStartIn.map { Time(written: $0) } }
      set { written.tasksStartIn = newValue?.written }
    }

    /// What runs a mirror.
    public struct Mode: Hashable, Sendable {
      let written: WrittenScenario.Mirror.Mode

      /// connect-mirror-maker.sh: processes of MirrorMaker itself.
      public static let dedicated = Mode(written: .dedicated)
      /// A Connect cluster of its own.
      public static let connect = Mode(written: .connect)
    }

    /// One of the two clusters of a mirror.
    public struct Side: Hashable, Sendable {
      let written: WrittenScenario.Mirror.Side

      /// The cluster that it reads.
      public static let source = Side(written: .source)
      /// The cluster that it writes.
      public static let target = Side(written: .target)
    }

    /// One of the connectors of a mirror.
    public struct Part: Hashable, Sendable {
      let written: WrittenScenario.Mirror.Part

      /// `MirrorSourceConnector`: copies records, topics and their settings.
      public static let source = Part(written: .source)
      /// `MirrorCheckpointConnector`: translates groups' offsets.
      public static let checkpoint = Part(written: .checkpoint)
      /// `MirrorHeartbeatConnector`: writes heartbeats.
      public static let heartbeat = Part(written: .heartbeat)
    }

    /// The usual places of a mirror; Docs/Placement.md compares them.
    public struct Placement: Hashable, Sendable {
      let written: WrittenScenario.Mirror.Placement

      /// Connect beside the target.
      public static let p1 = Placement(written: .p1)
      /// Connect beside the source, with its group on the target.
      public static let p2 = Placement(written: .p2)
      /// Connect beside the source, with its group on the source.
      public static let p3 = Placement(written: .p3)
      /// Connect at a third site, with its group on the target.
      public static let p4 = Placement(written: .p4)
      /// A dedicated MirrorMaker beside the target.
      public static let p1Dedicated = Placement(written: .p1Dedicated)
      /// A dedicated MirrorMaker beside the source.
      public static let p2Dedicated = Placement(written: .p2Dedicated)
      /// A dedicated MirrorMaker at a third site.
      public static let p4Dedicated = Placement(written: .p4Dedicated)
    }
  }

  /// A connector of a mirror ("east/source") or of a Connect cluster ("plain/orders").
  public struct ConnectorName: Hashable, Sendable, ExpressibleByStringLiteral {
    let written: WrittenScenario.ConnectorName

    /// The connector that a text such as "east/source" stands for, or "east/B->A/source" with the flow of a mirror that
    /// runs both ways.
    public init(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      written = WrittenScenario.ConnectorName(
        owner: parts[0],
        flow: parts.count > 2 ? parts[1..<(parts.count - 1)].joined(separator: "/") : nil,
        connector: parts.count > 1 ? parts[parts.count - 1] : "")
    }

    /// A name such as "east/source".
    public init(stringLiteral text: String) { self.init(text) }
  }
}

/// Mirrors and Connect clusters.
extension Scenario.Target {
  /// A process of a mirror or a Connect cluster, by its name there: `a` for the first, then `b`, ….
  public static func worker(_ name: String, of owner: String) -> Self {
    Self(written: .worker(WrittenScenario.WorkerName(owner: owner, worker: name)))
  }
  /// All of them.
  public static func workers(of owner: String) -> Self { Self(written: .workers(owner)) }
  /// The worker that leads the group and deals out connectors and tasks; nobody while there is none.
  public static func connectLeader(of owner: String) -> Self {
    Self(written: .connectLeader(owner))
  }
  /// The first living worker that does not lead the group.
  public static func connectFollower(of owner: String) -> Self {
    Self(written: .connectFollower(owner))
  }
  /// The worker that runs a connector; nobody while none does.
  public static func connector(_ name: Scenario.ConnectorName) -> Self {
    Self(written: .connector(name.written))
  }
  /// The worker that runs one of a connector's tasks, numbered from 0; nobody while none does.
  public static func task(_ number: Int, of connector: Scenario.ConnectorName) -> Self {
    Self(written: .task(connector.written, Int32(clamping: number)))
  }
}

/// Mirrors and Connect clusters. What is asked by REST reaches every worker that runs, at once and through every cut.
extension Scenario.Action {
  /// Starts all processes of a mirror or a Connect cluster that do not run; nil takes as long as it says itself.
  public static func startMirror(_ name: String, startsIn: Scenario.Time? = nil) -> Self {
    Self(.startMirror(name, startsIn: startsIn?.written))
  }
  /// SIGTERM to all of them.
  public static func stopMirror(_ name: String) -> Self { Self(.stopMirror(name)) }
  /// By REST, `POST /connectors/NAME/restart`: the connector alone, or with its tasks.
  ///
  /// - Parameters:
  ///   - name: Which connector.
  ///   - tasks: `includeTasks`: its tasks as well, which are RESTARTING in between. Workers before 3.0 take no notice of
  ///     this and of `onlyFailed` (KIP-745).
  ///   - onlyFailed: Of these only what has FAILED.
  public static func restartConnector(
    _ name: Scenario.ConnectorName, tasks: Bool = false, onlyFailed: Bool = false
  ) -> Self {
    Self(.restartConnector(name.written, tasks: tasks, onlyFailed: onlyFailed))
  }
  /// By REST, `POST /connectors/NAME/tasks/N/restart`: one task, numbered from 0, whether it has failed or runs.
  public static func restartTask(_ number: Int, of connector: Scenario.ConnectorName) -> Self {
    Self(.restartTask(connector.written, Int32(clamping: number)))
  }
  /// By REST: the connector stops, its tasks keep their workers and stop reading (PAUSED).
  public static func pauseConnector(_ name: Scenario.ConnectorName) -> Self {
    Self(.pauseConnector(name.written))
  }
  /// By REST: the connector starts anew, its tasks read on; failed ones stay so.
  public static func resumeConnector(_ name: Scenario.ConnectorName) -> Self {
    Self(.resumeConnector(name.written))
  }
  /// An administrator deletes a topic (`Admin.deleteTopics`); a step may create it again.
  public static func deleteTopic(_ topic: Scenario.TopicName) -> Self {
    Self(.deleteTopic(topic.written))
  }
}

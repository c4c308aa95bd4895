import Scenario

/// A drill, built in Swift: an estate, its load, what happens to it, and what is expected of it.
///
/// The same value that a drill file says: ``text`` prints it as one, ``init(text:name:)`` reads one, and both give the
/// same run. Names refer to each other as in files ("lab/orders" is topic `orders` of cluster `lab`); nothing is checked
/// before ``Drill/init(_:code:)`` compiles the scenario, which names the path of whatever is wrong. So values out of the
/// ranges that are given here are kept as they are, and refused there.
public struct Scenario: Hashable, Sendable, CustomStringConvertible {
  var written: WrittenScenario

  init(written: WrittenScenario) { self.written = written }

  /// A scenario without clusters, load and steps yet.
  ///
  /// - Parameters:
  ///   - title: What reports call it.
  ///   - kafkaVersion: The release of every cluster and client that names none; "3.9" means 3.9.1.
  ///   - runFor: How long the load lasts on the virtual clock, above zero and at most 10 000 days.
  public init(_ title: String, kafkaVersion: KafkaVersion, runFor: Duration) {
    written = WrittenScenario(
      kafkaVersion: kafkaVersion.written, runFor: .time(TimeSpan(runFor)))
    written.title = title
  }

  /// Reads a drill file; `vary` is kept, and makes several drills of it.
  ///
  /// - Parameters:
  ///   - text: A drill in the language of drill files (Docs/ScenarioFormat.md).
  ///   - name: What errors call the text.
  /// - Throws: What is wrong with the text, with line, column and path.
  public init(text: String, name: String = "drill.json5") throws(DrillError) {
    let root = try WrittenNode.read(text, name: name)
    do throws(ScenarioError) {
      written = try WrittenScenario.read(root, file: name)
    } catch {
      throw DrillError(error, in: root)
    }
  }

  /// The scenario as a drill file in JSON5; reading it gives an equal scenario.
  public var text: String { written.text }

  /// The same as ``text``.
  public var description: String { text }

  /// What reports call it.
  public var title: String {
    get { written.title }
    set { written.title = newValue }
  }

  /// The release of every cluster and client that names none.
  public var kafkaVersion: KafkaVersion {
    get { KafkaVersion(written.kafkaVersion) }
    set { written.kafkaVersion = newValue.written }
  }

  /// The root of all random draws where a run names none; any number, 1 if nobody says otherwise.
  public var seed: UInt64 {
    get { written.seed }
    set { written.seed = newValue }
  }

  /// When the load ends.
  public var end: End {
    get { End(written: written.runFor) }
    set { written.runFor = newValue.written }
  }

  /// The data centres, by name; none where all stands at one.
  public var sites: [String] {
    get { written.sites.map(\.name) }
    set { written.sites = newValue.map { WrittenScenario.Site(name: $0, mark: .none) } }
  }

  /// Hosts that say more of themselves than their names; brokers and clients imply the others.
  public var hosts: [Host] {
    get { written.hosts.map { Host(written: $0) } }
    set { written.hosts = newValue.map(\.written) }
  }

  /// Ways between sites or hosts that are not as the model's own, which takes 5 ms one way between sites.
  public var links: [Link] {
    get { written.links.map { Link(written: $0) } }
    set { written.links = newValue.map(\.written) }
  }

  /// The Kafka clusters; at least one.
  public var clusters: [Cluster] {
    get { written.clusters.map { Cluster(written: $0) } }
    set { written.clusters = newValue.map(\.written) }
  }

  /// The topics that are there from the beginning.
  public var topics: [Topic] {
    get { written.topics.map { Topic(written: $0) } }
    set { written.topics = newValue.map(\.written) }
  }

  /// The programs that send records.
  public var producers: [Producer] {
    get { written.producers.map { Producer(written: $0) } }
    set { written.producers = newValue.map(\.written) }
  }

  /// The consumer groups, and readers without one.
  public var groups: [Group] {
    get { written.groups.map { Group(written: $0) } }
    set { written.groups = newValue.map(\.written) }
  }

  /// The Kafka Connect clusters with connectors of their own.
  public var connect: [ConnectCluster] {
    get { written.connect.map { ConnectCluster(written: $0) } }
    set { written.connect = newValue.map(\.written) }
  }

  /// The mirrors by MirrorMaker 2.
  public var mirrors: [Mirror] {
    get { written.mirrors.map { Mirror(written: $0) } }
    set { written.mirrors = newValue.map(\.written) }
  }

  /// How often every group's lag is looked at, a millisecond or more; nil never. Figures of the largest and smallest
  /// lags need it.
  public var lagSampling: Duration? {
    get { written.lagSampling.map(\.duration) }
    set { written.lagSampling = newValue.map { TimeSpan($0) } }
  }

  /// What is done to the estate, 1000 steps at most; one without a name is called "step N" by its place.
  public var steps: [Step] {
    get { written.steps.map { Step(written: $0) } }
    set {
      written.steps = newValue.map(\.written)
      // As in a file, a step without a name is called after its place.
      for index in written.steps.indices where written.steps[index].name.isEmpty {
        written.steps[index].name = "step \(index + 1)"
      }
    }
  }

  /// What is expected of a run.
  public var expectations: [Expectation] {
    get { written.expectations.map { Expectation(written: $0) } }
    set { written.expectations = newValue.map(\.written) }
  }
}

extension Scenario {
  /// When the load of a run ends; producers then close, and close waits for what is unresolved.
  public struct End: Hashable, Sendable {
    let written: WrittenScenario.RunLength

    /// So long after its start, above zero.
    public static func after(_ time: Duration) -> End { End(written: .time(TimeSpan(time))) }

    /// `plus` after something holds.
    ///
    /// - Parameters:
    ///   - predicate: What has to hold.
    ///   - step: The step that must be done before it counts; nil counts from the start of the load.
    ///   - plus: How long after.
    ///   - atMost: So long after the start of the load in any case; an hour if nil.
    public static func when(
      _ predicate: Predicate, after step: String? = nil, plus: Duration = .zero,
      atMost: Duration? = nil
    ) -> End {
      End(
        written: .until(
          predicate.written, after: step, plus: TimeSpan(plus), atMost: atMost.map { TimeSpan($0) })
      )
    }
  }
}

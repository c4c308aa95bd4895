import ClusterSimulation
import Scenario

extension Scenario {
  /// A machine; one failure takes all that runs on it.
  public struct Host: Hashable, Sendable {
    var written: WrittenScenario.Host

    init(written: WrittenScenario.Host) { self.written = written }

    /// A host at a site; nil is the only site of the estate.
    ///
    /// - Parameters:
    ///   - name: What steps and nodes call it; one space of names with sites, clusters, producers, groups and mirrors,
    ///     without `/ ( ) [ ] ,`.
    ///   - site: Where it stands; one of ``Scenario/sites``, and needed where there are several.
    ///   - rack: Its rack, which steps can name; brokers have their own.
    ///   - hardware: How it behaves; what is left open is as its cluster says, else the model's own default.
    public init(
      _ name: String, site: String? = nil, rack: String? = nil, hardware: Hardware = Hardware()
    ) {
      written = WrittenScenario.Host(name: name, mark: .none)
      written.site = site
      written.rack = rack
      written.machine = hardware.written
    }

    /// What steps and nodes call it.
    public var name: String { written.name }
  }

  /// How a host's hardware and system behave; nil leaves it to the host's cluster, and there to the model.
  public struct Hardware: Hashable, Sendable {
    var written: WrittenScenario.Machine

    /// Times are zero or more, and those that are ranges are drawn anew each time.
    ///
    /// - Parameters:
    ///   - sync: One synced write (fsync), of a checkpoint or the metadata log; 1 to 10 ms if left out.
    ///   - writeBack: How old a byte is when the system writes it to disk by itself; 30 to 35 s if left out, as Linux does
    ///     (`vm.dirty_expire_centisecs`).
    ///   - teardown: From a process's kill to the resets of its sockets; 20 to 60 ms if left out.
    ///   - processing: How long what arrives waits for a processor; nothing if left out.
    ///   - peak: How long it waits in `peakPercent` of the cases, as on a machine that has more to do than processors.
    ///     Without it the last two parameters mean nothing.
    ///   - peakPercent: Waits of a hundred that are such ones; what lies outside of 0 to 100 is its nearer end.
    ///   - calmestPercent: How busy the calmest of all runs is, 0 to 100 percent of the busiest; each run draws from
    ///     there to 100, for all hosts alike, and waits and peaks are that part of what is said here.
    public init(
      sync: Time? = nil, writeBack: Time? = nil, teardown: Time? = nil, processing: Time? = nil,
      peak: Time? = nil, peakPercent: Double = 0, calmestPercent: Double = 100
    ) {
      written = WrittenScenario.Machine()
      written.sync = sync?.written
      written.writeBack = writeBack?.written
      written.teardown = teardown?.written
      written.processing = processing?.written
      if let peak {
        var peak = WrittenScenario.ProcessorPeak(
          wait: peak.written, share: Share(percent: peakPercent))
        if calmestPercent < 100 { peak.calmest = Share(percent: calmestPercent) }
        written.processingPeak = peak
        written.processing = processing?.written ?? .zero
      }
    }
  }

  /// One way's delay, variation, loss and width.
  public struct Quality: Hashable, Sendable {
    let written: WrittenScenario.Link.Quality

    /// What is left out is as it was for a step, else the model's default.
    ///
    /// - Parameters:
    ///   - latency: One-way delay, zero or more; half of what `ping` shows. 5 ms if left out.
    ///   - jitter: The largest addition to the latency, drawn for each packet; none if left out.
    ///   - lossPercent: Packets of a hundred that are lost and sent again, 0 to 100, of which 100 lets nothing pass; none
    ///     if left out.
    ///   - bitsPerSecond: What the way carries at most in each direction, above zero; no limit if left out.
    public init(
      latency: Duration? = nil, jitter: Duration? = nil, lossPercent: Double? = nil,
      bitsPerSecond: Int? = nil
    ) {
      var quality = WrittenScenario.Link.Quality()
      quality.latency = latency.map { TimeSpan($0) }
      quality.jitter = jitter.map { TimeSpan($0) }
      quality.loss = lossPercent.map {
        Share(partsPerBillion: Int64(max(-1, min($0, 1_000)) * 10_000_000))
      }
      quality.bandwidth = bitsPerSecond.map { Bandwidth(bitsPerSecond: Int64($0)) }
      written = quality
    }
  }

  /// One end of a link.
  public struct Endpoint: Hashable, Sendable {
    let written: WrittenScenario.Link.Endpoint

    /// A site, by name.
    public static func site(_ name: String) -> Endpoint { Endpoint(written: .site(name)) }
    /// A host, by name.
    public static func host(_ name: String) -> Endpoint { Endpoint(written: .host(name)) }
  }

  /// The way between two sites or two hosts, both directions alike.
  public struct Link: Hashable, Sendable {
    let written: WrittenScenario.Link

    init(written: WrittenScenario.Link) { self.written = written }

    /// A link of this quality between two different sites or hosts; a pair has one link at most.
    public init(_ first: Endpoint, _ second: Endpoint, _ quality: Quality) {
      written = WrittenScenario.Link(
        between: [first.written, second.written], quality: quality.written, mark: .none)
    }
  }

  /// A Kafka cluster in KRaft mode, with one controller (KIP-500, KIP-631).
  public struct Cluster: Hashable, Sendable {
    var written: WrittenScenario.Cluster

    init(written: WrittenScenario.Cluster) { self.written = written }

    /// A cluster of brokers 1, 2, … and controller 100 (with 100 brokers and more the number after theirs), each on a host of its own.
    ///
    /// - Parameters:
    ///   - name: What names of topics and nodes begin with.
    ///   - brokers: How many, 1 to 1000.
    ///   - site: Where hosts stand that say nothing themselves; nil is the only site of the estate.
    ///   - kafkaVersion: The brokers' release; nil is the scenario's.
    ///   - config: Settings of every broker and controller, as in server.properties; a node's own come first.
    public init(
      _ name: String, brokers: Int, site: String? = nil, kafkaVersion: KafkaVersion? = nil,
      config: Settings = [:]
    ) {
      self.init(
        name, nodes: (0..<max(0, brokers)).map { Node(id: $0 + 1) }, site: site,
        kafkaVersion: kafkaVersion, config: config)
    }

    /// A cluster of these brokers and one controller; nodes that name no host have one of their own.
    public init(
      _ name: String, nodes: [Node], controller: Node? = nil, site: String? = nil,
      kafkaVersion: KafkaVersion? = nil, config: Settings = [:]
    ) {
      written = WrittenScenario.Cluster(name: name, mark: .none)
      written.site = site
      written.kafkaVersion = kafkaVersion?.written
      written.config = config.written
      self.nodes = nodes
      self.controller = controller ?? Node(id: Int(written.freeControllerID))
    }

    /// What names of topics and nodes begin with.
    public var name: String { written.name }

    /// Settings of every broker and controller, as in server.properties; a node's own come first.
    public var config: Settings {
      get { Settings(written: written.config) }
      set { written.config = newValue.written }
    }

    /// Rules of Kafka versions that are switched for its brokers.
    public var behaviour: Behaviour {
      get { Behaviour(written: written.behaviour) }
      set { written.behaviour = newValue.written }
    }

    /// How the hosts behave that do not say so themselves.
    public var hardware: Hardware {
      get {
        var hardware = Hardware()
        hardware.written = written.machine
        return hardware
      }
      set { written.machine = newValue.written }
    }

    /// How long a start of one of its processes takes where the step does not say, drawn for each; 3 to 6 s if nil.
    public var startsIn: Time? {
      get { written.startsIn.map { Time(written: $0) } }
      set { written.startsIn = newValue?.written }
    }

    /// The brokers, in order; 1 to 1000 with ids of their own.
    public var nodes: [Node] {
      get { written.brokers.map { Node(written: $0) } }
      set { written.brokers = newValue.map { $0.placed(in: name) } }
    }

    /// The controller; its failure is the failure of the quorum.
    public var controller: Node {
      get { Node(written: written.controllers[0]) }
      set { written.controllers = [newValue.placed(in: name)] }
    }
  }

  /// A broker or a controller.
  public struct Node: Hashable, Sendable {
    var written: WrittenScenario.Cluster.Member

    init(written: WrittenScenario.Cluster.Member) { self.written = written }

    /// - Parameters:
    ///   - id: `node.id`, from 0 to a million; no other node of the cluster has it.
    ///   - host: A host that ``Scenario/hosts`` declares; nil is one of its own, called "lab/1".
    ///   - rack: `broker.rack`, and the rack of a host that says none; steps can name it.
    ///   - config: Settings of this node alone; they come before the cluster's.
    public init(id: Int, host: String? = nil, rack: String? = nil, config: Settings = [:]) {
      written = WrittenScenario.Cluster.Member(
        id: Int32(clamping: id), host: host ?? "", mark: .none)
      written.rack = rack
      written.config = config.written
    }

    /// `node.id`
    public var id: Int { Int(written.id) }

    fileprivate func placed(in cluster: String) -> WrittenScenario.Cluster.Member {
      var member = written
      if member.host.isEmpty { member.host = "\(cluster)/\(member.id)" }
      return member
    }
  }

  /// A topic, there from the beginning or made by a step.
  public struct Topic: Hashable, Sendable {
    var written: WrittenScenario.Topic

    init(written: WrittenScenario.Topic) { self.written = written }

    /// A topic whose replicas the controller places, as `StripedReplicaPlacer` does.
    ///
    /// - Parameters:
    ///   - name: Its cluster and name; the latter is up to 249 letters, digits, `.`, `_` or `-`.
    ///   - partitions: How many, 1 to 200 000.
    ///   - replicationFactor: From 1 to the number of the cluster's brokers.
    ///   - config: Settings of the topic, such as `min.insync.replicas`.
    public init(
      _ name: TopicName, partitions: Int = 1, replicationFactor: Int = 1, config: Settings = [:]
    ) {
      written = WrittenScenario.Topic(
        name: name.written, partitions: Int32(clamping: partitions),
        replicationFactor: Int32(clamping: replicationFactor), mark: .none)
      written.config = config.written
    }

    /// A topic with the replicas of each partition, the preferred leader first; all partitions have equally many.
    public init(_ name: TopicName, assignment: [[Int]], config: Settings = [:]) {
      self.init(
        name, partitions: assignment.count, replicationFactor: assignment.first?.count ?? 0,
        config: config)
      written.assignment = assignment.map { $0.map { Int32(clamping: $0) } }
    }

    /// A topic that nobody makes beforehand: a broker does, as soon as a client names it
    /// (`auto.create.topics.enable`), with the cluster's `num.partitions` and `default.replication.factor`.
    ///
    /// Source: `AutoTopicCreationManager`, `allow.auto.create.topics` of consumers.
    public static func automatic(_ name: TopicName) -> Topic {
      var topic = Topic(name)
      topic.written.origin = .client
      return topic
    }

    /// Whether it is left to the brokers to make it.
    public var isAutomatic: Bool { written.origin == .client }

    /// Its name with its cluster's.
    public var name: TopicName { TopicName(written: written.name) }

    /// How many partitions it begins with; of an automatic topic its cluster's `num.partitions` says it.
    public var partitions: Int { Int(written.partitions) }

    /// Settings of the topic, such as `min.insync.replicas`.
    public var config: Settings {
      get { Settings(written: written.config) }
      set { written.config = newValue.written }
    }
  }
}

extension Share {
  /// Whatever lies outside of 0 to 100 is its nearer end.
  init(percent: Double) {
    // To the nearest one: 4.35 is a little less in binary.
    self.init(partsPerBillion: Int64(max(0, min(percent, 100)) * 10_000_000 + 0.5))
  }
}

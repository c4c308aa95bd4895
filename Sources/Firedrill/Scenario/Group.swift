import KafkaModel
import Scenario

extension Scenario {
  /// A consumer group of the classic protocol (`group.protocol=classic`), or readers without a group.
  public struct Group: Hashable, Sendable {
    var written: WrittenScenario.Group

    init(written: WrittenScenario.Group) { self.written = written }

    /// A group whose members a, b, … subscribe to topics of one cluster.
    ///
    /// - Parameters:
    ///   - name: What steps and figures call it, and its `group.id` where `config` names none.
    ///   - topics: What its members subscribe to; at least one topic, each once.
    ///   - members: How many, 1 to 1000.
    ///   - config: The settings of every member, as in consumer.properties; `partition.assignment.strategy` may name an assignor of a ``UserCode``.
    public init(
      _ name: String, reads topics: TopicName..., members: Int = 1, config: Settings = [:]
    ) {
      self.init(name, reads: .topics(topics), members: members, config: config)
    }

    /// A group, or readers by assign, of members a, b, …, 1 to 1000 of them.
    public init(_ name: String, reads: Reads, members: Int = 1, config: Settings = [:]) {
      written = WrittenScenario.Group(name: name, reads: reads.written, mark: .none)
      written.config = config.written
      self.members = (0..<max(0, members)).map { Member(WrittenScenario.letters($0)) }
    }

    /// What steps and figures call it, and its `group.id` where `config` names none.
    public var name: String { written.name }

    /// Its processes, in order, 1 to 1000; those without a host run on the group's, else each on one of its own.
    public var members: [Member] {
      get { written.members.map { Member(written: $0) } }
      set {
        written.members = newValue.map {
          var member = $0.written
          if member.host.isEmpty { member.host = written.host ?? "\(name)/\(member.name)" }
          return member
        }
      }
    }

    /// The clients' release; nil is the scenario's.
    public var clientVersion: KafkaVersion? {
      get { written.clientVersion.map { KafkaVersion($0) } }
      set { written.clientVersion = newValue?.written }
    }

    /// When members start that say nothing themselves; with the load, if nobody says otherwise.
    public var start: Start {
      get { Start(written: written.start) }
      set { written.start = newValue.written }
    }

    /// Whether every member's `group.instance.id` is its name (KIP-345).
    public var isStatic: Bool {
      get { written.isStatic }
      set { written.isStatic = newValue }
    }

    /// What every member does around its consumer, where it does not say otherwise itself.
    public var application: Application {
      get { Application(written: written.application) }
      set { written.application = newValue.written }
    }

    /// The settings of every member, as in consumer.properties; a member's own come first.
    public var config: Settings {
      get { Settings(written: written.config) }
      set { written.config = newValue.written }
    }

    /// Rules of Kafka versions that are switched for its clients.
    public var behaviour: Behaviour {
      get { Behaviour(written: written.behaviour) }
      set { written.behaviour = newValue.written }
    }
  }

  /// One process with one consumer; what it leaves open is as its group says.
  public struct Member: Hashable, Sendable {
    var written: WrittenScenario.Group.Member

    init(written: WrittenScenario.Group.Member) { self.written = written }

    /// A member of a group.
    ///
    /// - Parameters:
    ///   - name: What steps call it, after the group's name and a slash; unique in its group.
    ///   - host: A host that ``Scenario/hosts`` declares; nil is the group's, else one of its own.
    ///   - start: When its process starts; nil is as its group says.
    ///   - application: What it does around its consumer, where it is other than its group's.
    ///   - config: Settings of this member alone; they come before the group's.
    public init(
      _ name: String, host: String? = nil, start: Start? = nil,
      application: Application = Application(), config: Settings = [:]
    ) {
      written = WrittenScenario.Group.Member(name: name, host: host ?? "", mark: .none)
      written.start = start?.written
      written.application = application.written
      written.config = config.written
    }

    /// What steps call it, after the group's name and a slash.
    public var name: String { written.name }
  }

  /// What consumers read.
  public struct Reads: Hashable, Sendable {
    let written: WrittenScenario.Reads

    /// `subscribe(topics)`, all of one cluster and at least one.
    public static func topics(_ topics: [TopicName]) -> Reads {
      Reads(written: .topics(topics.isEmpty ? [TopicName("").written] : topics.map(\.written)))
    }
    /// `subscribe(pattern)`: the topics of the cluster whose whole names match, also those that come later.
    ///
    /// Of Java's patterns letters, `.`, `[...]`, `(a|b)` and `*`, `+` or `?` behind one are read; others do not compile.
    public static func pattern(_ pattern: String, in cluster: String) -> Reads {
      Reads(written: .pattern(cluster: cluster, WrittenScenario.Pattern(pattern)))
    }
    /// `assign(partitions)` of one cluster, at least one and each once, without a group and without commits; nil begins
    /// by `auto.offset.reset`.
    public static func assigned(_ partitions: [PartitionName], from: Beginning? = nil) -> Reads {
      let none = PartitionName("").written
      return Reads(
        written: .assigned(
          partitions.isEmpty ? [none] : partitions.map(\.written), from: from?.written))
    }
  }

  /// Where a reader without a group begins.
  public struct Beginning: Hashable, Sendable {
    let written: WrittenScenario.Beginning

    /// The first record that is there.
    public static let earliest = Beginning(written: .earliest)
    /// Behind the last record.
    public static let latest = Beginning(written: .latest)
    /// An offset, 0 or above.
    public static func offset(_ offset: Int) -> Beginning {
      Beginning(written: .offset(Int64(offset)))
    }
    /// The first record no older than this time since the start of the load, zero or more.
    public static func time(_ time: Duration) -> Beginning {
      Beginning(written: .time(TimeSpan(time)))
    }
  }

  /// When a member's process starts.
  public struct Start: Hashable, Sendable {
    let written: WrittenScenario.MemberStart

    /// By a trigger, which may name steps.
    public static func when(_ trigger: Trigger) -> Start {
      Start(written: .trigger(trigger.written))
    }
    /// Only by a step (`addMember`, `start`).
    public static let byStep = Start(written: .byStep)
  }
}

import Scenario

extension Scenario {
  /// What a step does: one verb of the drill language with all that it needs.
  public struct Action: Hashable, Sendable, CustomStringConvertible {
    let written: WrittenScenario.Action

    init(_ written: WrittenScenario.Action) { self.written = written }

    /// As a drill file writes it, without the step's time.
    public var description: String { written.text }
  }
}

/// Processes and hosts.
extension Scenario.Action {
  /// SIGKILL: the page cache is kept, the host resets the sockets after its teardown.
  public static func kill(_ targets: Scenario.Target...) -> Self { Self(.kill(list(targets))) }
  /// SIGTERM: a broker's controlled shutdown, a member's leaving of its loop.
  public static func stop(_ targets: Scenario.Target...) -> Self { Self(.stop(list(targets))) }
  /// Starts processes that do not run; nil takes as long as their cluster says.
  public static func start(_ targets: Scenario.Target..., startsIn: Scenario.Time? = nil) -> Self {
    Self(.start(list(targets), startsIn: startsIn?.written))
  }
  /// Stops in a controlled way, and starts as soon as the process has exited.
  public static func restart(
    _ targets: Scenario.Target..., startsIn: Scenario.Time? = nil
  ) -> Self {
    Self(.restart(list(targets), startsIn: startsIn?.written))
  }
  /// Restarts one after the other; the next when every ISR is full again, `pauseBetween` later.
  public static func rollingRestart(
    _ targets: Scenario.Target..., startsIn: Scenario.Time? = nil, pauseBetween: Duration = .zero
  ) -> Self {
    Self(
      .rollingRestart(
        list(targets), startsIn: startsIn?.written, pauseBetween: TimeSpan(pauseBetween)))
  }
  /// SIGSTOP: the host goes on accepting bytes.
  public static func pause(_ targets: Scenario.Target...) -> Self { Self(.pause(list(targets))) }
  /// SIGCONT.
  public static func resume(_ targets: Scenario.Target...) -> Self { Self(.resume(list(targets))) }
  /// Pauses for `stopped` of every `every`, again and again.
  public static func pauseCycle(
    _ targets: Scenario.Target..., stopped: Duration, every: Duration
  ) -> Self {
    Self(.pauseCycle(list(targets), stopped: TimeSpan(stopped), every: TimeSpan(every)))
  }
  /// The hosts lose power: unflushed data is gone; all of it if `worstCase`, else a draw inside the write-back's limits.
  public static func powerLoss(_ targets: Scenario.Target..., worstCase: Bool = false) -> Self {
    Self(.powerLoss(list(targets), worstCase: worstCase))
  }
  /// The hosts answer nothing.
  public static func silence(_ targets: Scenario.Target...) -> Self {
    Self(.silence(list(targets)))
  }
  /// Sets the hosts' clocks forward; a negative time sets them back.
  public static func skewClock(_ targets: Scenario.Target..., by time: Duration) -> Self {
    Self(.skewClock(list(targets), by: TimeSpan(time)))
  }

  fileprivate static func list(_ targets: [Scenario.Target]) -> [WrittenScenario.Target] {
    targets.map(\.written)
  }
}

/// The network.
extension Scenario.Action {
  /// No packet passes between different groups; `oneWay`: none from the first group to the second.
  public static func partition(_ groups: [[Scenario.Target]], oneWay: Bool = false) -> Self {
    Self(.partition(groups: groups.map { list($0) }, oneWay: oneWay))
  }
  /// Cuts targets off from others.
  public static func isolate(
    _ targets: Scenario.Target..., from peers: [Peer] = [.everyone], direction: Direction = .both
  ) -> Self {
    Self(
      .isolate(list(targets), from: peers.map(\.written), direction: direction.written))
  }
  /// Ends the network faults of a step; nil of all.
  public static func heal(_ step: String? = nil) -> Self { Self(.heal(step: step)) }
  /// Makes a link worse, or better; what the quality leaves open stays as it was.
  public static func degradeLink(
    _ first: Scenario.Endpoint, _ second: Scenario.Endpoint, to quality: Scenario.Quality
  ) -> Self {
    Self(.degradeLink([first.written, second.written], quality.written))
  }
  /// Mutes a connection from its client on, beginning with a request.
  public static func dropRequest(
    _ message: Scenario.Message, thenReset: Duration? = nil
  ) -> Self {
    Self(.drop(message.written, .request, thenReset: thenReset.map { TimeSpan($0) }))
  }
  /// Mutes a connection from its broker on, beginning with a response.
  public static func dropResponse(
    _ message: Scenario.Message, thenReset: Duration? = nil
  ) -> Self {
    Self(.drop(message.written, .response, thenReset: thenReset.map { TimeSpan($0) }))
  }
  /// Holds a response, and what follows it on its connection.
  public static func delayResponse(_ message: Scenario.Message, by time: Duration) -> Self {
    Self(.delayResponse(message.written, by: TimeSpan(time)))
  }

  /// From whom a target is cut off.
  public enum Peer: String, Hashable, Sendable, CaseIterable {
    /// Every other host.
    case everyone
    /// Hosts of brokers.
    case brokers
    /// Hosts of controllers.
    case controller
    /// Hosts of producers and members.
    case clients

    var written: WrittenScenario.Action.Peer {
      switch self {
      case .everyone: .everyone
      case .brokers: .brokers
      case .controller: .controller
      case .clients: .clients
      }
    }
  }

  /// Which packets are lost.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// All of them.
    case both
    /// Those to the target.
    case to
    /// Those from the target.
    case from

    var written: WrittenScenario.Action.Direction {
      switch self {
      case .both: .both
      case .to: .to
      case .from: .from
      }
    }
  }
}

/// Administration.
extension Scenario.Action {
  /// Creates a topic.
  public static func createTopic(_ topic: Scenario.Topic) -> Self {
    Self(.createTopic(topic.written))
  }
  /// Moves the beginning of logs.
  public static func deleteRecords(
    of scope: Scenario.Scope, before bound: DeletionBound = .end()
  ) -> Self {
    Self(.deleteRecords(scope.written, before: bound.written))
  }
  /// Elects the first replica in sync (`ElectionType.PREFERRED`).
  public static func electPreferredLeader(of scope: Scenario.Scope) -> Self {
    Self(.electLeader(scope.written, .preferred))
  }
  /// Elects a living replica that is not in sync (`ElectionType.UNCLEAN`).
  public static func electUncleanLeader(of scope: Scenario.Scope) -> Self {
    Self(.electLeader(scope.written, .unclean))
  }
  /// Changes a topic's settings.
  public static func setConfig(of topic: Scenario.TopicName, _ config: Scenario.Settings) -> Self {
    Self(.setConfig(.topic(topic.written), config.written))
  }
  /// Raises a topic's number of partitions to a total.
  public static func addPartitions(to topic: Scenario.TopicName, total: Int) -> Self {
    Self(.addPartitions(topic.written, to: Int32(clamping: total)))
  }

  /// Where the beginning of a log moves to.
  public struct DeletionBound: Hashable, Sendable {
    let written: WrittenScenario.Action.DeletionBound

    /// An offset.
    public static func offset(_ offset: Int) -> DeletionBound {
      DeletionBound(written: .offset(Int64(offset)))
    }
    /// So many records before what a client is told as the log's end.
    public static func end(minus records: Int = 0) -> DeletionBound {
      DeletionBound(written: .end(minus: Int64(records)))
    }
    /// So many records after what a group has committed.
    public static func committed(by group: String, plus records: Int = 0) -> DeletionBound {
      DeletionBound(written: .committed(group: group, plus: Int64(records)))
    }
  }
}

/// Groups and load.
extension Scenario.Action {
  /// Starts members that are not there.
  public static func addMember(_ targets: Scenario.Target...) -> Self {
    Self(.addMember(list(targets)))
  }
  /// SIGTERM: the application leaves its loop and closes its consumer.
  public static func removeMember(_ targets: Scenario.Target...) -> Self {
    Self(.removeMember(list(targets)))
  }
  /// Sets the committed offsets of a group without members; nil is all that it reads.
  public static func setOffsets(
    of group: String, in scope: Scenario.Scope? = nil, to target: OffsetTarget
  ) -> Self {
    Self(.setOffsets(group: group, of: scope?.written, to: target.written))
  }
  /// The next record that each of the members processes takes so long.
  public static func stall(_ targets: Scenario.Target..., lasting time: Duration) -> Self {
    Self(.stall(list(targets), lasting: TimeSpan(time)))
  }
  /// Another processing time per record.
  public static func changeProcessing(
    _ targets: Scenario.Target..., perRecord: Scenario.Time
  ) -> Self {
    Self(.changeProcessing(list(targets), perRecord: perRecord.written))
  }
  /// Another load of producers.
  public static func changeRate(of producers: String..., to load: Scenario.Load) -> Self {
    Self(.changeRate(producers, load.written))
  }
  /// Producers send no more and close.
  public static func stopProducer(_ producers: String...) -> Self { Self(.stopProducer(producers)) }

  /// Where committed offsets are set to.
  public struct OffsetTarget: Hashable, Sendable {
    let written: WrittenScenario.Action.OffsetTarget

    /// The beginnings of the logs.
    public static let earliest = OffsetTarget(written: .earliest)
    /// The ends of the logs.
    public static let latest = OffsetTarget(written: .latest)
    /// An offset.
    public static func offset(_ offset: Int) -> OffsetTarget {
      OffsetTarget(written: .offset(Int64(offset)))
    }
    /// So many after what is committed; negative is before.
    public static func shift(_ records: Int) -> OffsetTarget {
      OffsetTarget(written: .shift(Int64(records)))
    }
    /// The first record no older than this time since the start of the load.
    public static func time(_ time: Duration) -> OffsetTarget {
      OffsetTarget(written: .time(TimeSpan(time)))
    }
  }
}

extension Scenario {
  /// Which request or response a fault takes: the n-th that fits since the step fired.
  public struct Message: Hashable, Sendable {
    let written: WrittenScenario.Message

    /// - Parameters:
    ///   - api: The protocol's name, such as `.produce` (`org.apache.kafka.common.protocol.ApiKeys`).
    ///   - client: Whose request it is; nil is anybody's.
    ///   - broker: Who answers; nil is anybody.
    ///   - occurrence: 1 is the first since the step fired.
    public init(
      _ api: API, from client: Target? = nil, to broker: Target? = nil, occurrence: Int = 1
    ) {
      written = WrittenScenario.Message(
        api: api.written, client: client?.written, broker: broker?.written,
        occurrence: Int64(occurrence))
    }
  }
}

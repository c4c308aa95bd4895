import Scenario

extension Scenario {
  /// What a step does: one verb of the drill language with all that it needs.
  ///
  /// Targets are resolved when the step fires; a verb with no target, or with one that the scenario does not have, is
  /// refused when the drill compiles.
  public struct Action: Hashable, Sendable, CustomStringConvertible {
    let written: WrittenScenario.Action

    init(_ written: WrittenScenario.Action) { self.written = written }

    /// As a drill file writes it, without the step's time.
    public var description: String { written.text }
  }
}

/// Processes and hosts.
///
/// A target that is a host, site or rack means every process there. What is already as the verb wants it (dead for a
/// kill, alive for a start) is left alone.
extension Scenario.Action {
  /// SIGKILL: the page cache is kept, the host resets the sockets after its ``Scenario/Hardware`` teardown.
  public static func kill(_ targets: Scenario.Target...) -> Self { Self(.kill(list(targets))) }
  /// SIGTERM: a broker's controlled shutdown (`controlled.shutdown.enable`), a producer's close, which waits for what is
  /// unresolved, a member's or worker's leaving of its group.
  ///
  /// A process that is paused takes no notice of it.
  public static func stop(_ targets: Scenario.Target...) -> Self { Self(.stop(list(targets))) }
  /// Starts processes that do not run; the step is done when they run.
  ///
  /// - Parameters:
  ///   - targets: Whose processes; a host without power has it again.
  ///   - startsIn: From the start until the process runs, drawn for each; nil is as its cluster, mirror or Connect
  ///     cluster says, and no time for producers and members.
  public static func start(_ targets: Scenario.Target..., startsIn: Scenario.Time? = nil) -> Self {
    Self(.start(list(targets), startsIn: startsIn?.written))
  }
  /// Stops in a controlled way, and starts as soon as the process has exited; done when it runs again.
  ///
  /// A process that does not run is only started; one that is paused is waited for.
  public static func restart(
    _ targets: Scenario.Target..., startsIn: Scenario.Time? = nil
  ) -> Self {
    Self(.restart(list(targets), startsIn: startsIn?.written))
  }
  /// Restarts one after the other: the next one `pauseBetween` after every ISR of the cluster is full again.
  ///
  /// Without an end to the waiting: where an ISR stays short, the others are never restarted. Done when the last
  /// process runs and every ISR is full.
  public static func rollingRestart(
    _ targets: Scenario.Target..., startsIn: Scenario.Time? = nil, pauseBetween: Duration = .zero
  ) -> Self {
    Self(
      .rollingRestart(
        list(targets), startsIn: startsIn?.written, pauseBetween: TimeSpan(pauseBetween)))
  }
  /// SIGSTOP: processes do nothing, while their hosts go on accepting bytes until the buffers are full.
  public static func pause(_ targets: Scenario.Target...) -> Self { Self(.pause(list(targets))) }
  /// SIGCONT: paused processes go on with all that has arrived meanwhile.
  public static func resume(_ targets: Scenario.Target...) -> Self { Self(.resume(list(targets))) }
  /// SIGSTOP for `stopped` of every `every`, again and again until the step is undone or the run ends.
  ///
  /// - Parameters:
  ///   - targets: Whose processes.
  ///   - stopped: How long each pause is; above zero and shorter than `every`.
  ///   - every: From one pause to the next; a millisecond or more.
  public static func pauseCycle(
    _ targets: Scenario.Target..., stopped: Duration, every: Duration
  ) -> Self {
    Self(.pauseCycle(list(targets), stopped: TimeSpan(stopped), every: TimeSpan(every)))
  }
  /// The hosts of the targets lose power, with all that runs there: what was not flushed is gone.
  ///
  /// `worstCase`: everything since the last synced write; else what is younger than a draw of ``Scenario/Hardware``'s
  /// `writeBack`.
  public static func powerLoss(_ targets: Scenario.Target..., worstCase: Bool = false) -> Self {
    Self(.powerLoss(list(targets), worstCase: worstCase))
  }
  /// The hosts of the targets drop every packet, to them and from them; their processes go on.
  public static func silence(_ targets: Scenario.Target...) -> Self {
    Self(.silence(list(targets)))
  }
  /// Sets the clocks of the targets' hosts forward, or back by a negative time.
  ///
  /// A host has one clock, of whole milliseconds, by which clients, members of groups and workers write timestamps and keep deadlines: after
  /// a step forward those in between are due at once, after a step back all come later (Kafka's `Time.milliseconds`). Brokers
  /// and controllers go by one that cannot be set (`Time.nanoseconds`); of a host with nothing else on it the outcome's notes
  /// say so.
  public static func skewClock(_ targets: Scenario.Target..., by time: Duration) -> Self {
    Self(.skewClock(list(targets), by: TimeSpan(time)))
  }

  fileprivate static func list(_ targets: [Scenario.Target]) -> [WrittenScenario.Target] {
    targets.map(\.written)
  }
}

/// The network. Faults last until they are undone or healed.
extension Scenario.Action {
  /// No packet passes between different groups.
  ///
  /// - Parameters:
  ///   - groups: Two or more, each with at least one target; a host stands in one of them at most. Hosts that stand in
  ///     none reach everybody.
  ///   - oneWay: Only packets from the first group to the second are lost; of two groups alone.
  public static func partition(_ groups: [[Scenario.Target]], oneWay: Bool = false) -> Self {
    Self(.partition(groups: groups.map { list($0) }, oneWay: oneWay))
  }
  /// Cuts the targets' hosts off from those of others; among each other they stay connected.
  ///
  /// - Parameters:
  ///   - targets: Who is cut off.
  ///   - peers: From whom; at least one, each once.
  ///   - direction: Which packets are lost, seen from the targets.
  public static func isolate(
    _ targets: Scenario.Target..., from peers: [Peer] = [.everyone], direction: Direction = .both
  ) -> Self {
    Self(
      .isolate(list(targets), from: peers.map(\.written), direction: direction.written))
  }
  /// Ends the faults of the network, and silences, of one step by its name; nil of all steps.
  public static func heal(_ step: String? = nil) -> Self { Self(.heal(step: step)) }
  /// Makes the way between two different sites or hosts worse, or better, in both directions.
  ///
  /// What the quality leaves open stays as the scenario's link has it.
  public static func degradeLink(
    _ first: Scenario.Endpoint, _ second: Scenario.Endpoint, to quality: Scenario.Quality
  ) -> Self {
    Self(.degradeLink([first.written, second.written], quality.written))
  }
  /// Loses a request and all that its client writes to the connection after it: whoever waits runs into time-outs.
  ///
  /// - Parameters:
  ///   - message: Which request. The step is done when it is sent.
  ///   - thenReset: The connection is reset so long after; zero or more, nil leaves it open.
  public static func dropRequest(
    _ message: Scenario.Message, thenReset: Duration? = nil
  ) -> Self {
    Self(.drop(message.written, .request, thenReset: thenReset.map { TimeSpan($0) }))
  }
  /// Loses a response and all that its broker writes to the connection after it; the request has been handled.
  ///
  /// - Parameters:
  ///   - message: Whose response. The step is done when it is sent.
  ///   - thenReset: The connection is reset so long after; zero or more, nil leaves it open.
  public static func dropResponse(
    _ message: Scenario.Message, thenReset: Duration? = nil
  ) -> Self {
    Self(.drop(message.written, .response, thenReset: thenReset.map { TimeSpan($0) }))
  }
  /// Holds a response, and what follows it on its connection, for a time above zero.
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
    /// Hosts of producers, members and Connect workers.
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

/// Administration: an admin client that is answered at once and crosses no network. What is refused stands below the steps of
/// the report, and among ``DrillOutcome/notes``.
extension Scenario.Action {
  /// Creates a topic (`Admin.createTopics`); other parts of the scenario may name it.
  public static func createTopic(_ topic: Scenario.Topic) -> Self {
    Self(.createTopic(topic.written))
  }
  /// Moves the beginning of logs (`Admin.deleteRecords`); partitions without a living leader are left out.
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
  /// Changes a topic's settings (`Admin.incrementalAlterConfigs`), those that are named.
  public static func setConfig(of topic: Scenario.TopicName, _ config: Scenario.Settings) -> Self {
    Self(.setConfig(.topic(topic.written), config.written))
  }
  /// Raises a topic's number of partitions (`Admin.createPartitions`) to a total above what it has, up to 200 000.
  public static func addPartitions(to topic: Scenario.TopicName, total: Int) -> Self {
    Self(.addPartitions(topic.written, to: Int32(clamping: total)))
  }

  /// Where the beginning of a log moves to.
  public struct DeletionBound: Hashable, Sendable {
    let written: WrittenScenario.Action.DeletionBound

    /// An offset, 0 or above; beyond the high watermark the broker refuses.
    public static func offset(_ offset: Int) -> DeletionBound {
      DeletionBound(written: .offset(Int64(offset)))
    }
    /// So many records, 0 or more, before what a client is told as the log's end (the high watermark).
    public static func end(minus records: Int = 0) -> DeletionBound {
      DeletionBound(written: .end(minus: Int64(records)))
    }
    /// So many records, 0 or more, after what a group has committed; partitions without a commit are left out.
    public static func committed(by group: String, plus records: Int = 0) -> DeletionBound {
      DeletionBound(written: .committed(group: group, plus: Int64(records)))
    }
  }
}

/// Groups and load.
extension Scenario.Action {
  /// Starts members that are not there, at once.
  public static func addMember(_ targets: Scenario.Target...) -> Self {
    Self(.addMember(list(targets)))
  }
  /// SIGTERM: the application leaves its loop and closes its consumer.
  public static func removeMember(_ targets: Scenario.Target...) -> Self {
    Self(.removeMember(list(targets)))
  }
  /// Sets the committed offsets of a group, as `kafka-consumer-groups --reset-offsets` does.
  ///
  /// The group must have no members then, else its coordinator refuses; partitions without a leader are left out.
  ///
  /// - Parameters:
  ///   - group: A group with a coordinator.
  ///   - scope: Whose offsets, in the group's cluster; nil is all that it reads, which a group that reads by a pattern
  ///     has to name.
  ///   - target: Where they are set to.
  public static func setOffsets(
    of group: String, in scope: Scenario.Scope? = nil, to target: OffsetTarget
  ) -> Self {
    Self(.setOffsets(group: group, of: scope?.written, to: target.written))
  }
  /// The next record that each of the members processes takes so much longer; above zero.
  public static func stall(_ targets: Scenario.Target..., lasting time: Duration) -> Self {
    Self(.stall(list(targets), lasting: TimeSpan(time)))
  }
  /// Another processing time per record from now on, drawn for each if it is a range.
  public static func changeProcessing(
    _ targets: Scenario.Target..., perRecord: Scenario.Time
  ) -> Self {
    Self(.changeProcessing(list(targets), perRecord: perRecord.written))
  }
  /// Another load of producers, counted from now; undone, they have the scenario's load again, from its beginning.
  public static func changeRate(of producers: String..., to load: Scenario.Load) -> Self {
    Self(.changeRate(producers, load.written))
  }
  /// Producers send no more and close, which waits for what is unresolved.
  public static func stopProducer(_ producers: String...) -> Self { Self(.stopProducer(producers)) }

  /// Where committed offsets are set to.
  public struct OffsetTarget: Hashable, Sendable {
    let written: WrittenScenario.Action.OffsetTarget

    /// The beginnings of the logs.
    public static let earliest = OffsetTarget(written: .earliest)
    /// The ends of the logs.
    public static let latest = OffsetTarget(written: .latest)
    /// An offset, 0 or above, taken as it is even if the log does not have it.
    public static func offset(_ offset: Int) -> OffsetTarget {
      OffsetTarget(written: .offset(Int64(offset)))
    }
    /// So many records after what is committed, or before it if negative; kept within the log.
    public static func shift(_ records: Int) -> OffsetTarget {
      OffsetTarget(written: .shift(Int64(records)))
    }
    /// The first record no older than this time since the start of the load, zero or more.
    public static func time(_ time: Duration) -> OffsetTarget {
      OffsetTarget(written: .time(TimeSpan(time)))
    }
  }
}

extension Scenario {
  /// Which request or response a fault takes: the n-th that fits after the step has fired.
  public struct Message: Hashable, Sendable {
    let written: WrittenScenario.Message

    /// - Parameters:
    ///   - api: The protocol's name, such as `.produce` (`org.apache.kafka.common.protocol.ApiKeys`).
    ///   - client: Whose request it is; nil is anybody's.
    ///   - broker: Who answers; nil is anybody.
    ///   - occurrence: 1 is the first since the step fired; at most 10⁹.
    public init(
      _ api: API, from client: Target? = nil, to broker: Target? = nil, occurrence: Int = 1
    ) {
      written = WrittenScenario.Message(
        api: api.written, client: client?.written, broker: broker?.written,
        occurrence: Int64(occurrence))
    }
  }
}

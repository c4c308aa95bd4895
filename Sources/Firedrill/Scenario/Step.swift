import Scenario

extension Scenario {
  /// Something that is done to the estate, once.
  public struct Step: Hashable, Sendable {
    var written: WrittenScenario.Step

    init(written: WrittenScenario.Step) { self.written = written }

    /// A step at a fixed time since the start of the load.
    ///
    /// - Parameters:
    ///   - name: What later steps, expectations and reports call it, as no other step; nil is "step N" by its place.
    ///   - time: When it fires, zero or more; steps of one time fire in their order.
    ///   - action: What it does.
    ///   - undoneAfter: So long after it began the fault ends, above zero; nil leaves it. Killed, stopped and powerless
    ///     processes are started again. What is no fault (a start, a restart, administration) takes none.
    public init(
      _ name: String? = nil, at time: Duration, _ action: Action, undoneAfter: Duration? = nil
    ) {
      self.init(name, when: .at(Time(time)), action, undoneAfter: undoneAfter)
    }

    /// A step that a trigger fires, once; it never fires where its trigger does not come before the end of the load.
    public init(
      _ name: String? = nil, when trigger: Trigger, _ action: Action,
      undoneAfter: Duration? = nil
    ) {
      written = WrittenScenario.Step(
        name: name ?? "", trigger: trigger.written, action: action.written,
        undoneAfter: undoneAfter.map { TimeSpan($0) }, mark: .none)
    }

    /// What later steps, expectations and reports call it; empty until the scenario has it, if none was given.
    public var name: String { written.name }
  }

  /// When a step fires, or a process starts.
  public struct Trigger: Hashable, Sendable {
    let written: WrittenScenario.Trigger

    /// At a time since the start of the load, drawn once if it is a range.
    public static func at(_ time: Time) -> Trigger { Trigger(written: .at(time.written)) }
    /// `plus` after another step is done: a kill at once, a start when the process runs.
    public static func after(_ step: String, plus: Time = .zero) -> Trigger {
      Trigger(written: .after(step: step, plus: plus.written))
    }
    /// `plus` after something holds.
    ///
    /// - Parameters:
    ///   - predicate: What has to hold; looked at whenever something has changed.
    ///   - step: The step that must be done before it counts; nil counts from the start of the load.
    ///   - plus: How long after, drawn if it is a range.
    ///   - orAfter: So long after that step, or the start, it fires in any case; above zero, nil waits for ever.
    public static func when(
      _ predicate: Predicate, after step: String? = nil, plus: Time = .zero,
      orAfter: Duration? = nil
    ) -> Trigger {
      Trigger(
        written: .when(
          predicate.written, after: step, plus: plus.written, orAfter: orAfter.map { TimeSpan($0) })
      )
    }
  }

  /// Something that holds or does not hold at a moment of a run.
  public struct Predicate: Hashable, Sendable {
    let written: WrittenScenario.Predicate

    /// Every replica is in the ISR and every partition has a leader.
    public static func isrFull(_ scope: Scope) -> Predicate {
      Predicate(written: .isrFull(scope.written))
    }
    /// The ISR has so many members.
    public static func isrSize(_ partition: PartitionName, _ bound: Bound) -> Predicate {
      Predicate(written: .isrSize(partition.written, bound.comparison, bound.value))
    }
    /// Every partition has a leader, and another one than when the step fired; nil is the step that the trigger waits
    /// for, else the start of the load.
    public static func leaderChanged(_ scope: Scope, since step: String? = nil) -> Predicate {
      Predicate(written: .leaderChanged(scope.written, since: step))
    }
    /// The leader has this id, by its controller; nil is no leader.
    public static func leader(_ partition: PartitionName, is id: Int?) -> Predicate {
      Predicate(written: .leader(partition.written, is: id.map { Int32(clamping: $0) }))
    }
    /// Nothing sent is unresolved and no send() blocks, of one producer, or of all if nil; so it is before the first
    /// record.
    public static func allAcked(by producer: String? = nil) -> Predicate {
      Predicate(written: .allAcked(producer: producer))
    }
    /// So many records were given to send().
    public static func sent(by producer: String, _ bound: Bound) -> Predicate {
      Predicate(written: .sent(producer: producer, bound.comparison, bound.value))
    }
    /// Every process of the target has ended.
    public static func exited(_ target: Target) -> Predicate {
      Predicate(written: .exited(target.written))
    }
    /// The group is STABLE (`GroupState`) and every running member knows its assignment.
    public static func groupStable(_ group: String) -> Predicate {
      Predicate(written: .groupStable(group))
    }
    /// The group's committed offsets have reached the ends of all its partitions.
    public static func caughtUp(_ group: String) -> Predicate {
      Predicate(written: .caughtUp(group))
    }
    /// So many records were handed to the group, repetitions counted.
    public static func delivered(to group: String, _ bound: Bound) -> Predicate {
      Predicate(written: .delivered(group: group, bound.comparison, bound.value))
    }
    /// The controller has fenced the broker.
    public static func fenced(_ node: NodeName) -> Predicate {
      Predicate(written: .fenced(node.written))
    }
    /// The controller has unfenced the broker.
    public static func unfenced(_ node: NodeName) -> Predicate {
      Predicate(written: .unfenced(node.written))
    }
    /// The step has fired and is done.
    public static func stepDone(_ step: String) -> Predicate { Predicate(written: .stepDone(step)) }
    /// All of them at the same moment; at least one, and those that are conjunctions themselves are taken apart.
    public static func all(_ predicates: [Predicate]) -> Predicate {
      let parts = predicates.flatMap { predicate in
        if case .all(let inner) = predicate.written { inner } else { [predicate.written] }
      }
      return Predicate(written: parts.count == 1 ? parts[0] : .all(parts))
    }

    /// A number, zero or more, and how another is held against it.
    public struct Bound: Hashable, Sendable {
      let comparison: WrittenScenario.Predicate.Comparison
      let value: Int64

      /// Exactly so many.
      public static func equal(_ value: Int) -> Bound {
        Bound(comparison: .equal, value: Int64(value))
      }
      /// So many or more.
      public static func atLeast(_ value: Int) -> Bound {
        Bound(comparison: .atLeast, value: Int64(value))
      }
      /// So many or fewer.
      public static func atMost(_ value: Int) -> Bound {
        Bound(comparison: .atMost, value: Int64(value))
      }
    }
  }

  /// What a step acts on: a name, or a role that is resolved when the step fires, to nobody where none has it then.
  public struct Target: Hashable, Sendable, CustomStringConvertible {
    let written: WrittenScenario.Target

    /// A broker or controller.
    public static func node(_ name: NodeName) -> Target { Target(written: .node(name.written)) }
    /// A host with all that runs on it.
    public static func host(_ name: String) -> Target { Target(written: .host(name)) }
    /// Every host of a site.
    public static func site(_ name: String) -> Target { Target(written: .site(name)) }
    /// Every host of a rack.
    public static func rack(_ name: String) -> Target { Target(written: .rack(name)) }
    /// A producer's process.
    public static func producer(_ name: String) -> Target { Target(written: .producer(name)) }
    /// A member's process.
    public static func member(_ name: MemberName) -> Target {
      Target(written: .member(name.written))
    }
    /// Every member of a group.
    public static func members(of group: String) -> Target { Target(written: .members(group)) }
    /// The broker that coordinates a group: the leader of its partition of `__consumer_offsets`.
    public static func coordinator(of group: String) -> Target {
      Target(written: .coordinator(group))
    }
    /// The partition's leader, by its controller.
    public static func leader(of partition: PartitionName) -> Target {
      Target(written: .leader(partition.written))
    }
    /// The first living follower in order of assignment.
    public static func follower(of partition: PartitionName) -> Target {
      Target(written: .follower(partition.written))
    }
    /// All followers.
    public static func followers(of partition: PartitionName) -> Target {
      Target(written: .followers(partition.written))
    }
    /// The cluster's controller.
    public static func controller(of cluster: String) -> Target {
      Target(written: .controller(cluster))
    }
    /// All brokers of a cluster.
    public static func brokers(of cluster: String) -> Target { Target(written: .brokers(cluster)) }
    /// A living broker of the cluster, drawn by the run's seed and the step's name.
    public static func anyBroker(of cluster: String) -> Target { Target(written: .any(cluster)) }
    /// A living member of the group, drawn likewise.
    public static func anyMember(of group: String) -> Target { Target(written: .anyMember(group)) }
    /// The processes that an earlier step acted on, as they were resolved then; nobody if it has not fired.
    public static func hit(by step: String) -> Target { Target(written: .hitBy(step: step)) }

    /// As a drill file writes it: "leader(lab/orders/0)".
    public var description: String { "\(written)" }
  }
}

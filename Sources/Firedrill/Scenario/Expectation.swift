import Scenario

extension Scenario {
  /// A figure and where it has to be; ``DrillOutcome/judgements`` says what came of it.
  ///
  /// A figure that has no value (what it counts from never happened, or there was nothing to measure) holds no bound.
  public struct Expectation: Hashable, Sendable {
    var written: WrittenScenario.Expectation

    init(written: WrittenScenario.Expectation) { self.written = written }

    /// An expectation of a figure.
    ///
    /// - Parameters:
    ///   - figure: What it asks for.
    ///   - subject: Whose figure it is; Docs/ScenarioFormat.md lists what each figure can be asked of.
    ///   - filter: What of the subject's counts.
    ///   - from: The step since which it is counted; figures that are counted from a step need one, states take none.
    ///   - until: The step until which it is counted; nil is the end of the run, states take none.
    ///   - notBefore: Nothing sooner than this counts, after the step `from` or else the start of the load; above zero.
    ///   - within: Nothing later than this counts, after the same moment; longer than `notBefore`.
    ///   - over: Only times longer than this count, above zero; ``Figure/deliveryPauses``, ``Figure/deliveryPaused`` and
    ///     ``Figure/unreadPartitions`` need it, others take none.
    ///   - moment: The moment of a state (a leader, a lag); nil is the end of the run. Figures that are no states take
    ///     none.
    ///   - bound: Where the figure has to be, in the figure's unit.
    ///   - name: What reports call the expectation; nil is what it asks.
    public init(
      _ figure: Figure, of subject: Subject = .estate, where filter: Filter = .all,
      from: String? = nil, until: String? = nil, notBefore: Duration? = nil,
      within: Duration? = nil, over: Duration? = nil, at moment: Moment? = nil, _ bound: Bound,
      name: String? = nil
    ) {
      written = WrittenScenario.Expectation(
        figure: figure.written, subject: subject.written, bound: bound.written, mark: .none)
      written.filter = filter.written
      written.from = from
      written.until = until
      written.notBefore = notBefore.map { TimeSpan($0) }
      written.within = within.map { TimeSpan($0) }
      written.over = over.map { TimeSpan($0) }
      written.moment = moment?.written
      written.name = name
    }

    /// What it asks for.
    public var figure: Figure { Figure(written.figure) }
  }

  /// A moment of a run.
  public struct Moment: Hashable, Sendable {
    let written: WrittenScenario.Expectation.Moment

    /// So long after the start of the load, zero or more.
    public static func time(_ time: Duration) -> Moment { Moment(written: .at(TimeSpan(time))) }
    /// So many seconds after the start of the load, zero or more.
    public static func seconds(_ seconds: Int) -> Moment { .time(.seconds(seconds)) }
    /// So many milliseconds after the start of the load, zero or more.
    public static func milliseconds(_ milliseconds: Int) -> Moment {
      .time(.milliseconds(milliseconds))
    }
    /// So long after a step fired, zero or more.
    public static func after(_ step: String, plus: Duration = .zero) -> Moment {
      Moment(written: .after(step: step, plus: TimeSpan(plus)))
    }
  }

  /// Whose figure it is.
  public struct Subject: Hashable, Sendable {
    let written: WrittenScenario.Expectation.Subject

    /// Everybody's together.
    public static let estate = Subject(written: .estate)
    /// A cluster's.
    public static func cluster(_ name: String) -> Subject { Subject(written: .cluster(name)) }
    /// A topic's.
    public static func topic(_ name: TopicName) -> Subject {
      Subject(written: .topic(name.written))
    }
    /// A partition's.
    public static func partition(_ name: PartitionName) -> Subject {
      Subject(written: .partition(name.written))
    }
    /// A broker's.
    public static func node(_ name: NodeName) -> Subject { Subject(written: .node(name.written)) }
    /// That of the brokers that a step acted on, by the step's name.
    public static func hit(by step: String) -> Subject { Subject(written: .hitBy(step: step)) }
    /// A producer's.
    public static func producer(_ name: String) -> Subject { Subject(written: .producer(name)) }
    /// A group's.
    public static func group(_ name: String) -> Subject { Subject(written: .group(name)) }
    /// A member's.
    public static func member(_ name: MemberName) -> Subject {
      Subject(written: .member(name.written))
    }
    /// That of a mirror, or of a Connect cluster, by its name.
    public static func mirror(_ name: String) -> Subject { Subject(written: .mirror(name)) }
    /// A connector's, by the names of it and of its Connect cluster or mirror; of a mirror `source`, `checkpoint` or
    /// `heartbeat`.
    public static func connector(_ name: String, of mirror: String) -> Subject {
      Subject(written: .connector(.init(owner: mirror, flow: nil, connector: name)))
    }
    /// That of one task of a connector, numbered from 0.
    public static func task(_ number: Int, of connector: String, of mirror: String) -> Subject {
      Subject(
        written: .task(
          .init(owner: mirror, flow: nil, connector: connector), Int32(clamping: number)))
    }
    /// A worker's, by its name in its mirror or Connect cluster: `a` for the first.
    public static func worker(_ name: String, of mirror: String) -> Subject {
      Subject(written: .worker(.init(owner: mirror, worker: name)))
    }
  }

  /// Where a figure has to be, in the figure's own unit; a bound of another unit does not compile.
  public struct Bound: Hashable, Sendable {
    let written: WrittenScenario.Bound

    /// Exactly so many.
    public static func equals(_ count: Int) -> Bound { Bound(written: .equals(quantity(count))) }
    /// So many or fewer.
    public static func atMost(_ count: Int) -> Bound { Bound(written: .atMost(quantity(count))) }
    /// So many or more.
    public static func atLeast(_ count: Int) -> Bound { Bound(written: .atLeast(quantity(count))) }
    /// Both ends included.
    public static func between(_ range: ClosedRange<Int>) -> Bound {
      Bound(written: .between(quantity(range.lowerBound), quantity(range.upperBound)))
    }
    /// So long or shorter.
    public static func atMost(_ time: Duration) -> Bound { Bound(written: .atMost(quantity(time))) }
    /// So long or longer.
    public static func atLeast(_ time: Duration) -> Bound {
      Bound(written: .atLeast(quantity(time)))
    }
    /// Both ends included.
    public static func between(_ range: ClosedRange<Duration>) -> Bound {
      Bound(written: .between(quantity(range.lowerBound), quantity(range.upperBound)))
    }
    /// So large a part of a whole or a smaller one; what lies outside of 0 to 100 is its nearer end.
    public static func atMost(percent: Double) -> Bound { Bound(written: .atMost(share(percent))) }
    /// So large a part of a whole or a larger one; what lies outside of 0 to 100 is its nearer end.
    public static func atLeast(percent: Double) -> Bound {
      Bound(written: .atLeast(share(percent)))
    }
    /// A mean, in thousandths: so much or less.
    public static func atMost(thousandths: Int) -> Bound {
      Bound(written: .atMost(.thousandths(Int64(thousandths))))
    }
    /// A mean, in thousandths: so much or more.
    public static func atLeast(thousandths: Int) -> Bound {
      Bound(written: .atLeast(.thousandths(Int64(thousandths))))
    }
    /// A throughput: so much or less.
    public static func atMost(bitsPerSecond: Int) -> Bound {
      Bound(written: .atMost(.bandwidth(Bandwidth(bitsPerSecond: Int64(bitsPerSecond)))))
    }
    /// A throughput: so much or more.
    public static func atLeast(bitsPerSecond: Int) -> Bound {
      Bound(written: .atLeast(.bandwidth(Bandwidth(bitsPerSecond: Int64(bitsPerSecond)))))
    }
    /// A broker's id; nil is none.
    public static func isNode(_ id: Int?) -> Bound {
      Bound(written: .equals(.node(id.map { Int32(clamping: $0) })))
    }
    /// These brokers and no others, in any order.
    public static func areNodes(_ ids: [Int]) -> Bound {
      Bound(written: .equals(.nodes(ids.map { Int32(clamping: $0) }.sorted())))
    }

    /// A state of Connect (`AbstractStatus.State`): RUNNING, PAUSED, FAILED, UNASSIGNED or RESTARTING, or "none".
    public static func isState(_ name: String) -> Bound { Bound(written: .equals(.word(name))) }

    private static func quantity(_ count: Int) -> WrittenScenario.Quantity { .count(Int64(count)) }
    private static func quantity(_ time: Duration) -> WrittenScenario.Quantity {
      .time(TimeSpan(time))
    }
    private static func share(_ percent: Double) -> WrittenScenario.Quantity {
      .share(Share(percent: percent))
    }
  }
}

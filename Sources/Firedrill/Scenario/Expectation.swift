import Scenario

extension Scenario {
  /// A figure and where it has to be.
  public struct Expectation: Hashable, Sendable {
    var written: WrittenScenario.Expectation

    init(written: WrittenScenario.Expectation) { self.written = written }

    /// - Parameters:
    ///   - figure: What it asks for.
    ///   - subject: Whose figure it is.
    ///   - from: The step since which it is counted; figures that end in "After" need one.
    ///   - until: The step until which it is counted.
    ///   - moment: The moment of a state since the start of the load; nil is the end of the run.
    ///   - bound: Where the figure has to be.
    ///   - name: What reports call the expectation; nil is what it asks.
    public init(
      _ figure: Figure, of subject: Subject = .estate, from: String? = nil, until: String? = nil,
      at moment: Duration? = nil, _ bound: Bound, name: String? = nil
    ) {
      written = WrittenScenario.Expectation(
        figure: figure.written, subject: subject.written, bound: bound.written, mark: .none)
      written.from = from
      written.until = until
      written.moment = moment.map { .at(TimeSpan($0)) }
      written.name = name
    }

    /// What it asks for.
    public var figure: Figure { Figure(written.figure) }

    /// Only times longer than this count (pauses in deliveries).
    public var over: Duration? {
      get { written.over.map(\.duration) }
      set { written.over = newValue.map { TimeSpan($0) } }
    }
  }

  /// Whose figure it is.
  public struct Subject: Hashable, Sendable {
    let written: WrittenScenario.Expectation.Subject

    /// Everybody's.
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
    /// That of the brokers that a step acted on.
    public static func hit(by step: String) -> Subject { Subject(written: .hitBy(step: step)) }
    /// A producer's.
    public static func producer(_ name: String) -> Subject { Subject(written: .producer(name)) }
    /// A group's.
    public static func group(_ name: String) -> Subject { Subject(written: .group(name)) }
    /// A member's.
    public static func member(_ name: MemberName) -> Subject {
      Subject(written: .member(name.written))
    }
    /// That of a mirror, or of a Connect cluster.
    public static func mirror(_ name: String) -> Subject { Subject(written: .mirror(name)) }
    /// A connector's; of a mirror `source`, `checkpoint` or `heartbeat`.
    public static func connector(_ name: String, of mirror: String) -> Subject {
      Subject(written: .connector(.init(owner: mirror, flow: nil, connector: name)))
    }
    /// That of one task of a connector.
    public static func task(_ number: Int, of connector: String, of mirror: String) -> Subject {
      Subject(
        written: .task(
          .init(owner: mirror, flow: nil, connector: connector), Int32(clamping: number)))
    }
    /// A worker's.
    public static func worker(_ name: String, of mirror: String) -> Subject {
      Subject(written: .worker(.init(owner: mirror, worker: name)))
    }
  }

  /// Where a figure has to be, in the figure's own unit.
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
    /// A broker's id; nil is none.
    public static func isNode(_ id: Int?) -> Bound {
      Bound(written: .equals(.node(id.map { Int32(clamping: $0) })))
    }
    /// A set of brokers.
    public static func areNodes(_ ids: [Int]) -> Bound {
      Bound(written: .equals(.nodes(ids.map { Int32(clamping: $0) }.sorted())))
    }

    /// A state of Connect, such as "RUNNING".
    public static func isState(_ name: String) -> Bound { Bound(written: .equals(.word(name))) }

    private static func quantity(_ count: Int) -> WrittenScenario.Quantity { .count(Int64(count)) }
    private static func quantity(_ time: Duration) -> WrittenScenario.Quantity {
      .time(TimeSpan(time))
    }
  }
}

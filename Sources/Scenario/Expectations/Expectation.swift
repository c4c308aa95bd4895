extension Scenario {
  /// A figure and where it has to be; judged elsewhere.
  package struct Expectation: Hashable, Sendable {
    package var name: String?
    package var figure: Figure
    package var subject: Subject
    package var filter = Filter()
    /// Counted or measured since this step fired.
    package var from: String?
    /// Counted or measured until this step fired.
    package var until: String?
    /// Nothing earlier than this counts; since the step `from`, or without it since the start of the load.
    package var notBefore: TimeSpan?
    /// Nothing later than this counts; since the same moment.
    package var within: TimeSpan?
    /// Only times longer than this count.
    package var over: TimeSpan?
    /// The moment of a state; nil means the end of the run.
    package var moment: Moment?
    package var bound: Bound
    package var mark: Mark

    package init(figure: Figure, subject: Subject, bound: Bound, mark: Mark) {
      self.figure = figure
      self.subject = subject
      self.bound = bound
      self.mark = mark
    }

    /// Whose figure it is.
    package enum Subject: Hashable, Sendable {
      case estate
      case cluster(String)
      case topic(TopicName)
      case partition(PartitionName)
      case node(NodeName)
      /// The brokers that a step's targets were resolved to.
      case hitBy(step: String)
      case producer(String)
      case group(String)
      case member(MemberName)
      /// A mirror, or a Connect cluster.
      case mirror(String)
      case connector(ConnectorName)
      case task(ConnectorName, Int32)
      case worker(WorkerName)
    }

    /// Narrows what is counted; nil takes everything.
    package struct Filter: Hashable, Sendable {
      package var producer: String?
      package var partition: PartitionName?
      package var node: NodeName?
      /// The simple name of a Java exception class, such as TimeoutException.
      package var exception: ExceptionName?
      package var topic: TopicName?
      /// Any of these; empty takes all.
      package var partitions: [PartitionName] = []
      package var group: String?
      /// Only what this member does.
      package var member: MemberName?
      /// Only what other members do.
      package var notMember: MemberName?
      /// Only partitions that the member owned just before the step `from` fired.
      package var ownedBy: MemberName?
      /// Only partitions that it did not own then.
      package var notOwnedBy: MemberName?
      /// Only what this mirror or Connect cluster does.
      package var mirror: String?
      /// Only what this worker does.
      package var worker: WorkerName?
      /// Only partitions that workers which the step acted on copied last before it fired.
      package var struckBy: String?
      /// Only other partitions than those.
      package var notStruckBy: String?

      package init() {}
    }

    /// A moment of the run.
    package enum Moment: Hashable, Sendable {
      case at(TimeSpan)
      case after(step: String, plus: TimeSpan)
    }
  }

  /// Where a figure has to be.
  package enum Bound: Hashable, Sendable {
    case equals(Quantity)
    case atMost(Quantity)
    case atLeast(Quantity)
    /// Both ends included.
    case between(Quantity, Quantity)
  }

  /// A figure's value, in the figure's own unit.
  package enum Quantity: Hashable, Sendable {
    case count(Int64)
    /// A count with decimals, in thousandths (run lengths).
    case thousandths(Int64)
    case time(TimeSpan)
    case share(Share)
    case node(Int32?)
    case nodes([Int32])
    case bandwidth(Bandwidth)
    case word(String)
  }
}

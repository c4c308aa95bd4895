import KafkaModel
import Scenario

extension Scenario {
  /// A time, two ends between which a run draws one, both included, or measured times that it draws from.
  ///
  /// Times are kept in nanoseconds; those of a scenario are zero or more and at most 10 000 days, else the drill does not
  /// compile.
  public struct Time: Hashable, Sendable, CustomStringConvertible {
    let written: TimeRange

    init(written: TimeRange) { self.written = written }

    /// A fixed time.
    public init(_ time: Duration) { written = TimeRange(TimeSpan(time)) }

    /// A fixed time in seconds.
    public static func seconds(_ count: Int) -> Time { Time(.seconds(count)) }
    /// A fixed time in milliseconds.
    public static func milliseconds(_ count: Int) -> Time { Time(.milliseconds(count)) }
    /// A fixed time in microseconds.
    public static func microseconds(_ count: Int) -> Time { Time(.microseconds(count)) }
    /// A time that is drawn uniformly.
    public static func drawn(_ range: ClosedRange<Duration>) -> Time {
      Time(
        written: TimeRange(
          from: TimeSpan(range.lowerBound), to: TimeSpan(range.upperBound)))
    }
    /// A time that is drawn from a list, each of them as likely: what was measured on disks or hosts of one's own.
    ///
    /// - Precondition: There is at least one.
    public static func measured(_ times: [Duration]) -> Time {
      guard let range = TimeRange(measured: times.map { TimeSpan($0) }) else {
        preconditionFailure("a time can be drawn from one measured time or more")
      }
      return Time(written: range)
    }
    /// No time at all.
    public static let zero = Time(.zero)

    /// "3s", or "2ms..36ms" or "2ms, 5ms, 36ms" where it is drawn.
    public var description: String { "\(written)" }
  }

  /// So many per so long, exactly.
  public struct Rate: Hashable, Sendable, CustomStringConvertible {
    let written: WrittenRate

    /// `count` records every `per`, both above zero and at most ten million a second; a drill that says otherwise does
    /// not compile. The ends of a ramp may be zero.
    public init(_ count: Int, per: Duration) {
      written = WrittenRate(count: Int64(count), per: TimeSpan(per))
    }

    /// So many records each second.
    public static func perSecond(_ count: Int) -> Rate { Rate(count, per: .seconds(1)) }

    /// "200/s"
    public var description: String { "\(written)" }
  }

  /// A Kafka release, such as 3.9.1; two numbers mean the last patch of that release.
  ///
  /// Brokers are modelled as of 3.9.1 and 4.1.1, clients of other releases as well; a drill that names a release that is
  /// not modelled, or none, does not compile.
  public struct KafkaVersion: Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
  {
    let written: WrittenScenario.Version

    init(_ written: WrittenScenario.Version) { self.written = written }

    /// A release such as "3.9" or "4.1.1"; any other text is release 0.0.0, which nothing models.
    public init(_ text: String) {
      written = WrittenScenario.version(text) ?? WrittenScenario.Version(0, 0, 0)
    }

    /// A release such as "3.9" or "4.1.1".
    public init(stringLiteral text: String) { self.init(text) }

    /// "3.9.1"
    public var description: String { "\(written)" }
  }

  /// Kafka settings by their dotted keys, in order; a drill compiles if Kafka's own definitions (`ConfigDef`) know each
  /// key and take its value.
  public struct Settings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    var written: [WrittenScenario.Setting]

    init(written: [WrittenScenario.Setting]) { self.written = written }

    /// Settings such as `["acks": "all", "linger.ms": 5]`; a key that stands twice is an error of the drill.
    public init(dictionaryLiteral elements: (String, Value)...) {
      written = elements.map { WrittenScenario.Setting($0.0, $0.1.text) }
    }

    /// The value under a key, in the form of a properties file; nil takes the key away.
    public subscript(key: String) -> Value? {
      get { written.last { $0.key == key }.map { Value(stringLiteral: $0.value) } }
      set {
        let index = written.firstIndex { $0.key == key }
        switch (newValue, index) {
        case (let value?, let index?): written[index].value = value.text
        case (let value?, nil): written.append(WrittenScenario.Setting(key, value.text))
        case (nil, let index?): written.remove(at: index)
        case (nil, nil): break
        }
      }
    }

    /// A setting's value, written as a text, a whole number or a truth value.
    public struct Value: Hashable, Sendable, ExpressibleByStringLiteral,
      ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
    {
      /// As a properties file has it: `all`, `16384`, `true`.
      public let text: String

      /// A text as a properties file has it.
      public init(_ text: String) { self.text = text }
      /// A text, such as "all".
      public init(stringLiteral text: String) { self.text = text }
      /// A whole number.
      public init(integerLiteral number: Int64) { text = "\(number)" }
      /// A truth value.
      public init(booleanLiteral isTrue: Bool) { text = "\(isTrue)" }
    }
  }

  /// Rules of Kafka versions by KIP or issue number, switched whatever the version says; `firedrill versions` lists them.
  public struct Behaviour: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    var written: [WrittenScenario.BehaviourFlag]

    init(written: [WrittenScenario.BehaviourFlag]) { self.written = written }

    /// Rules such as `["KAFKA-12983": false]`; one that the part of Kafka does not have does not compile.
    public init(dictionaryLiteral elements: (String, Bool)...) {
      written = elements.map {
        WrittenScenario.BehaviourFlag(name: $0.0, isOn: $0.1, mark: .none)
      }
    }
  }
}

extension TimeSpan {
  /// Whole nanoseconds, towards zero; what 64 bits cannot hold becomes the longest time they can.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    self.init(nanoseconds: overflow || carry ? (seconds < 0 ? .min : .max) : sum)
  }

  var duration: Duration { .nanoseconds(nanoseconds) }
}

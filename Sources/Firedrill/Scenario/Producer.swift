import Scenario

extension Scenario {
  /// A program that sends records from one thread; a send that blocks makes it late, and it catches up.
  public struct Producer: Hashable, Sendable {
    var written: WrittenScenario.Producer

    init(written: WrittenScenario.Producer) { self.written = written }

    /// A producer on a host of its own, which begins with the load.
    ///
    /// - Parameters:
    ///   - name: What steps and figures call it, and its host.
    ///   - topics: One or more, all of one cluster; records go to each in turn.
    ///   - load: When records are sent.
    ///   - count: How many, at least one; nil sends until the load ends.
    ///   - recordSize: Bytes of a record's value, drawn uniformly; 0 to 1 GiB.
    ///   - keys: The keys that records carry.
    ///   - config: The settings, as in producer.properties; `partitioner.class` may name a partitioner of a ``UserCode``.
    public init(
      _ name: String, to topics: TopicName..., load: Load, count: Int? = nil,
      recordSize: ClosedRange<Int> = 100...100, keys: Keys = .none, config: Settings = [:]
    ) {
      written = WrittenScenario.Producer(
        name: name, topics: topics.map(\.written), host: name, load: load.written,
        start: .at(.zero), end: count.map { .records(Int64($0)) } ?? .untilStopped, mark: .none)
      written.recordSize = ByteRange(
        from: Int64(recordSize.lowerBound), to: Int64(recordSize.upperBound))
      written.keys = keys.written
      written.config = config.written
    }

    /// What steps and figures call it.
    public var name: String { written.name }

    /// The client's release; nil is the scenario's.
    public var clientVersion: KafkaVersion? {
      get { written.clientVersion.map { KafkaVersion($0) } }
      set { written.clientVersion = newValue?.written }
    }

    /// The host that it runs on; one of its own, named as the producer, if nobody says otherwise.
    public var host: String {
      get { written.host }
      set { written.host = newValue }
    }

    /// The site of a host of its own; nil is that of its cluster.
    public var site: String? {
      get { written.site }
      set { written.site = newValue }
    }

    /// When it sends its first record; with the load, if nobody says otherwise.
    public var start: Trigger {
      get { Trigger(written: written.start) }
      set { written.start = newValue.written }
    }

    /// How records get their partitions.
    public var partition: PartitionChoice {
      get { PartitionChoice(written: written.partition) }
      set { written.partition = newValue.written }
    }

    /// The settings, as in producer.properties.
    public var config: Settings {
      get { Settings(written: written.config) }
      set { written.config = newValue.written }
    }

    /// Rules of Kafka versions that are switched for this client.
    public var behaviour: Behaviour {
      get { Behaviour(written: written.behaviour) }
      set { written.behaviour = newValue.written }
    }
  }

  /// At what times a producer's caller wants to send: at most ten million records a second.
  public struct Load: Hashable, Sendable {
    let written: WrittenScenario.Load

    /// Evenly, at a rate above zero.
    public static func constant(_ rate: Rate) -> Load { Load(written: .constant(rate.written)) }
    /// The rate grows or falls evenly over a time above zero, then stays; either end may be nothing.
    public static func ramp(from: Rate, to: Rate, over time: Duration) -> Load {
      Load(written: .ramp(from: from.written, to: to.written, over: TimeSpan(time)))
    }
    /// So many records at once, one to ten million, again and again after a time above zero.
    public static func burst(_ records: Int, every time: Duration) -> Load {
      Load(written: .burst(records: Int64(records), every: TimeSpan(time)))
    }
    /// Times since the producer's start, ascending; the load ends with them.
    public static func times(_ times: [Duration]) -> Load {
      Load(written: .times(times.map { TimeSpan($0) }))
    }
    /// One load after the other, each for a time above zero and none in phases of its own, and a last one that stays.
    public static func phases(_ phases: [(load: Load, lasting: Duration)], then last: Load) -> Load
    {
      let lasting = phases.map {
        WrittenScenario.Load.Phase(load: $0.load.written, lasting: TimeSpan($0.lasting))
      }
      return Load(
        written: .phases(lasting + [WrittenScenario.Load.Phase(load: last.written, lasting: nil)]))
    }
  }

  /// Which key each record carries.
  public struct Keys: Hashable, Sendable {
    let written: WrittenScenario.Keys

    /// No keys.
    public static let none = Keys(written: .none)
    /// "key-0" to "key-(n-1)" in turn; one to ten million.
    public static func cycle(_ count: Int) -> Keys { Keys(written: .cycle(Int64(count))) }
    /// One of n keys, each as likely; one to ten million.
    public static func uniform(_ count: Int) -> Keys { Keys(written: .uniform(Int64(count))) }
    /// One of n keys by Zipf's law: the k-th is k^-(exponent) as likely as the first.
    ///
    /// - Parameters:
    ///   - count: How many keys, one to ten million.
    ///   - exponentThousandths: The exponent in thousandths, 1 to 10 000.
    public static func zipf(_ count: Int, exponentThousandths: Int) -> Keys {
      Keys(written: .zipf(Int64(count), exponentThousandths: Int64(exponentThousandths)))
    }
    /// One key for all.
    public static func fixed(_ key: String) -> Keys { Keys(written: .fixed(key)) }
    /// Keys by weight; at least one, each weight from 1 to a million.
    public static func weighted(_ keys: [(key: String, weight: Int)]) -> Keys {
      Keys(
        written: .weighted(
          keys.map { WrittenScenario.Keys.WeightedKey(key: $0.key, weight: Int64($0.weight)) }))
    }
  }

  /// How a record gets its partition.
  public struct PartitionChoice: Hashable, Sendable {
    let written: WrittenScenario.PartitionChoice

    /// By the client's partitioner (`partitioner.class`; KIP-480, KIP-794 by the client's release).
    public static let partitioner = PartitionChoice(written: .partitioner)
    /// The caller names one partition after the other.
    public static let inTurn = PartitionChoice(written: .inTurn)
    /// The caller names the partition, which every topic must have.
    public static func explicit(_ number: Int) -> PartitionChoice {
      PartitionChoice(written: .explicit(Int32(clamping: number)))
    }
    /// The caller draws the partition; one weight for each, in order, 0 to a million and not all 0.
    public static func weighted(_ weights: [Int]) -> PartitionChoice {
      PartitionChoice(written: .weighted(weights.map { Int64($0) }))
    }
  }
}

package import KafkaModel

/// What one producer's calling thread sends: when, how much, to which partition.
package struct PlannedWorkload: Sendable {
  /// Index into the plan's topics; records go to each in turn.
  package var topics: [Int]
  package var start: Int64
  package var arrivals: Arrivals
  /// Stop after so many records; nil sends until a step or the end of the run stops it.
  package var count: Int64?
  /// Stop so long after the start.
  package var duration: Int64?
  package var valueSize: RecordSize
  package var partition: PartitionIndex?
  package var keys: Keys

  /// Arrival times of records at the caller.
  package enum Arrivals: Sendable {
    /// Evenly, `records` every `per` nanoseconds.
    case constant(records: Int64, per: Int64)
    /// From one rate to another over a time, then on at the last; records per second in thousandths.
    case ramp(fromMilliHertz: Int64, toMilliHertz: Int64, over: Int64)
    /// `size` records at once every `every` nanoseconds.
    case burst(size: Int64, every: Int64)
    /// Times since the start of the load, ascending.
    case recorded([Int64])
    /// As fast as send() returns.
    case unthrottled
  }

  package enum RecordSize: Sendable {
    case fixed(Int32)
    case uniform(Int32, Int32)
  }

  /// Which key each record carries; a key is its UTF-8 text.
  package enum Keys: Sendable {
    case none
    /// "0", "1", … "n-1", and again.
    case cycle(Int64)
    case fixed(String)
    /// Keys "0"…"n-1" by Zipf's law with the exponent in hundredths.
    case zipf(count: Int64, exponentHundredths: Int64)
    /// Texts with weights.
    case weighted([(text: String, weight: Int64)])
  }

  package init(topics: [Int], arrivals: Arrivals) {
    self.topics = topics
    self.arrivals = arrivals
    start = 0
    valueSize = .fixed(100)
    keys = .none
  }
}

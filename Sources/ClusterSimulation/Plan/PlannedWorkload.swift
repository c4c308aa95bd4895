package import KafkaModel

/// What one producer's calling thread sends: when, how much, to which partition.
package struct PlannedWorkload: Sendable {
  /// Index into the plan's topics; records go to each in turn.
  package var topics: [Int]
  package var start = Trigger.at(DrawnSpan(nanoseconds: 0))
  package var arrivals: Arrivals
  /// Stop after so many records; nil sends until a step or the end of the run stops it.
  package var count: Int64?
  /// Stop so many nanoseconds after the start.
  package var duration: Int64?
  /// Value bytes of a record, both ends included.
  package var valueSize: ClosedRange<Int64>
  package var partition = PartitionChoice.partitioner
  package var keys = Keys.none

  /// How a record gets its partition.
  package enum PartitionChoice: Sendable {
    case partitioner
    case explicit(PartitionIndex)
    /// The caller names one after the other; the number of partitions of each of the topics.
    case inTurn(partitions: [Int32])
    /// The caller draws the partition; one weight for each, in order.
    case weighted([Int64])
  }

  /// Which key each record carries; a key is its UTF-8 text.
  package enum Keys: Sendable {
    case none
    /// The texts in turn.
    case cycle([String])
    /// One of the texts, by weight.
    case weighted([(text: String, weight: Int64)])
    /// The k-th of the texts is k^-(exponent) as likely as the first.
    case zipf([String], exponentThousandths: Int64)
  }

  package init(topics: [Int], arrivals: Arrivals, valueSize: ClosedRange<Int64>) {
    self.topics = topics
    self.arrivals = arrivals
    self.valueSize = valueSize
  }
}

/// Arrival times of records at a caller; spans in nanoseconds.
package indirect enum Arrivals: Sendable {
  /// Evenly, `records` every `per`.
  case constant(records: Int64, per: Int64)
  /// From one rate to another over a time, then on at the last; thousandths of a record per second.
  case ramp(fromMilliHertz: Int64, toMilliHertz: Int64, over: Int64)
  /// So many at once, again and again.
  case burst(records: Int64, every: Int64)
  /// Times since the producer's start, ascending.
  case times([Int64])
  /// One after the other; the last one stays.
  case phases([(arrivals: Arrivals, lasting: Int64?)])
  /// As fast as send() returns: one record every `callCost`.
  case unthrottled(callCost: Int64)
}

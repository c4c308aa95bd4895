package import KafkaModel

extension Scenario {
  /// A program that sends records from one thread; a send that blocks makes it late, and it catches up.
  package struct Producer: Hashable, Sendable {
    package var name: String
    /// The topics it sends to, in turn.
    package var topics: [TopicName]
    package var clientVersion: KafkaVersion?
    /// Its host's name; a host of its own, named as the producer, if the file names none.
    package var host: String
    /// The site of a host that the file does not declare.
    package var site: String?
    package var load: Load
    package var start: Trigger
    package var end: End
    /// The size of a record's value.
    package var recordSize = ByteRange(100)
    package var keys: Keys = .none
    package var partition: PartitionChoice = .partitioner
    package var behaviour: [BehaviourFlag] = []
    package var config: [Setting] = []
    /// The name of a producer.properties file that is read before `config`.
    package var properties: String?
    package var mark: Mark

    package init(
      name: String, topics: [TopicName], host: String, load: Load, start: Trigger, end: End,
      mark: Mark
    ) {
      self.name = name
      self.topics = topics
      self.host = host
      self.load = load
      self.start = start
      self.end = end
      self.mark = mark
    }

    /// When it sends no more. Then it closes, and close waits for what is unresolved.
    package enum End: Hashable, Sendable {
      /// At a `stopProducer` step or the end of the run.
      case untilStopped
      case records(Int64)
      case lasting(TimeSpan)
    }
  }

  /// Which key the records carry.
  package enum Keys: Hashable, Sendable {
    case none
    /// "key-0" to "key-(n-1)" in turn.
    case cycle(Int64)
    /// One of n keys, each as likely.
    case uniform(Int64)
    /// One of n keys; the k-th is k^-(exponent) as likely as the first. The exponent in thousandths.
    case zipf(Int64, exponentThousandths: Int64)
    case fixed(String)
    case weighted([WeightedKey])

    package struct WeightedKey: Hashable, Sendable {
      package var key: String
      package var weight: Int64

      package init(key: String, weight: Int64) {
        self.key = key
        self.weight = weight
      }
    }
  }

  /// How a record gets its partition.
  package enum PartitionChoice: Hashable, Sendable {
    /// By the client's partitioner (`partitioner.class`, version).
    case partitioner
    /// The caller names the partition.
    case explicit(Int32)
    /// The caller names one after the other.
    case inTurn
    /// The caller draws the partition; one weight for each partition, in order.
    case weighted([Int64])
    /// Keys that begin with a text share the first so many of every so many partitions; all others get the rest.
    case favoured(WeightedRule)
  }
}

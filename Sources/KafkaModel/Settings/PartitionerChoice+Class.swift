extension PartitionerChoice {
  /// The partitioner of a Java class name, or nil if the version has no such class.
  init?(className: String, version: KafkaVersion) {
    let package = "org.apache.kafka.clients.producer."
    let hasSticky = version < KafkaVersion(4, 0, 0)
    switch className {
    case package + "RoundRobinPartitioner": self = .roundRobin
    case package + "internals.DefaultPartitioner" where hasSticky: self = .defaultPartitioner
    case package + "UniformStickyPartitioner" where hasSticky: self = .uniformSticky
    default: return nil
    }
  }

  /// The simple name of Kafka's class or the author's own name; nil for the built-in partitioner, which is none, and for rules.
  package var className: String? {
    switch self {
    case .builtIn, .weighted: nil
    case .custom(let partitioner): partitioner.name
    case .defaultPartitioner: "DefaultPartitioner"
    case .uniformSticky: "UniformStickyPartitioner"
    case .roundRobin: "RoundRobinPartitioner"
    }
  }

  /// Whether it is code of the author's.
  package var isCustom: Bool {
    if case .custom = self { true } else { false }
  }
}

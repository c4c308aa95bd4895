/// A producer's effective settings (`ProducerConfig` after its post-processing).
package struct ProducerSettings: Hashable, Sendable {
  package var client = ClientSettings()
  /// `acks`
  package var acks = Acks.all
  /// `enable.idempotence` after conflicts were resolved.
  package var idempotent = true
  /// `retries`
  package var retries: Int32 = .max
  /// `linger.ms`
  package var linger = Milliseconds.zero
  /// `batch.size`
  package var batchSize: Int32 = 16_384
  /// `buffer.memory`
  package var bufferMemory: Int64 = 33_554_432
  /// `max.block.ms`
  package var maxBlock = Milliseconds(60_000)
  /// `max.request.size`
  package var maxRequestSize: Int32 = 1_048_576
  /// `delivery.timeout.ms` after it was raised to linger + request time-out where the user left it alone.
  package var deliveryTimeout = Milliseconds(120_000)
  /// `partitioner.class`
  package var partitioner = PartitionerChoice.builtIn
  /// `partitioner.adaptive.partitioning.enable`
  package var adaptivePartitioning = true
  /// `partitioner.availability.timeout.ms`; 0 is off.
  package var availabilityTimeout = Milliseconds.zero
  /// `partitioner.ignore.keys`
  package var ignoreKeys = false
  /// `compression.type`; batches count uncompressed whatever it says.
  package var compression = CompressionType.none
  /// `transactional.id`; transactions are not modelled, a drill that sets one is refused.
  package var transactionalID: String?

  package init() {}
}

/// `org.apache.kafka.common.record.CompressionType`
package enum CompressionType: String, Hashable, Sendable {
  case none, gzip, snappy, lz4, zstd
}

/// Which partitioner a producer uses (`partitioner.class`).
package enum PartitionerChoice: Hashable, Sendable {
  /// No class set, 3.3 and later.
  case builtIn
  /// `DefaultPartitioner`, the default up to 3.2.
  case defaultPartitioner
  /// `UniformStickyPartitioner`
  case uniformSticky
  /// `RoundRobinPartitioner`
  case roundRobin
  /// A weighted rule of the drill file; the index counts the producer's rules.
  case weighted(WeightedRule)
  /// The test author's own code.
  case custom(CustomPartitioner)
}

/// A rule of a drill file: some keys go to some of the partitions, all others to the rest.
package struct WeightedRule: Hashable, Sendable {
  /// Keys that begin with this text belong to the rule; empty takes every key.
  package var keyPrefix: String
  /// The first `share` of every `of` partitions are for these keys, the rest for all others.
  package var share: Int32
  package var of: Int32

  package init(keyPrefix: String, share: Int32, of: Int32) {
    self.keyPrefix = keyPrefix
    self.share = share
    self.of = of
  }
}

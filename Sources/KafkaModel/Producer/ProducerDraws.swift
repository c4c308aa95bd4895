/// The random sources of one producer, one per purpose.
package struct ProducerDraws: Sendable {
  /// The sticky partition (`BuiltInPartitioner`, `StickyPartitionCache`).
  package var partition = RandomSource.still
  /// Jitter of retry back-offs.
  package var retryJitter = RandomSource.still
  /// Draws of the network client.
  package var client = ClientDraws()

  package init() {}
}

/// The random sources of one consumer, one per purpose.
package struct ConsumerDraws: Sendable {
  /// Draws of the network client.
  package var client = ClientDraws()
  /// Jitter of retry back-offs of group requests.
  package var retryJitter = RandomSource.still

  package init() {}
}

/// Rules of the network client that changed between versions, and the choices that recorded runs fix.
package struct ClientBehaviour: Hashable, Sendable {
  /// KIP-580 (3.7): the spacing of metadata refreshes grows, also on equivalent answers.
  package var exponentialRetryBackoff = true
  /// KIP-899 (4.0 default): a client without reachable nodes goes back to its bootstrap servers.
  package var rebootstraps = false
  /// A new connection asks ApiVersions before it is ready; off only in recorded runs.
  package var discoversVersions = true
  /// The factor of every jittered back-off in a recorded run.
  package var recordedJitter: Double?
  /// The answer of every search for the least loaded node in a recorded run.
  package var recordedLeastLoaded: NodeID?

  package init() {}

  package init(_ producer: ProducerBehaviour) {
    exponentialRetryBackoff = producer.exponentialRetryBackoff
    rebootstraps = producer.rebootstraps
  }

  package init(_ consumer: ConsumerBehaviour) {
    exponentialRetryBackoff = consumer.exponentialRetryBackoff
    rebootstraps = consumer.rebootstraps
  }
}

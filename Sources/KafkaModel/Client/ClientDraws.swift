/// The random sources of one network client, one per purpose.
package struct ClientDraws: Sendable {
  /// Jitter of reconnect back-off and connection set-up time-out.
  package var connectionJitter = RandomSource.still
  /// Where the search for the least loaded node starts.
  package var leastLoaded = RandomSource.still
  /// Whether the first metadata come before the metrics sender's third look (KIP-714).
  package var telemetry = RandomSource.still
  /// Jitter of the spacing of metadata refreshes. Asked for at every pass, as the client's metadata are: it lies before
  /// them.
  package var metadataJitter = PatientSource(.still)

  package init() {}
}

/// Rules of Connect's worker that changed between versions, one flag each, named by KIP or issue.
package struct ConnectBehaviour: Hashable, Sendable {
  /// KIP-745 (3.0): a restart of a connector may take its tasks along, or what has failed; before, it restarts the
  /// connector alone.
  package var restartsTasks = true
  /// KAFKA-12495 (3.4): work is taken away for the balance round after round, with growing pauses; before, only when a
  /// worker is empty and never in two rounds running.
  package var backsOffRevocations = true
  /// KAFKA-15693 (3.7): without a delay, what is lost is given away in the round that notices it; before, in the next.
  package var reassignsWithoutDelay = true
  /// KIP-779 (3.2): errors.tolerance=all also covers what the producer could not send.
  package var toleratesProducerErrors = true
  /// KAFKA-18073 (4.0): a retriable error whose retries are used up counts as any other; before, it skips the record
  /// even under errors.tolerance=none.
  package var judgesExhaustedRetries = true
  /// KAFKA-1650: source offsets are stored of acknowledged records only. Every release of Connect does so; switched off,
  /// a task stores what it has handed to its producer, as MirrorMaker 1 did until 0.8.2.
  package var storesAcknowledgedOnly = true

  package init() {}
}

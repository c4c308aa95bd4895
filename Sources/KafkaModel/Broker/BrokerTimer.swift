/// The deadlines a broker asks to be woken at, each at most once pending.
package enum BrokerTimer: Hashable, Sendable {
  /// A channel's connection set-up, reconnect back-off or request time-out.
  case channel(ChannelID)
  case lifecycle(BrokerLifecycleTimer)
  /// A fetcher thread that found nothing to fetch looks again (`partitionMapCond.await`).
  case fetcher(source: NodeID, index: Int32)
  /// `controller.quorum.retry.backoff.ms` after a failed fetch of the metadata log.
  case metadataLogRetry
  /// 50 ms after a failed AlterPartition.
  case alterPartitionRetry
  /// The earliest parked produce or fetch request has waited long enough.
  case purgatory
  /// Job `isr-expiration`, every half of `replica.lag.time.max.ms`.
  case isrExpiration
  /// Job `highwatermark-checkpoint`.
  case highWatermarkCheckpoint
  /// Job `kafka-recovery-point-checkpoint`.
  case recoveryPointCheckpoint
  /// A group's earliest deadline, a write of its coordinator that waited long enough, or the expiry of offsets.
  case groups
}

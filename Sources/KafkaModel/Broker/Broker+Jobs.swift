/// The background jobs (`ReplicaManager.startup`, `LogManager.startup`).
extension Broker {
  private var isrExpirationPeriod: Milliseconds {
    Milliseconds(max(1, settings.replicaLagTimeMax.raw / 2))
  }

  /// Real jobs begin with the process; here their phases are drawn, as brokers of a drill start at one instant.
  mutating func beginJobs(now: Milliseconds, into effects: inout [BrokerEffect]) {
    jobs.isrExpiration = now + phase(of: isrExpirationPeriod)
    jobs.highWatermarkCheckpoint = now + phase(of: settings.highWatermarkCheckpointInterval)
    jobs.recoveryPointCheckpoint = now + phase(of: settings.recoveryPointCheckpointInterval)
    jobs.firstOffsetExpiry =
      now + draws.phaseOfOffsetExpiry(period: settings.offsetsRetentionCheckInterval)
    effects.append(.setTimer(.isrExpiration, at: jobs.isrExpiration))
    effects.append(.setTimer(.highWatermarkCheckpoint, at: jobs.highWatermarkCheckpoint))
    effects.append(.setTimer(.recoveryPointCheckpoint, at: jobs.recoveryPointCheckpoint))
  }

  private mutating func phase(of period: Milliseconds) -> Milliseconds {
    let bound = Int32(clamping: max(1, period.raw))
    return Milliseconds(Int64(1 + draws.jobPhase.below(bound)))
  }

  mutating func runJob(
    _ timer: BrokerTimer, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    switch timer {
    case .isrExpiration:
      guard now >= jobs.isrExpiration else { return }
      noteQuietFollowers()
      for row in hosted.liveIndices where hosted.rows[row].partition.isLeader {
        hosted.rows[row].partition.shrinkIsr(context: context(now), effects: &partitionEffects)
      }
      jobs.isrExpiration = Self.next(jobs.isrExpiration, period: isrExpirationPeriod, now: now)
      effects.append(.setTimer(timer, at: jobs.isrExpiration))
    case .highWatermarkCheckpoint:
      guard now >= jobs.highWatermarkCheckpoint else { return }
      for row in hosted.liveIndices {
        hosted.rows[row].partition.log.checkpointHighWatermark()
        // The host's own write-back happens to be scanned at the same pace: dirty for 30 s at a scan each 5 s.
        hosted.rows[row].partition.log.scanWriteBack(now: now, expire: Milliseconds(35_000))
      }
      jobs.highWatermarkCheckpoint = Self.next(
        jobs.highWatermarkCheckpoint, period: settings.highWatermarkCheckpointInterval, now: now)
      effects.append(.setTimer(timer, at: jobs.highWatermarkCheckpoint))
    case .recoveryPointCheckpoint:
      guard now >= jobs.recoveryPointCheckpoint else { return }
      for row in hosted.liveIndices { hosted.rows[row].partition.log.checkpointOffsets() }
      jobs.recoveryPointCheckpoint = Self.next(
        jobs.recoveryPointCheckpoint, period: settings.recoveryPointCheckpointInterval, now: now)
      effects.append(.setTimer(timer, at: jobs.recoveryPointCheckpoint))
    case .channel, .lifecycle, .fetcher, .metadataLogRetry, .alterPartitionRetry, .purgatory,
      .groups:
      preconditionFailure("\(timer) is no job")
    }
  }

  /// Jobs keep their phase; what a pause has swallowed is made up for by one run.
  static func next(
    _ last: Milliseconds, period: Milliseconds, now: Milliseconds
  ) -> Milliseconds {
    let missed = (now - last).raw / max(1, period.raw)
    return last + Milliseconds((missed + 1) * max(1, period.raw))
  }
}

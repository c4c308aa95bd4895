/// One replica of one partition on one broker's disk: batches, offsets, epochs and producers.
///
/// Times are the host's clock. Offsets may have gaps where a truncation cut into a batch, as Kafka's have.
/// Not modelled: compaction, retention by time or size, transactions (so the last stable offset is the high
/// watermark), tiered storage. Source: `kafka.log.UnifiedLog`, `LocalLog`.
package struct ReplicaLog: Sendable {
  package var settings: TopicSettings
  /// Ascending and without overlap; whole batches stay until their segment goes.
  package internal(set) var batches = BatchList()
  /// Ascending; the last one is active. Never empty.
  package internal(set) var segments: [LogSegment]
  /// The smallest offset that is exposed.
  package internal(set) var logStart: Offset
  /// LEO: the offset the next record gets.
  package internal(set) var logEnd: Offset
  package internal(set) var highWatermark: Offset
  /// All below was fsynced, by a roll, a count or a clean shutdown.
  package internal(set) var recoveryPoint: Offset
  /// All below survives the loss of power, by fsync or because the host wrote it back.
  package internal(set) var durableEnd: Offset
  /// Log ends seen by recent scans of the write-back, oldest first.
  var dirtyMarks: [DirtyMark] = []
  /// Entry of this log in `replication-offset-checkpoint`.
  package internal(set) var checkpointedHighWatermark = Offset.zero
  /// Entry of this log in `recovery-point-offset-checkpoint`.
  package internal(set) var checkpointedRecoveryPoint = Offset.zero
  /// Entry of this log in `log-start-offset-checkpoint`.
  package internal(set) var checkpointedLogStart = Offset.zero
  package internal(set) var leaderEpochs = LeaderEpochCache()
  package internal(set) var producers: ProducerStates

  package init(
    settings: TopicSettings, producerIDExpiration: Milliseconds, startingAt start: Offset = .zero
  ) {
    self.settings = settings
    producers = ProducerStates(expiration: producerIDExpiration)
    producers.restart(at: start)
    segments = [LogSegment(baseOffset: start)]
    logStart = start
    logEnd = start
    highWatermark = start
    recoveryPoint = start
    durableEnd = start
  }

  /// The epoch of the newest record or, on a leader, of the leadership itself.
  package var latestEpoch: LeaderEpoch? { leaderEpochs.latestEpoch }
  /// Bytes on disk.
  package var sizeInBytes: Int64 { segments.reduce(0) { $0 + $1.sizeInBytes } }

  /// Where an epoch ends in this log (`UnifiedLog.endOffsetForEpoch`); nil if it cannot tell.
  package func endOffset(of epoch: LeaderEpoch) -> EpochEndOffset? {
    leaderEpochs.endOffset(of: epoch, logEnd: logEnd)
  }

  /// A new leader enters its epoch before it has written anything, so that followers can ask for it.
  package mutating func assignEpoch(_ epoch: LeaderEpoch, startingAt offset: Offset) {
    leaderEpochs.assign(epoch, startOffset: offset)
  }

  /// The periodic removal of producers that were silent for `producer.id.expiration.ms`.
  package mutating func expireProducers(now: Milliseconds) { producers.removeExpired(now: now) }

  /// The index of the batch that holds `offset`, or of the first one after it; `batches.count` if none.
  func batchIndex(for offset: Offset) -> Int {
    var (low, high) = (0, batches.count)
    // Mostly the end of the log is asked for: the search begins there, in growing steps.
    var step = 1
    while high > 0 {
      let probe = max(0, high - step)
      if batches[probe].lastOffset < offset {
        low = probe + 1
        break
      }
      high = probe
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if batches[middle].lastOffset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index of the segment that holds `offset`.
  func segmentIndex(for offset: Offset) -> Int {
    var index = segments.count - 1
    while index > 0, segments[index].baseOffset > offset { index -= 1 }
    return index
  }
}

extension ReplicaLog {
  /// Appends a client's batch: offsets and the leader's epoch are stamped here.
  ///
  /// Checks run in Kafka's order (`UnifiedLog.append`): batch size, segment size, a roll, producer state.
  package mutating func appendAsLeader(_ batch: RecordBatch, epoch: LeaderEpoch) -> LogAppend {
    if batch.sizeInBytes > settings.maxMessageBytes { return .refused(.messageTooLarge) }
    var batch = batch
    batch.baseOffset = logEnd
    batch.leaderEpoch = epoch
    leaderEpochs.assign(epoch, startOffset: logEnd)
    if batch.sizeInBytes > settings.segmentBytes { return .refused(.recordListTooLarge) }
    rollIfFull(for: batch)
    switch producers.judge(batch) {
    case .duplicate(let earlier):
      return .duplicate(first: earlier.firstOffset, last: earlier.lastOffset)
    case .refused(let error):
      return .refused(error)
    case .accepted:
      append(batch)
      return .appended(first: batch.baseOffset, last: batch.lastOffset)
    }
  }

  /// Appends a batch as the leader sent it, unchecked but for its offset.
  package mutating func appendAsFollower(_ batch: RecordBatch) -> FollowerAppend {
    guard batch.baseOffset >= logEnd else {
      return .unexpectedOffset(first: batch.baseOffset, last: batch.lastOffset)
    }
    leaderEpochs.assign(batch.leaderEpoch, startOffset: batch.baseOffset)
    rollIfFull(for: batch)
    append(batch)
    return .appended
  }

  /// Starts a new segment at the log end; the old one is fsynced and the producers are put in a snapshot.
  package mutating func roll() {
    if segments[segments.count - 1].baseOffset == logEnd { return }
    producers.mapEnd = logEnd
    producers.takeSnapshot()
    segments.append(LogSegment(baseOffset: logEnd))
    flush(upTo: logEnd)
  }

  private mutating func rollIfFull(for batch: RecordBatch) {
    let active = segments[segments.count - 1].sizeInBytes
    if active > Int64(settings.segmentBytes) - Int64(batch.sizeInBytes) { roll() }
  }

  private mutating func append(_ batch: RecordBatch) {
    batches.append(batch)
    segments[segments.count - 1].sizeInBytes += Int64(batch.sizeInBytes)
    logEnd = batch.nextOffset
    producers.note(batch)
    if let limit = settings.flushMessages, logEnd - recoveryPoint >= limit { flush(upTo: logEnd) }
  }
}

import KafkaModel

/// A batch as a client sends it; 100 bytes, so that sizes are easy to add.
func batch(
  count: Int32 = 1, size: Int32 = 100, at time: Int64 = 0, producer: Int64 = -1, epoch: Int16 = 0,
  sequence: Int32 = 0
) -> RecordBatch {
  RecordBatch(
    content: .anonymous, recordCount: count, sizeInBytes: size, maxTimestamp: Milliseconds(time),
    producerID: ProducerID(producer), producerEpoch: ProducerEpoch(producer < 0 ? -1 : epoch),
    baseSequence: SequenceNumber(producer < 0 ? -1 : sequence))
}

func emptyLog(segmentBytes: Int32 = 1_000_000, maxMessageBytes: Int32 = 1_000) -> ReplicaLog {
  var settings = TopicSettings()
  settings.segmentBytes = segmentBytes
  settings.maxMessageBytes = maxMessageBytes
  return ReplicaLog(settings: settings, producerIDExpiration: Milliseconds(86_400_000))
}

/// A log with one-record batches, so many for each epoch, epochs ascending from the first given.
func log(epochs: [(epoch: Int32, count: Int)], segmentBytes: Int32 = 1_000_000) -> ReplicaLog {
  var log = emptyLog(segmentBytes: segmentBytes)
  for (epoch, count) in epochs {
    for _ in 0..<count { _ = log.appendAsLeader(batch(), epoch: LeaderEpoch(epoch)) }
  }
  return log
}

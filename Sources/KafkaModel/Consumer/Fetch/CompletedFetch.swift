/// What one fetch answered for one partition, until its records are handed out
/// (`org.apache.kafka.clients.consumer.internals.CompletedFetch`).
struct CompletedFetch: Sendable {
  let partition: TopicPartition
  let error: ErrorCode
  let highWatermark: Offset
  let logStart: Offset
  let preferredReadReplica: NodeID?
  let batches: Few<RecordBatch>
  /// The offset of the next record to hand out.
  private(set) var nextOffset: Offset
  /// Of the batch in hand.
  private(set) var lastEpoch = LeaderEpoch.none
  /// It was taken out of the queue and looked at.
  var isInitialized = false
  private(set) var isConsumed = false
  /// Any record was handed out: the partition then goes to the end of the rotation.
  private(set) var hasYielded = false
  private var batch = 0

  /// By field: a whole answer would be copied, with what nobody asks for later.
  init(_ answers: [FetchPartitionResponse], at place: Int, fetchOffset: Offset) {
    partition = answers[place].partition
    error = answers[place].error
    highWatermark = answers[place].highWatermark
    logStart = answers[place].logStart
    preferredReadReplica = answers[place].preferredReadReplica
    batches = answers[place].batches
    nextOffset = fetchOffset
  }

  /// Hands out records from the next one on, batch by batch, at most so many; returns how many.
  ///
  /// As in Kafka the end shows only when one more record is asked for than there is: a fetch whose last record
  /// was the last one allowed stays in hand until the next poll.
  mutating func take(atMost count: Int32, into delivered: inout [DeliveredBatch]) -> Int32 {
    guard !isConsumed else { return 0 }
    var left = count
    while left > 0 {
      guard batch < batches.count else {
        if let last = batches.last { nextOffset = last.nextOffset }
        isConsumed = true
        break
      }
      let base = batches[batch].baseOffset
      let records = batches[batch].recordCount
      lastEpoch = batches[batch].leaderEpoch
      let skipped = Int32(clamping: max(0, nextOffset - base))
      guard skipped < records else {
        batch += 1
        continue
      }
      let taken = min(left, records - skipped)
      delivered.append(
        DeliveredBatch(
          partition: partition, content: batches[batch].content,
          firstOffset: base + Int64(skipped), count: taken, skippedInBatch: skipped,
          leaderEpoch: lastEpoch))
      nextOffset = base + Int64(skipped + taken)
      hasYielded = true
      left -= taken
    }
    return count - left
  }

  /// Drops what is left.
  mutating func drain() { isConsumed = true }
}

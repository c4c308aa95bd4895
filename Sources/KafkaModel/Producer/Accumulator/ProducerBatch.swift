/// A batch on its way from `send` to its callbacks.
///
/// Source: `org.apache.kafka.clients.producer.internals.ProducerBatch`.
package struct ProducerBatch: Sendable {
  package let partition: TopicPartition
  package internal(set) var open: OpenBatch
  /// Never changes, not by a retry nor by a split: `delivery.timeout.ms` counts from here.
  package let created: Milliseconds
  /// Creation, then the time of each return to the queue: linger and back-off count from here.
  var lastAttempt: Milliseconds
  var lastAppend: Milliseconds
  /// How often it came back to the queue.
  package internal(set) var attempts: Int32 = 0
  /// Made by a split: it holds no buffer memory.
  let isSplit: Bool
  /// The callbacks ran.
  var isDone = false
  /// A request on the wire carries it.
  var isOnWire = false
  /// `flush` waits for it.
  var isAwaited = false
  /// Some attempt may have been appended, as far as the client can know.
  var isPossiblyPersisted = false
  /// The records' numbers until the content is fixed.
  var records: [Int32]
  /// Index in the producer's table of contents; -1 while it is open.
  var content: Int32 = -1
  var producerID = ProducerID.none
  var epoch = ProducerEpoch.none
  var baseSequence = SequenceNumber.none
  /// An epoch bump rewrote the sequence after the last drain (`sequenceHasBeenReset`).
  var isReopened = false
  /// The newest leader epoch seen for its partition, and the attempts when it was seen (KAFKA-15415).
  var leaderEpoch = LeaderEpoch.none
  var attemptsAtNewLeader: Int32 = 0

  init(
    partition: TopicPartition, open: OpenBatch, created: Milliseconds, isSplit: Bool,
    records: [Int32]
  ) {
    self.partition = partition
    self.open = open
    self.created = created
    self.isSplit = isSplit
    self.records = records
    lastAttempt = created
    lastAppend = created
  }

  var hasSequence: Bool { baseSequence != .none }
  /// Without the wrap at 2147483647, as the client computes it.
  var lastSequence: Int32 { baseSequence.raw &+ open.recordCount &- 1 }
  var isRetry: Bool { attempts > 0 }

  func waited(_ now: Milliseconds) -> Milliseconds { max(.zero, now - lastAttempt) }

  func reachedDeliveryTimeout(_ timeout: Milliseconds, now: Milliseconds) -> Bool {
    timeout <= now - created
  }

  /// A newer leader is known than at the previous attempt, and this attempt is the first since.
  var hasNewLeaderForRetry: Bool { attempts >= 1 && attempts == attemptsAtNewLeader }

  mutating func sawLeader(_ epoch: LeaderEpoch) {
    if epoch > leaderEpoch {
      leaderEpoch = epoch
      attemptsAtNewLeader = attempts
    }
  }

  mutating func requeued(now: Milliseconds) {
    attempts += 1
    lastAttempt = max(lastAppend, now)
    lastAppend = lastAttempt
  }

  mutating func setProducer(
    _ id: ProducerID, _ epoch: ProducerEpoch, sequence: SequenceNumber
  ) {
    producerID = id
    self.epoch = epoch
    baseSequence = sequence
  }
}

extension Accumulator {
  /// Puts a batch back for a retry: in front, or by sequence if idempotent (`reenqueue`).
  mutating func requeue(
    _ slot: BatchSlot, sequences: ProducerSequences?, now: Milliseconds
  ) {
    pool[slot].requeued(now: now)
    insert(slot, bySequence: sequences != nil)
  }

  private mutating func insert(_ slot: BatchSlot, bySequence: Bool) {
    let (topic, place) = place(of: slot)
    var position = 0
    if bySequence {
      let sequence = pool[slot].baseSequence
      let count = topics[topic].partitions[place].queue.count
      while position < count {
        let other = topics[topic].partitions[place].queue[position]
        guard pool[other].hasSequence, pool[other].baseSequence < sequence else { break }
        position += 1
      }
    }
    topics[topic].partitions[place].queue.insert(slot, at: position)
    topics[topic].queued += 1
    noteExpiry(of: slot)
  }

  /// The batch is among those whose `delivery.timeout.ms` may be over next.
  mutating func noteExpiry(of slot: BatchSlot) {
    nextExpiry = min(nextExpiry, pool[slot].created + settings.deliveryTimeout)
  }

  /// Answers MESSAGE_TOO_LARGE: re-packs the batch by `batch.size` and puts the pieces in front.
  ///
  /// Uncompressed, packing the same records by the same limit gives the same batch again, which is
  /// why the real client repeats it until `delivery.timeout.ms` (KAFKA-8350).
  mutating func split(_ slot: BatchSlot, sequences: inout ProducerSequences?) {
    let parent = pool[slot]
    var child = ProducerBatch(
      partition: parent.partition, open: parent.open, created: parent.created, isSplit: true,
      records: [])
    child.content = parent.content
    child.isAwaited = parent.isAwaited
    child.isPossiblyPersisted = parent.isPossiblyPersisted
    if parent.hasSequence {
      child.setProducer(parent.producerID, parent.epoch, sequence: parent.baseSequence)
    }
    let piece = pool.add(child)
    sequences?.track(piece, pool)
    insert(piece, bySequence: sequences != nil)
  }

  /// Whether a batch has reached `delivery.timeout.ms`; notes when the next one will.
  mutating func findsExpired(hasInFlight: Bool, now: Milliseconds) -> Bool {
    nextExpiry = .max
    if hasInFlight, noteExpiryInFlight(now: now) { return true }
    for topic in topics.indices where topics[topic].queued > 0 {
      for place in topics[topic].partitions.indices {
        guard let head = topics[topic].partitions[place].queue.first else { continue }
        if pool[head].reachedDeliveryTimeout(settings.deliveryTimeout, now: now) { return true }
        noteExpiry(of: head)
      }
    }
    return false
  }

  /// The queued batches that reached `delivery.timeout.ms`, removed (`expiredBatches`).
  mutating func takeExpiredQueued(now: Milliseconds) -> [BatchSlot] {
    var expired: [BatchSlot] = []
    for topic in topics.indices where topics[topic].queued > 0 {
      for place in topics[topic].partitions.indices {
        while let head = topics[topic].partitions[place].queue.first {
          guard pool[head].reachedDeliveryTimeout(settings.deliveryTimeout, now: now) else {
            noteExpiry(of: head)
            break
          }
          _ = topics[topic].partitions[place].queue.removeFirst()
          topics[topic].queued -= 1
          pool[head].open.close()
          expired.append(head)
        }
      }
    }
    return expired
  }

  /// The batches on the wire that reached `delivery.timeout.ms`, no longer counted as in flight; their
  /// requests go on (`getExpiredInflightBatches`).
  mutating func takeExpiredInFlight(now: Milliseconds) -> [BatchSlot] {
    var expired: [BatchSlot] = []
    guard noteExpiryInFlight(now: now) else { return expired }
    for topic in topics.indices {
      for place in topics[topic].partitions.indices
      where !topics[topic].partitions[place].inFlight.isEmpty {
        while let head = topics[topic].partitions[place].inFlight.first {
          guard pool[head].reachedDeliveryTimeout(settings.deliveryTimeout, now: now) else {
            noteExpiry(of: head)
            break
          }
          topics[topic].partitions[place].inFlight.removeFirst()
          expired.append(head)
        }
      }
    }
    return expired
  }

  /// Looks at the oldest batch on the wire of each partition; true if one of them has expired.
  private mutating func noteExpiryInFlight(now: Milliseconds) -> Bool {
    for topic in topics.indices {
      for place in topics[topic].partitions.indices {
        guard let head = topics[topic].partitions[place].inFlight.first else { continue }
        if pool[head].reachedDeliveryTimeout(settings.deliveryTimeout, now: now) { return true }
        noteExpiry(of: head)
      }
    }
    return false
  }

  func place(of slot: BatchSlot) -> (topic: Int, partition: Int) {
    let partition = pool[slot].partition
    return (Int(partition.topic.raw), Int(partition.partition.raw))
  }

  mutating func addInFlight(_ slot: BatchSlot) {
    let (topic, place) = place(of: slot)
    topics[topic].partitions[place].inFlight.append(slot)
  }

  mutating func removeInFlight(_ slot: BatchSlot) {
    let (topic, place) = place(of: slot)
    for index in topics[topic].partitions[place].inFlight.indices
    where topics[topic].partitions[place].inFlight[index] == slot {
      topics[topic].partitions[place].inFlight.remove(oftenAlone: index)
      return
    }
  }

  mutating func setMuted(_ isMuted: Bool, _ slot: BatchSlot) {
    let (topic, place) = place(of: slot)
    topics[topic].partitions[place].isMuted = isMuted
  }

  mutating func removeQueued(_ slot: BatchSlot) {
    let (topic, place) = place(of: slot)
    let before = topics[topic].partitions[place].queue.count
    topics[topic].partitions[place].queue.remove(slot)
    topics[topic].queued -= before - topics[topic].partitions[place].queue.count
  }
}

extension Accumulator {
  /// A record as `append` needs it.
  package struct Record: Hashable, Sendable {
    package var number: Int32
    package var shape: RecordShape
    package var timestamp: Milliseconds

    package init(number: Int32, shape: RecordShape, timestamp: Milliseconds) {
      self.number = number
      self.shape = shape
      self.timestamp = timestamp
    }
  }

  package enum AppendResult: Hashable, Sendable {
    /// `wakesSender`: a new batch, or the last one full, or more than one queued.
    case appended(PartitionIndex, wakesSender: Bool)
    /// No open batch has room, and the partitioner is to be told first (`abortOnNewBatch`).
    case needsNewBatch
    /// Not enough buffer memory now.
    case needsMemory(bytes: Int)
    /// More than `buffer.memory` can ever give.
    case tooLarge(bytes: Int)
  }

  /// Appends a record to its partition's last batch or to a new one; nil partition asks the built-in
  /// partitioner (`RecordAccumulator.append`).
  package mutating func append(
    _ record: Record, topic topicIndex: TopicIndex, partition: PartitionIndex?,
    among candidates: PartitionCandidates, abortOnNewBatch: Bool = false, now: Milliseconds
  ) -> AppendResult {
    ensureTopic(topicIndex)
    let topic = Int(topicIndex.raw)
    var held: Int?
    while true {
      let chosen =
        partition
        ?? topics[topic].builtIn.current(among: candidates, random: &partitionDraws)
      let place = Int(chosen.raw)
      ensureQueue(topic, place)
      let isSticky = partition == nil
      if isSticky, switchesAway(topic, place, candidates) { continue }
      if let grown = tryAppend(record, topic, place, now: now) {
        if let held { buffer.give(held) }
        if isSticky { notePlaced(topic, place, bytes: grown, candidates) }
        return .appended(chosen, wakesSender: isFullOrLong(topic, place))
      }
      if abortOnNewBatch { return .needsNewBatch }
      if held == nil {
        let bytes = OpenBatch.buffer(batchSize: settings.batchSize, first: record.shape)
        if Int64(bytes) > buffer.total { return .tooLarge(bytes: bytes) }
        guard buffer.take(bytes) else { return .needsMemory(bytes: bytes) }
        held = bytes
      }
      if isSticky, switchesAway(topic, place, candidates) { continue }
      let grown = openBatch(
        record, TopicPartition(topicIndex, chosen), topic, place, now: now)
      if isSticky { notePlaced(topic, place, bytes: grown, candidates) }
      return .appended(chosen, wakesSender: true)
    }
  }

  /// A switch that was put off until the partition's batches are full or drained happens now.
  private mutating func switchesAway(
    _ topic: Int, _ place: Int, _ candidates: PartitionCandidates
  ) -> Bool {
    guard allBatchesFull(topic, place) else { return false }
    let before = topics[topic].builtIn.choices
    topics[topic].builtIn.recordAppended(
      bytes: 0, enableSwitch: true, among: candidates, random: &partitionDraws)
    return topics[topic].builtIn.choices != before
  }

  private mutating func notePlaced(
    _ topic: Int, _ place: Int, bytes: Int, _ candidates: PartitionCandidates
  ) {
    let enableSwitch = allBatchesFull(topic, place)
    topics[topic].builtIn.recordAppended(
      bytes: Int32(bytes), enableSwitch: enableSwitch, among: candidates, random: &partitionDraws)
  }

  @inline(__always)
  private func allBatchesFull(_ topic: Int, _ place: Int) -> Bool {
    guard let last = topics[topic].partitions[place].queue.last else { return true }
    return pool[last].open.isFull
  }

  @inline(__always)
  private func isFullOrLong(_ topic: Int, _ place: Int) -> Bool {
    topics[topic].partitions[place].queue.count > 1 || allBatchesFull(topic, place)
  }

  private mutating func tryAppend(
    _ record: Record, _ topic: Int, _ place: Int, now: Milliseconds
  ) -> Int? {
    guard let last = topics[topic].partitions[place].queue.last else { return nil }
    let before = pool[last].open.sizeInBytes
    guard pool[last].open.append(record.shape, timestamp: record.timestamp) else { return nil }
    pool[last].records.append(record.number)
    pool[last].lastAppend = now
    return pool[last].open.sizeInBytes - before
  }

  private mutating func openBatch(
    _ record: Record, _ partition: TopicPartition, _ topic: Int, _ place: Int, now: Milliseconds
  ) -> Int {
    var open = OpenBatch(batchSize: settings.batchSize, first: record.shape)
    let fits = open.append(record.shape, timestamp: record.timestamp)
    precondition(fits, "a batch has no room for the record it was made for")
    let slot = pool.add(
      ProducerBatch(
        partition: partition, open: open, created: now, isSplit: false,
        records: pool.records(record.number)))
    topics[topic].partitions[place].queue.append(slot)
    topics[topic].queued += 1
    noteExpiry(of: slot)
    return open.sizeInBytes
  }
}

extension Accumulator {
  /// A batch that a pass has drained for a node.
  package struct Drained: Sendable {
    package var node: NodeID
    package var slot: BatchSlot
  }

  /// Takes at most one batch of each partition the node leads, within one request's size
  /// (`drainBatchesForOneNode`). Linger plays no part here. The metadata is only read.
  package mutating func drain(
    _ node: NodeID, reading metadata: inout ClientMetadata, sequences: inout ProducerSequences?,
    now: Milliseconds, into drained: inout [Drained]
  ) {
    guard let ring = metadata.ring(of: node) else { return }
    let count = metadata.rings[ring].partitions.count
    let position = drainPosition(of: node)
    let start = drainPositions[position].index % count
    var index = start
    var resumed = start
    var size = 0
    repeat {
      let partition = metadata.rings[ring].partitions[index]
      let next = index + 1 == count ? 0 : index + 1
      resumed = behaviour.drainIndexPerNode ? index : next
      index = next
      let (topic, place) = (Int(partition.topic.raw), Int(partition.partition.raw))
      guard topic < topics.count, place < topics[topic].partitions.count,
        !topics[topic].partitions[place].isMuted,
        let head = topics[topic].partitions[place].queue.first
      else { continue }
      if let known = metadata.leader(of: partition) { pool[head].sawLeader(known.epoch) }
      if backsOff(head, waited: pool[head].waited(now)) { continue }
      let bytes = pool[head].open.sizeInBytes
      if size + bytes > Int(settings.maxRequestSize), size > 0 { break }
      if sequences?.blocks(head, pool) == true { break }
      _ = topics[topic].partitions[place].queue.removeFirst()
      topics[topic].queued -= 1
      sequences?.assign(to: head, &pool)
      close(head)
      size += bytes
      drained.append(Drained(node: node, slot: head))
      if !hasUndrained {
        // The rest of the round would find nothing.
        resumed = behaviour.drainIndexPerNode ? (start == 0 ? count : start) - 1 : start
        break
      }
    } while start != index
    drainPositions[position].index = resumed
  }

  private mutating func drainPosition(of node: NodeID) -> Int {
    if !behaviour.drainIndexPerNode {
      if drainPositions.isEmpty { drainPositions.append((node, 0)) }
      return 0
    }
    if let index = drainPositions.firstIndex(where: { $0.node == node }) { return index }
    drainPositions.append((node, 0))
    return drainPositions.count - 1
  }

  /// Closes a batch for good: its content becomes an entry of the producer's table.
  mutating func close(_ slot: BatchSlot) {
    pool[slot].open.close()
    pool[slot].isReopened = false
    fixContent(slot)
  }

  mutating func fixContent(_ slot: BatchSlot) {
    guard pool[slot].content < 0 else { return }
    let records = pool.takeRecords(of: slot)
    pool[slot].content = contents.add(records)
    pool.recycle(consume records)
  }

  /// The batch as the request carries it.
  func wire(_ slot: BatchSlot) -> RecordBatch {
    RecordBatch(
      content: BatchContent(producer: producer, index: pool[slot].content),
      recordCount: pool[slot].open.recordCount,
      sizeInBytes: Int32(pool[slot].open.sizeInBytes),
      maxTimestamp: pool[slot].open.maxTimestamp, producerID: pool[slot].producerID,
      producerEpoch: pool[slot].epoch, baseSequence: pool[slot].baseSequence)
  }
}

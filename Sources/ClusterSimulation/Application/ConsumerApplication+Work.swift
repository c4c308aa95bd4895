import KafkaModel
import SimulationKernel

/// What is done with the records.
extension ConsumerApplication {
  /// Works on, as far as it takes no time; the poll thread goes on when everything is done.
  mutating func workOn(now: Instant, into effects: inout [ApplicationEffect]) {
    while true {
      if let chunk = work.chunk {
        guard chunk.end <= now else { return }
        finish(chunk, into: &effects)
        if case .every(let count) = loop.commit, sinceCommit >= count {
          return commitProcessed(now: now, into: &effects)
        }
        if isStopping, loop.stopsAfter == .record, case .working = thread {
          return close(now: now, into: &effects)
        }
      }
      guard let delivery = work.current else { break }
      work.begin(chunk(of: delivery, from: now))
    }
    if case .working = thread { pollIsDone(now: now, into: &effects) }
  }

  private mutating func chunk(of delivery: Int, from now: Instant) -> RecordWork.Chunk {
    let batch = record.deliveries[delivery].batch
    let done = record.deliveries[delivery].processed
    var count = batch.count - done
    switch loop.commit {
    case .every(let every): count = Int32(min(Int64(count), every - sinceCommit))
    // Every result is in the store at once: another member may ask for the next offset at any time.
    case .external: count = 1
    case .none, .automatic, .handOff, .afterPoll, .afterPollAsync, .beforeProcessing: break
    }
    if done == 0 { record.deliveries[delivery].began = now }
    if loop.perRecord.low == loop.perRecord.high, pendingStall == 0, loop.handler == nil,
      loop.slowRecords.isEmpty
    {
      return RecordWork.Chunk(
        delivery: delivery, count: count, began: now, schedule: .uniform(loop.perRecord.low))
    }
    var end = now.nanoseconds + pendingStall
    pendingStall = 0
    var ends: [Int64] = []
    ends.reserveCapacity(Int(count))
    for place in Int(done)..<Int(done + count) {
      if let handler = loop.handler {
        let longest = Milliseconds.longestInNanoseconds
        let time = min(max(0, handler.time(described[delivery][place])), longest)
        end = min(end + time, now.nanoseconds + longest)
      } else {
        let drawn = loop.perRecord.draw(&draws)
        end += slowness(of: batch.partition, batch.firstOffset + Int64(place)) ?? drawn
      }
      ends.append(end)
    }
    return RecordWork.Chunk(delivery: delivery, count: count, began: now, schedule: .ends(ends))
  }

  /// How long a record takes that the plan names.
  private func slowness(of partition: TopicPartition, _ offset: Offset) -> Int64? {
    for (index, record) in loop.slowRecords.enumerated()
    where record.offset == offset && slowPartitions[index] == partition {
      return record.takes
    }
    return nil
  }

  private mutating func finish(
    _ chunk: RecordWork.Chunk, into effects: inout [ApplicationEffect]
  ) {
    let all = note(chunk, done: chunk.count, into: &effects)
    work.finish(all: all)
    if all, loop.handler != nil { described[chunk.delivery] = [] }
  }

  /// Enters the first records of a chunk as processed; true when their delivery is complete.
  private mutating func note(
    _ chunk: RecordWork.Chunk, done: Int32, into effects: inout [ApplicationEffect]
  ) -> Bool {
    guard done > 0 else { return false }
    let index = chunk.delivery
    record.deliveries[index].processed += done
    record.deliveries[index].ended = chunk.end(of: done - 1)
    sinceCommit += Int64(done)
    let delivery = record.deliveries[index]
    let next = delivery.batch.firstOffset + Int64(delivery.processed)
    switch loop.commit {
    case .external: effects.append(.stored(delivery.batch.partition, next: next))
    case .every, .handOff:
      let position = OffsetAndEpoch(offset: next, leaderEpoch: .none)
      if let known = uncommitted.firstIndex(where: { $0.partition == delivery.batch.partition }) {
        uncommitted[known].position = position
      } else {
        uncommitted.append(PartitionOffset(delivery.batch.partition, position))
      }
    case .none, .automatic, .afterPoll, .afterPollAsync, .beforeProcessing: break
    }
    return delivery.processed == delivery.batch.count
  }

  /// Enters what the chunk in work has come to.
  mutating func settleWork(at now: Instant, into effects: inout [ApplicationEffect]) {
    guard let chunk = work.chunk else { return }
    _ = note(chunk, done: chunk.done(by: now), into: &effects)
  }
}

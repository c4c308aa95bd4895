import KafkaModel
import SimulationKernel

/// The records that an application's working thread has before it, in the order in which they were handed out.
///
/// They are worked off in chunks of one slice; nothing happens between the ends of a chunk, so that a chunk
/// costs one event, and none at all where processing takes no time.
struct RecordWork: Sendable {
  /// Places of deliveries in the ledger; those before `next` are done.
  private var queue: [Int] = []
  private var next = 0
  /// What is being worked on.
  private(set) var chunk: Chunk?

  /// Consecutive records of one delivery.
  struct Chunk: Sendable {
    var delivery: Int
    var count: Int32
    var began: Instant
    var schedule: Schedule

    enum Schedule: Sendable {
      /// Nanoseconds of each.
      case uniform(Int64)
      /// When each ends, nanoseconds since the start of the run.
      case ends([Int64])
    }

    var end: Instant { end(of: count - 1) }

    func end(of record: Int32) -> Instant {
      switch schedule {
      case .uniform(let each):
        began.advanced(byNanoseconds: Int64(record + 1) * each)
      case .ends(let ends): Instant(nanoseconds: ends[Int(record)])
      }
    }

    /// How many have been done by then.
    func done(by time: Instant) -> Int32 {
      switch schedule {
      case .uniform(0): return count
      case .uniform(let each):
        return Int32(min(Int64(count), time.nanoseconds(since: began) / each))
      case .ends(let ends):
        return Int32(ends.firstIndex { $0 > time.nanoseconds } ?? ends.count)
      }
    }
  }

  /// The delivery to work on next; nil when everything is done.
  var current: Int? { next < queue.count ? queue[next] : nil }

  mutating func add(_ delivery: Int) { queue.append(delivery) }

  mutating func begin(_ chunk: Chunk) { self.chunk = chunk }

  /// The chunk's records are done; `all` says whether they were the last of their delivery.
  mutating func finish(all: Bool) {
    chunk = nil
    guard all else { return }
    next += 1
    if next == queue.count {
      queue.removeAll(keepingCapacity: true)
      next = 0
    }
  }

  /// Ends the chunk with the record that is being worked on at `time`, not before `earliest`.
  mutating func cut(at time: Instant, earliest: Instant) {
    guard var chunk else { return }
    let done = chunk.done(by: time)
    guard done < chunk.count else { return }
    let end = max(chunk.end(of: done), earliest)
    chunk.schedule = .ends(
      (0..<done).map { chunk.end(of: $0).nanoseconds } + [end.nanoseconds])
    chunk.count = done + 1
    self.chunk = chunk
  }

  mutating func removeAll() {
    queue.removeAll(keepingCapacity: true)
    next = 0
    chunk = nil
  }
}

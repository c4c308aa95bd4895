import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Every record of a run under one dense number: a producer's by its order of sending, others by partition and offset.
///
/// The identity of a record is its batch's content and its place there. Another record at the same offset after a
/// truncation has another number.
struct RecordSlots: Sendable {
  /// The first number of each producer's records.
  private var bases: [Int] = []
  /// The first number of each partition's records that no producer of the run made.
  private var anonymous: [Int] = []
  private(set) var count = 0
  /// Whether a final log holds the record.
  private(set) var isInLog: [Bool] = []

  init(_ record: RunRecord, readings: [GroupReading], places: PlaceTable) {
    guard !readings.isEmpty else { return }
    for producer in record.producers {
      bases.append(count)
      count += producer.ledger.count
    }
    var extents = [Int](repeating: 0, count: places.count)
    for log in record.logs {
      let place = places[PartitionRef(topic: log.topic, partition: log.partition.partition)]
      for batch in log.batches where !isKnown(batch.content) {
        extents[place] = max(extents[place], Int(batch.nextOffset.raw))
      }
    }
    for handed in readings.flatMap(\.handed) where !isKnown(handed.batch.content) {
      extents[handed.place] = max(extents[handed.place], Int(handed.nextOffset))
    }
    for extent in extents {
      anonymous.append(count)
      count += extent
    }
    isInLog = [Bool](repeating: false, count: count)
    for log in record.logs {
      let place = places[PartitionRef(topic: log.topic, partition: log.partition.partition)]
      for batch in log.batches {
        let run = run(
          batch.content, skipping: 0, count: Int(batch.recordCount), from: batch.baseOffset,
          in: place, of: record)
        for index in 0..<run.count { isInLog[run[index]] = true }
      }
    }
  }

  private func isKnown(_ content: BatchContent) -> Bool {
    content.producer >= 0 && Int(content.producer) < bases.count
  }

  /// Numbers of consecutive records of one batch, in their order.
  struct Run {
    fileprivate var base: Int
    /// Record numbers of a known producer; nil where offsets count.
    fileprivate var numbers: ArraySlice<Int32>?
    /// How many records of the batch come before the first one.
    fileprivate var skipped: Int
    var count: Int

    subscript(_ index: Int) -> Int {
      guard let numbers else { return base + index }
      return base + Int(numbers[numbers.startIndex + index])
    }

    /// The record's number in its producer's ledger.
    func number(_ index: Int) -> Int? {
      numbers.map { Int($0[$0.startIndex + index]) }
    }
  }

  func run(
    _ content: BatchContent, skipping skipped: Int, count: Int, from first: Offset, in place: Int,
    of record: RunRecord
  ) -> Run {
    guard isKnown(content) else {
      return Run(
        base: anonymous[place] + Int(first.raw), numbers: nil, skipped: skipped, count: count)
    }
    let all = record.producers[Int(content.producer)].contents[content.index]
    let numbers = all.dropFirst(skipped).prefix(count)
    return Run(
      base: bases[Int(content.producer)], numbers: numbers, skipped: skipped, count: numbers.count)
  }

  /// The number of a producer's record.
  func slot(_ number: Int, of producer: Int) -> Int { bases[producer] + number }
}

extension Evidence {
  /// The records of a delivery.
  func slots(of handed: GroupReading.Handed) -> RecordSlots.Run {
    slots.run(
      handed.batch.content, skipping: Int(handed.batch.skippedInBatch),
      count: Int(handed.batch.count), from: handed.batch.firstOffset, in: handed.place, of: record)
  }

  /// The records of a batch of a final log.
  func slots(of batch: RecordBatch, in place: Int) -> RecordSlots.Run {
    slots.run(
      batch.content, skipping: 0, count: Int(batch.recordCount), from: batch.baseOffset, in: place,
      of: record)
  }

  /// When a record was given to send(), of a copy its original, and by which producer of the plan, nil for a connector; nil
  /// for records that nobody of the run made.
  func firstSend(
    _ content: BatchContent, _ run: RecordSlots.Run, _ index: Int
  ) -> (by: Int?, at: Int64)? {
    if let number = run.number(index) {
      let producer = Int(content.producer)
      return (producer, record.producers[producer].ledger[number].sentAt)
    }
    guard content.workerClient != nil, let written = origins.run(of: content, in: record) else {
      return nil
    }
    let root = Int(origins.root[written.number(at: Int32(run.skipped + index))])
    // A copy whose original nobody of the run made has no time.
    return origins.sentAt[root] > 0 ? (origins.producer(of: root), origins.sentAt[root]) : nil
  }

  /// The time alone; records that nobody of the run made were there from the start.
  func sentAt(_ content: BatchContent, _ run: RecordSlots.Run, _ index: Int) -> Int64 {
    firstSend(content, run, index)?.at ?? 0
  }
}

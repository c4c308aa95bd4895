import KafkaModel
import SimulationKernel

/// What records say that a client of a worker was handed: looked up where they were written.
extension Simulation {
  func records(of batches: [DeliveredBatch], read cluster: ClusterIndex) -> [ReadRecord] {
    var records: [ReadRecord] = []
    records.reserveCapacity(batches.reduce(0) { $0 + Int($1.count) })
    for batch in batches {
      if batch.content.workerClient == nil,
        producers.indices.contains(Int(batch.content.producer))
      {
        readProduced(batch, into: &records)
        continue
      }
      for place in 0..<batch.count {
        let (shape, timestamp, written) = original(batch.content, at: batch.skippedInBatch + place)
        records.append(
          ReadRecord(
            partition: batch.partition, offset: batch.firstOffset + Int64(place), shape: shape,
            timestamp: timestamp, written: written))
      }
    }
    return records
  }

  /// The records of a producer's batch, which is looked up once for all of them.
  private func readProduced(_ batch: DeliveredBatch, into records: inout [ReadRecord]) {
    let producer = Int(batch.content.producer)
    let contents = producers[producer].machine.accumulator.contents
    let numbers = contents[batch.content.index].dropFirst(Int(batch.skippedInBatch))
    let shapes = producers[producer].shapes
    let entries = producers[producer].ledger.entries
    for (place, number) in numbers.prefix(Int(batch.count)).enumerated() {
      records.append(
        ReadRecord(
          partition: batch.partition, offset: batch.firstOffset + Int64(place),
          shape: shapes?[Int(number)] ?? Self.unknown.0,
          timestamp: clock(at: entries[Int(number)].sentAt), written: nil))
    }
  }

  /// Size, time and meaning of the record at a place of a batch; copies have those of their original.
  private func original(
    _ content: BatchContent, at place: Int32
  ) -> (RecordShape, Milliseconds, ConnectRecord?) {
    let record = beginning(of: WorkerLedger.RecordPlace(content: content, place: place))
    if let (worker, client, number) = numbered(record) {
      guard let ledger = workers[worker].ledger[client] else { return Self.unknown }
      let written = ledger.written[Int(number)]
      return (written.shape, clock(at: ledger.records.entries[Int(number)].sentAt), written)
    }
    let producer = Int(record.content.producer)
    guard producers.indices.contains(producer) else { return Self.unknown }
    let numbers = producers[producer].machine.accumulator.contents[record.content.index]
    let number = Int(numbers[numbers.startIndex + Int(record.place)])
    let shape = producers[producer].shapes?[number] ?? Self.unknown.0
    return (shape, clock(at: producers[producer].ledger[number].sentAt), nil)
  }

  /// What a chain of copies began with: the record itself where it is no copy.
  func beginning(of record: WorkerLedger.RecordPlace) -> WorkerLedger.RecordPlace {
    guard let (worker, client, number) = numbered(record),
      let first = workers[worker].ledger[client]?.beginning(of: number)
    else { return record }
    return first
  }

  /// The number that the client of a worker gave the record; nil for records of others.
  private func numbered(
    _ record: WorkerLedger.RecordPlace
  ) -> (worker: Int, client: ClientSlot, number: Int32)? {
    guard let id = record.content.workerClient else { return nil }
    let worker = Int(id.worker)
    let numbers =
      workers[worker].ledger[id.client]?.contents?[record.content.index]
      ?? workers[worker].machine.recordNumbers(of: record.content, by: id.client)
    return (worker, id.client, numbers[numbers.startIndex + Int(record.place)])
  }

  /// Notes what chains of copies began with, as they are written.
  mutating func noteBeginnings(
    of copies: DeliveredBatch, writtenFrom first: Int32, by slot: ClientSlot, of worker: Int
  ) {
    guard copies.content.workerClient != nil else { return }
    let cluster = workers[worker].machine.clients.directory.cluster(of: slot)
    for index in 0..<copies.count {
      let beginning = beginning(
        of: WorkerLedger.RecordPlace(
          content: copies.content, place: copies.skippedInBatch + index))
      workers[worker].ledger.change(slot, at: cluster) { $0.note(beginning, of: first + index) }
    }
  }

  /// Of records that no modelled client made.
  private static let unknown: (RecordShape, Milliseconds, ConnectRecord?) = (
    RecordShape(keyBytes: nil, valueBytes: 100), .zero, nil
  )

  /// What a host's clock without skew shows at a time of the run.
  private func clock(at nanoseconds: Int64) -> Milliseconds {
    Milliseconds(nanoseconds / 1_000_000 + Self.clockBase)
  }
}

import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Every anomaly of a run as runs of contiguous records.
extension Evidence {
  /// All anomalies: by kind, then by producer, partition and record number.
  package func anomalies() -> [Anomaly] {
    var all: [Anomaly] = []
    for kind in Anomaly.Kind.allCases {
      for producer in record.producers.indices {
        for run in runs(of: kind, by: producer) { all.append(told(run)) }
      }
    }
    return all
  }

  /// Whether the record suffers the anomaly.
  private func suffers(
    _ kind: Anomaly.Kind, _ number: Int, _ ledger: RecordLedger, _ copies: Copies
  ) -> Bool {
    let outcome = ledger[number].outcome
    let count = copies.count[number]
    switch kind {
    case .lostWrite: return outcome == .acknowledged && count == 0
    case .duplicate: return count > 1
    case .orderInversion: return copies.isBehind[number]
    case .expired:
      if case .failed = outcome { return count == 0 }
      return false
    case .falseFailure:
      if case .failed = outcome { return count > 0 }
      return false
    case .unresolved: return outcome == .open
    }
  }

  /// Neighbours in one partition's order of sending make a run; a record that is well ends it, and for losses
  /// another broker that acknowledged.
  private func runs(of kind: Anomaly.Kind, by producer: Int) -> [Anomaly] {
    let columns = record.producers[producer]
    let (ledger, copies) = (columns.ledger, copies[producer])
    guard (0..<ledger.count).contains(where: { suffers(kind, $0, ledger, copies) }) else {
      return []
    }
    var open = PartitionTable<Int>()
    // The run of records whose partition was never chosen.
    var openNowhere: Int?
    var runs: [Anomaly] = []
    for number in 0..<ledger.count {
      let place = ledger[number].partition
      let isPlaced = place.topic.raw >= 0 && place.partition.raw >= 0
      guard suffers(kind, number, ledger, copies) else {
        if isPlaced { open[place] = nil } else { openNowhere = nil }
        continue
      }
      if let index = isPlaced ? open[place] : openNowhere,
        kind != .lostWrite
          || columns.acknowledgedBy[Int(runs[index].records.upperBound)]
            == columns.acknowledgedBy[number]
      {
        runs[index].extend(with: number, ledger)
        continue
      }
      if isPlaced { open[place] = runs.count } else { openNowhere = runs.count }
      runs.append(
        Anomaly(kind, number, of: producer, in: destination(of: number, by: producer), ledger))
    }
    return runs.sorted {
      ($0.partition?.topic ?? -1, $0.partition?.partition.raw ?? -1, $0.records.lowerBound)
        < ($1.partition?.topic ?? -1, $1.partition?.partition.raw ?? -1, $1.records.lowerBound)
    }
  }

  private func told(_ run: Anomaly) -> Anomaly {
    var run = run
    switch run.kind {
    case .lostWrite: tellLoss(&run)
    case .duplicate: tellDuplicate(&run)
    case .orderInversion: tellInversion(&run)
    case .expired, .falseFailure: tellFailure(&run)
    case .unresolved: tellUnresolved(&run)
    }
    return run
  }

  /// A moment as a reader sees it: seconds since the start of the load.
  package func clock(_ time: Int64) -> String {
    Quantities.seconds(time - record.origin.nanoseconds) + " s"
  }

  func clock(_ times: ClosedRange<Int64>) -> String {
    times.lowerBound == times.upperBound
      ? clock(times.lowerBound) : "\(clock(times.lowerBound)) .. \(clock(times.upperBound))"
  }
}

extension Anomaly {
  fileprivate init(
    _ kind: Kind, _ number: Int, of producer: Int, in place: PartitionRef?, _ ledger: RecordLedger
  ) {
    self.kind = kind
    self.producer = producer
    partition = place
    records = Int32(number)...Int32(number)
    count = 1
    sent = ledger[number].sentAt...ledger[number].sentAt
    let done = ledger[number].completedAt
    completed = ledger[number].outcome == .open ? nil : done...done
    let offset = ledger[number].offset.raw
    offsets = offset < 0 ? nil : offset...offset
    story = []
  }

  fileprivate mutating func extend(with number: Int, _ ledger: RecordLedger) {
    records = records.lowerBound...Int32(number)
    count += 1
    sent = sent.lowerBound...max(sent.upperBound, ledger[number].sentAt)
    if let earlier = completed, ledger[number].outcome != .open {
      let done = ledger[number].completedAt
      completed = min(earlier.lowerBound, done)...max(earlier.upperBound, done)
    } else {
      completed = nil
    }
    let offset = ledger[number].offset.raw
    guard offset >= 0 else { return }
    offsets =
      offsets.map { min($0.lowerBound, offset)...max($0.upperBound, offset) } ?? offset...offset
  }
}

import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Everything odd that happened to records on their way through mirrors.
extension Evidence {
  /// By kind, mirror, partition and offset.
  package func mirrorAnomalies() -> [MirrorAnomaly] {
    MirrorAnomaly.Kind.allCases.flatMap { kind in
      mirrors.indices.flatMap { mirror in
        let runs = mirrorRuns(kind, mirror)
        // Beyond what any report tells, stories cost more than they say.
        return runs.enumerated().map { $0.offset < 20 ? told($0.element) : $0.element }
      }
    }
  }

  /// One record, or one copy of it.
  private struct Mark {
    var place: Int32
    var offset: Int64
    var dense: Int
    var copy: Int?
  }

  private func mirrorRuns(_ kind: MirrorAnomaly.Kind, _ mirror: Int) -> [MirrorAnomaly] {
    let reading = mirrors[mirror]
    var marks: [Mark] = []
    if kind == .lost {
      for dense in 0..<origins.count where reading.isLost(dense, origins) {
        marks.append(
          Mark(place: origins.place[dense], offset: origins.offset[dense], dense: dense))
      }
    } else {
      for chunk in reading.chunks {
        for copy in chunk.start..<chunk.start + chunk.count {
          let dense = Int(reading.records[copy])
          let isOdd =
            switch kind {
            case .lost: false
            case .duplicated: reading.ordinals[copy] == 2
            case .outOfOrder: reading.isBehind[copy]
            case .phantom: reading.ordinals[copy] == 1 && reading.isPhantom(dense, origins)
            case .returned: reading.ordinals[copy] == 1 && isReturn(dense, to: chunk.target)
            }
          guard isOdd else { continue }
          let offset = chunk.sourceOffset + Int64(copy - chunk.start)
          marks.append(Mark(place: chunk.place, offset: offset, dense: dense, copy: copy))
        }
      }
    }
    marks.sort { ($0.place, $0.offset) < ($1.place, $1.offset) }
    var runs: [MirrorAnomaly] = []
    var last: Mark?
    for mark in marks {
      let sent = origins.sentAt[mark.dense]
      if let last, last.place == mark.place, mark.offset <= last.offset + 1 {
        let run = runs.count - 1
        runs[run].offsets = runs[run].offsets.lowerBound...mark.offset
        runs[run].count += 1
        let span = runs[run].sent
        runs[run].sent = min(span.lowerBound, sent)...max(span.upperBound, sent)
      } else {
        runs.append(
          MirrorAnomaly(
            kind: kind, mirror: mirror, partition: places.partition(Int(mark.place)),
            offsets: mark.offset...mark.offset, count: 1, sent: sent...sent, first: mark.dense,
            copy: mark.copy))
      }
      last = mark
    }
    return runs
  }

  /// Whether a copy of the record stands in the topic that the first of its chain was sent to.
  func isReturn(_ dense: Int, to target: PartitionRef) -> Bool {
    let place = Int(origins.place[Int(origins.root[dense])])
    guard place >= 0 else { return false }
    let (sent, present) = (
      record.plan.topics[places.partition(place).topic], record.plan.topics[target.topic]
    )
    return sent.cluster == present.cluster && sent.name == present.name
  }

  private func told(_ run: MirrorAnomaly) -> MirrorAnomaly {
    var run = run
    switch run.kind {
    case .lost: tellMirrorLoss(&run)
    case .duplicated: tellMirrorDuplicate(&run)
    case .outOfOrder: tellMirrorInversion(&run)
    case .phantom: tellMirrorPhantom(&run)
    case .returned: tellMirrorReturn(&run)
    }
    return run
  }
}

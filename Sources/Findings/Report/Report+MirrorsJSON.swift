import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Mirrors in the JSON report.
extension Report {
  private static let mirrorFigures: [Scenario.Figure] = [
    .mirrored, .mirrorLost, .mirrorPhantoms, .mirrorDuplicated, .mirrorExtraCopies,
    .mirrorCopiesMax, .mirrorOutOfOrder, .mirrorReturned, .mirrorArrivals, .mirrorBacklog,
    .mirrorBacklogAge,
    .mirrorGap, .mirrorLatencyMin, .mirrorLatencyMean, .mirrorLatencyP50, .mirrorLatencyP90,
    .mirrorLatencyP99, .mirrorLatencyMax, .mirrorThroughput, .mirrorRecordsPerBatch,
    .connectorState, .taskState, .tasksFailed, .offsetCommits, .offsetCommitsFailed,
  ]

  func writeMirror(_ mirror: MirrorFindings, to writer: inout JSONWriter) {
    let flow = evidence.mirrors[mirror.mirror].flow
    writer.object { writer in
      writer.key("name", mirror.name)
      writer.key("connector", "\(mirror.connector)")
      writer.key("source", record.plan.clusters[Int(flow.source.raw)].name)
      writer.key("target", record.plan.clusters[Int(flow.target.raw)].name)
      for figure in Self.mirrorFigures {
        writer.key(figure.jsonKey)
        evidence.answer(to: Question(figure, of: .connector(mirror.connector)))
          .write(to: &writer)
      }
      writer.key("partitions")
      writer.list(mirror.rows) { writer, row in
        writer.object { writer in
          writer.key("partition", evidence.name(of: row.partition))
          writer.key("copies", Int64(row.copies))
          writer.key("gaps")
          write(row.gaps, to: &writer)
          writer.key("arrivals")
          writer.list(row.buckets) { $0.integer(Int64($1)) }
        }
      }
    }
  }

  func writeMirrorAnomaly(_ anomaly: MirrorAnomaly, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("kind", anomaly.kind.rawValue)
      writer.key("mirror", evidence.mirrors[anomaly.mirror].flow.name)
      writer.key("partition", evidence.name(of: anomaly.partition))
      writer.key("firstOffset", anomaly.offsets.lowerBound)
      writer.key("lastOffset", anomaly.offsets.upperBound)
      writer.key("count", Int64(anomaly.count))
      writer.key("firstSentNs", anomaly.sent.lowerBound - origin)
      writer.key("lastSentNs", anomaly.sent.upperBound - origin)
      writer.key("story")
      writer.list(anomaly.story) { $0.string($1) }
      if let remark = anomaly.remark { writer.key("remark", remark) }
    }
  }
}

package import ClusterSimulation
import KafkaModel
package import Scenario
import SimulationKernel

/// What a report says of one flow of a mirror beside its anomalies.
package struct MirrorFindings: Sendable {
  /// The place of the flow among those of the plan's mirrors.
  package let mirror: Int
  package let name: String
  /// "source -> target"
  package let route: String
  /// What questions about it name.
  package let connector: Scenario.ConnectorName
  /// Every partition of the source that the flow copies.
  package let rows: [Row]

  /// One partition of the source.
  package struct Row: Sendable {
    package var partition: PartitionRef
    package var copies: Int
    /// Arrivals in equal parts of the time from the start of the load to the end of the run.
    package var buckets: [Int]
    /// Times above a second without arrival in which records waited for longer than that, in order; their stories tell
    /// of steps, and of what happened to the workers meanwhile.
    package var gaps: [Availability.Gap]
  }

  init(_ index: Int, in evidence: Evidence) {
    let reading = evidence.mirrors[index]
    let plan = evidence.record.plan
    mirror = index
    name = reading.flow.name
    route =
      "\(plan.clusters[Int(reading.flow.source.raw)].name) -> "
      + plan.clusters[Int(reading.flow.target.raw)].name
    // The other flows of a dedicated MirrorMaker are called "east B->A".
    let parts = plan.connect[reading.flow.cluster].name.split(separator: " ", maxSplits: 1)
    connector = Scenario.ConnectorName(
      owner: String(parts[0]), flow: parts.count > 1 ? String(parts[1]) : nil,
      connector: plan.connect[reading.flow.cluster].connectors[reading.flow.connector].settings.name
    )
    let origin = evidence.record.origin.nanoseconds
    let span = max(evidence.record.end.nanoseconds - origin, 1)
    rows = evidence.partitions.compactMap { partition in
      let place = evidence.places[partition]
      guard reading.isSource[place] else { return nil }
      var only = [Bool](repeating: false, count: evidence.places.count)
      only[place] = true
      let selection = [MirrorSelection(reading: index, places: only, worker: nil)]
      var row = Row(
        partition: partition, copies: 0,
        buckets: [Int](repeating: 0, count: Availability.width),
        gaps: evidence.waits(selection).map { gap, from in
          let story = evidence.mirrorStory(of: gap, in: partition, reading.flow)
          return Availability.Gap(
            gap: gap, feltFrom: from, story: story, roots: story, remark: nil)
        })
      evidence.forEachChunk(selection) { chunk, _ in
        row.copies += chunk.count
        row.buckets[evidence.bucket(of: chunk.at - origin, in: span)] += chunk.count
      }
      return row
    }
  }
}

extension Evidence {
  /// What is to be said of every flow.
  package func mirrorFindings() -> [MirrorFindings] {
    mirrors.indices.map { MirrorFindings($0, in: self) }
  }
}

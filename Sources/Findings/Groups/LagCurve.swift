import ClusterSimulation
import KafkaModel
import SimulationKernel

/// One group's lag over the run, by the view of tools and by the clients' own metrics; nil where a view shows nothing.
package struct LagCurve: Hashable, Sendable {
  /// Samples in order of time, summed (tools) or the largest of the partitions (clients).
  package private(set) var points: [Point] = []
  /// The points in equal parts of the time from the start of the load to the end of the run: the largest of each part.
  package private(set) var columns: [Point?] = []

  package struct Point: Hashable, Sendable {
    /// Nanoseconds since the start of the run.
    package var at: Int64
    /// End of log less committed offset.
    package var group: Int64?
    /// `records-lag`.
    package var client: Int64?
    /// `records-lag-max`.
    package var clientMax: Int64?
    /// `records-lead`.
    package var lead: Int64?
    /// Partitions that nobody reports of, because nobody that lives owns them.
    package var silent: Int
  }

  /// Samples in which no client reported anything of some partition.
  package var silentSamples: Int { points.count { $0.silent > 0 } }

  /// The largest group lag of a sample in which every client that reported said 0.
  package var hidden: Int64? {
    points.filter { $0.client == 0 }.compactMap(\.group).filter { $0 > 0 }.max()
  }

  init(_ selection: GroupSelection, in evidence: Evidence) {
    let record = evidence.record
    points = evidence.samples(selection).map { view in
      Point(
        at: view.at, group: view.groupLag, client: view.recordsLag, clientMax: view.recordsLagMax,
        lead: view.recordsLead, silent: view.silent)
    }
    let origin = record.origin.nanoseconds
    let span = max(record.end.nanoseconds - origin, 1)
    columns = [Point?](repeating: nil, count: Availability.width)
    for point in points where point.at >= origin {
      let column = evidence.bucket(of: point.at - origin, in: span)
      guard var known = columns[column] else {
        columns[column] = point
        continue
      }
      if (point.group ?? .min) > (known.group ?? .min) { known.group = point.group }
      if (point.client ?? .min) > (known.client ?? .min) { known.client = point.client }
      known.silent = max(known.silent, point.silent)
      columns[column] = known
    }
    // What was seen last holds until the next look.
    for column in columns.indices.dropFirst() where columns[column] == nil {
      columns[column] = columns[column - 1]
    }
  }
}

import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of lag, by the view of tools and by the clients' own metrics.
extension Evidence {
  /// The samples of a selection, each with what was looked at in that moment.
  func samples(_ selection: GroupSelection) -> [LagView] {
    let reading = readings[selection.group]
    var views: [LagView] = []
    for sample in record.groups[selection.group].samples {
      guard let partition = places.reference(sample.partition, in: reading.cluster),
        selection.places[places[partition]]
      else { continue }
      let time = sample.at.nanoseconds
      if views.last?.at != time { views.append(LagView(at: time)) }
      let isOurs = sample.owner >= 0 && selection.members[Int(sample.owner)]
      guard isOurs || selection.members.allSatisfy(\.self) else { continue }
      views[views.count - 1].take(sample, isOwned: isOurs)
    }
    return views
  }

  /// Committed offsets and ends of logs, exact where the plan asked for a look at the moment.
  func groupLag(_ groups: [GroupSelection], at moment: Int64, isEnd: Bool) -> FigureValue {
    let logs =
      isEnd ? record.logs : record.probes.first { $0.at.nanoseconds == moment }?.logs
    guard let logs else {
      let lags = groups.compactMap { selection in
        samples(selection).last { $0.at <= moment }?.groupLag
      }
      return lags.isEmpty ? .none(.nothingToMeasure) : .count(lags.reduce(0, +))
    }
    var sum: Int64?
    for selection in groups {
      for log in logs {
        let partition = PartitionRef(topic: log.topic, partition: log.partition.partition)
        guard selection.places[places[partition]],
          let commit = stored(selection.group, partition, at: moment)
        else { continue }
        sum = (sum ?? 0) + (log.highWatermark - commit.offset.offset)
      }
    }
    return sum.map { .count($0) } ?? .none(.nothingToMeasure)
  }

  func clientLag(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], at moment: Int64
  ) -> FigureValue {
    let values = groups.compactMap { selection in
      samples(selection).last { $0.at <= moment }?.value(figure)
    }
    let value = figure == .recordsLead ? values.min() : values.max()
    return value.map { .count($0) } ?? .none(.nothingToMeasure)
  }

  func lagExtreme(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let metric: Scenario.Figure =
      switch figure {
      case .largestGroupLag, .smallestGroupLag: .groupLag
      case .largestRecordsLag: .recordsLag
      case .largestRecordsLagMax: .recordsLagMax
      case _: .recordsLead
      }
    let values = groups.flatMap { samples($0) }.filter { window.includes($0.at) }
      .compactMap { $0.value(metric) }
    let isLeast = figure == .smallestGroupLag || figure == .smallestRecordsLead
    guard let value = isLeast ? values.min() : values.max() else {
      return .none(.nothingToMeasure)
    }
    return .count(value)
  }
}

/// Some partitions' lag at one moment; nil where a view shows nothing.
struct LagView: Hashable, Sendable {
  var at: Int64
  /// End of log less committed offset, summed.
  var groupLag: Int64?
  /// The largest `records-lag` of the owners' partitions.
  var recordsLag: Int64?
  var recordsLead: Int64?
  var recordsLagMax: Int64?
  /// Partitions of which no client reports a lag.
  var silent = 0

  init(at: Int64) { self.at = at }

  mutating func take(_ sample: GroupRecord.LagSample, isOwned: Bool) {
    if sample.committed.raw >= 0, sample.endOffset.raw >= 0 {
      groupLag = (groupLag ?? 0) + (sample.endOffset - sample.committed)
    }
    if !isOwned || sample.recordsLag < 0 { silent += 1 }
    guard isOwned else { return }
    if sample.recordsLag >= 0 { recordsLag = max(recordsLag ?? 0, sample.recordsLag) }
    if sample.recordsLead >= 0 {
      recordsLead = min(recordsLead ?? sample.recordsLead, sample.recordsLead)
    }
    if sample.recordsLagMax >= 0 { recordsLagMax = max(recordsLagMax ?? 0, sample.recordsLagMax) }
  }

  func value(_ figure: Scenario.Figure) -> Int64? {
    switch figure {
    case .groupLag: groupLag
    case .recordsLag: recordsLag
    case .recordsLead: recordsLead
    case _: recordsLagMax
    }
  }
}

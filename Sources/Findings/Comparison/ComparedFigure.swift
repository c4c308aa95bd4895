import ClusterSimulation
package import Scenario

/// A row of every comparison: a figure of the whole estate, whether or not the drill expects anything of it.
package struct ComparedFigure: Hashable, Sendable {
  /// In JSON.
  package var name: String
  /// In tables.
  package var title: String
  package var part: Part
  package var source: Source
  /// Shown even where it is zero in every run.
  package var isAlwaysShown: Bool

  /// What a row is about; rows of parts that a drill does not have are left out.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case records = "records"
    case groups = "readers"
    case times = "times"
    case mirrors = "mirrors"
  }

  package enum Source: Hashable, Sendable {
    /// One that expectations can name as well.
    case figure(Scenario.Figure)
    case measure(Measure)
  }

  /// What only comparisons show.
  package enum Measure: Hashable, Sendable {
    /// Acknowledged records in each second from the first send() to the last acknowledgement.
    case throughput
    /// The longest time above a second in which a partition acknowledged nothing; zero if there is none.
    case outage
    /// From the first late delivery of a record to a group to the last one. Late is more than a second above the
    /// largest delay before the first step.
    case catchUp
    /// The longest stretch of time whose acknowledged records are lost: from the first one's send() to the last one's
    /// acknowledgement.
    case recoveryPoint
    /// Records that were acknowledged at a source before the first step, or without steps before the end, and were not
    /// at the target then: what a failover at that moment would lose.
    case mirrorPoint
    /// How long before that moment the oldest of those records was acknowledged.
    case mirrorPointAge
    /// From the first step to the first acknowledgement of a producer that begins after it at the target of a mirror;
    /// of several the longest.
    case movedWrites
    /// From the first step to the first delivery to a group that goes on after it at another cluster; of several the
    /// longest.
    case movedReads
    /// Records that such groups were handed though they had them before the first step.
    case movedReRead
    /// The longest time above a second in which records of a partition waited and none of it arrived at a target; zero
    /// if there is none.
    case mirrorOutage
    /// From the last step, or the end of what it did for a time, until no record takes more than a second any more.
    case mirrorCatchUp
    /// The longest time from a step until the partitions that stopped acknowledging with it acknowledge again.
    case recoveryTime
  }

  var unit: Scenario.Figure.Unit {
    switch source {
    case .figure(let figure): figure.unit
    case .measure(.throughput): .decimal
    case .measure(.mirrorPoint), .measure(.movedReRead): .count
    case .measure(.outage), .measure(.catchUp), .measure(.recoveryPoint), .measure(.mirrorPointAge),
      .measure(.movedWrites), .measure(.movedReads), .measure(.mirrorOutage),
      .measure(.mirrorCatchUp), .measure(.recoveryTime):
      .time
    }
  }

  /// By how much two runs differ, in the figure's unit.
  func difference(of size: Int64) -> FigureValue {
    switch unit {
    case .time: .time(size)
    case .decimal: .thousandths(size)
    case .share: .share(size)
    case .bandwidth: .bandwidth(size)
    case .count, .node, .nodes, .word: .count(size)
    }
  }

  private init(
    _ name: String, _ title: String, _ part: Part, _ source: Source, always: Bool = false
  ) {
    self.name = name
    self.title = title
    self.part = part
    self.source = source
    isAlwaysShown = always
  }

  /// Every row, in the order of the table.
  package static let all: [ComparedFigure] = [
    .init("sent", "sent", .records, .figure(.sent), always: true),
    .init("acknowledged", "acknowledged", .records, .figure(.acked), always: true),
    .init("lost", "acknowledged and lost", .records, .figure(.acknowledgedLost), always: true),
    .init("failed", "reported as failed", .records, .figure(.failed)),
    .init("falseFailure", "failed but in the log", .records, .figure(.failedButInLog)),
    .init("unresolved", "without an outcome", .records, .figure(.unresolved)),
    .init("duplicated", "duplicated", .records, .figure(.duplicated), always: true),
    .init("outOfOrder", "out of order", .records, .figure(.outOfOrder), always: true),
    .init("delivered", "handed out", .groups, .figure(.delivered), always: true),
    .init("reRead", "re-read", .groups, .figure(.deliveredAgain), always: true),
    .init("skipped", "skipped", .groups, .figure(.skipped), always: true),
    .init("phantoms", "read and then gone", .groups, .figure(.phantoms)),
    .init("processedTwice", "processed twice", .groups, .figure(.processedTwice)),
    .init("neverProcessed", "never processed", .groups, .figure(.neverProcessed)),
    .init("lag", "lag at the end", .groups, .figure(.groupLag), always: true),
    .init("throughput", "throughput (records/s)", .times, .measure(.throughput), always: true),
    .init("latencyP50", "send to ack (median)", .times, .figure(.latencyP50), always: true),
    .init("latencyP99", "send to ack (99 %)", .times, .figure(.latencyP99), always: true),
    .init("latencyMax", "send to ack (longest)", .times, .figure(.latencyMax), always: true),
    .init("deliveryAgeP50", "send to reader (median)", .times, .figure(.deliveryAgeP50)),
    .init("deliveryAgeP99", "send to reader (99 %)", .times, .figure(.deliveryAgeP99)),
    .init("deliveryAgeMax", "send to reader (longest)", .times, .figure(.deliveryAgeMax)),
    .init("outage", "outage of writes", .times, .measure(.outage), always: true),
    .init("readOutage", "outage of reads", .times, .figure(.deliveryStall)),
    .init("catchUp", "catch-up of readers", .times, .measure(.catchUp)),
    .init("recoveryPoint", "RPO (writes lost)", .times, .measure(.recoveryPoint), always: true),
    .init("recoveryTime", "RTO (writes are back)", .times, .measure(.recoveryTime), always: true),
    .init("mirrored", "copied", .mirrors, .figure(.mirrored), always: true),
    .init("mirrorLost", "lost by the mirror", .mirrors, .figure(.mirrorLost), always: true),
    .init(
      "mirrorBacklog", "not at the target", .mirrors, .figure(.mirrorBacklog),
      always: true),
    .init(
      "mirrorDuplicated", "duplicated at target", .mirrors, .figure(.mirrorDuplicated),
      always: true),
    .init(
      "mirrorOutOfOrder", "out of order at target", .mirrors, .figure(.mirrorOutOfOrder),
      always: true),
    .init("mirrorPhantoms", "gone from the source", .mirrors, .figure(.mirrorPhantoms)),
    .init("mirrorReturned", "brought back", .mirrors, .figure(.mirrorReturned)),
    .init(
      "mirrorPoint", "RPO (at the first step)", .mirrors, .measure(.mirrorPoint),
      always: true),
    .init(
      "mirrorPointAge", "RPO in time (first step)", .mirrors,
      .measure(.mirrorPointAge)),
    .init("movedWrites", "RTO (writes elsewhere)", .mirrors, .measure(.movedWrites)),
    .init("movedReads", "RTO (readers elsewhere)", .mirrors, .measure(.movedReads)),
    .init("movedReRead", "re-read after a move", .mirrors, .measure(.movedReRead)),
    .init("movedSkipped", "skipped by moved readers", .mirrors, .figure(.failoverSkipped)),
    .init(
      "mirrorLatencyP50", "send to target (median)", .mirrors, .figure(.mirrorLatencyP50),
      always: true),
    .init(
      "mirrorLatencyP99", "send to target (99 %)", .mirrors, .figure(.mirrorLatencyP99),
      always: true),
    .init(
      "mirrorLatencyMax", "send to target (longest)", .mirrors, .figure(.mirrorLatencyMax),
      always: true),
    .init("mirrorThroughput", "throughput", .mirrors, .figure(.mirrorThroughput), always: true),
    .init("mirrorOutage", "outage of the mirror", .mirrors, .measure(.mirrorOutage), always: true),
    .init(
      "mirrorCatchUp", "catch-up of the mirror", .mirrors, .measure(.mirrorCatchUp),
      always: true),
    .init("tasksFailed", "tasks failed", .mirrors, .figure(.tasksFailed)),
  ]

  /// Whether a row makes sense only with groups.
  private var isOfGroups: Bool {
    switch source {
    case .figure(let figure): figure.isOfGroups
    case .measure(.catchUp): true
    case .measure: false
    }
  }

  /// What it came to in one run.
  package func value(in report: Report) -> FigureValue {
    guard part != .mirrors || !report.mirrors.isEmpty else { return .none(.nothingToMeasure) }
    guard !isOfGroups || !report.record.plan.groups.isEmpty else { return .none(.nothingToMeasure) }
    return switch source {
    case .figure(let figure): report.evidence.answer(to: Question(figure, of: .estate))
    case .measure(let measure): report.value(of: measure)
    }
  }
}

import ClusterSimulation

/// What of one run counts when many seeds are compared.
package struct SeedResult: Hashable, Sendable {
  package var seed: UInt64
  package var fingerprint: UInt64
  package var events: Int
  /// By expectation.
  package var values: [FigureValue]
  package var holds: [Bool]
  /// Records by `Anomaly.Kind.allCases`.
  package var anomalies: [Int]
  /// Records by `ReadingAnomaly.Kind.allCases`.
  package var readings: [Int]
  /// Records by `MirrorAnomaly.Kind.allCases`; empty without mirrors.
  package var mirrors: [Int] = []
  /// By `ComparedFigure.all`; empty unless variants are compared.
  package var compared: [FigureValue] = []
  /// What was silent for longest and what happened meanwhile, a sentence each; empty unless variants are compared.
  package var longestSilence: [String] = []
  /// What would have made it shorter; nil where nothing certain can be said.
  package var silenceRemark: String?

  package init(_ report: Report, isCompared: Bool = false) {
    seed = report.record.seed
    fingerprint = report.record.fingerprint
    events = report.record.events
    values = report.judgements.map(\.got)
    holds = report.judgements.map(\.holds)
    anomalies = Anomaly.Kind.allCases.map { report.count(of: $0) }
    readings = ReadingAnomaly.Kind.allCases.map { report.count(of: $0) }
    if !report.mirrors.isEmpty {
      mirrors = MirrorAnomaly.Kind.allCases.map { report.count(of: $0) }
    }
    guard isCompared else { return }
    compared = ComparedFigure.all.map { $0.value(in: report) }
    if let silence = report.longestSilence {
      longestSilence = [report.sentence(silence)] + silence.gap.story
      silenceRemark = silence.gap.remark
    }
  }

  /// Every kind of anomaly by its name, with its records.
  var named: [(name: String, count: Int)] {
    zip(Anomaly.Kind.allCases.map(\.rawValue), anomalies).map { ($0, $1) }
      + zip(ReadingAnomaly.Kind.allCases.map(\.rawValue), readings).map { ($0, $1) }
      + zip(MirrorAnomaly.Kind.allCases.map(\.rawValue), mirrors).map { ($0, $1) }
  }

  package var allHold: Bool { holds.allSatisfy(\.self) }
}

package import ClusterSimulation
package import Scenario

/// All that is found in one run: judgements, anomalies with causes, availability, what is not covered.
package struct Report: Sendable {
  package let evidence: Evidence
  /// The drill file as it was named, and its variation's name (empty if it does not vary).
  package let file: String
  package let variation: String
  package let judgements: [Judgement]
  package let anomalies: [Anomaly]
  /// What happened to records on their way to groups.
  package let readings: [ReadingAnomaly]
  package let availability: [Availability]
  package let groups: [GroupFindings]
  package let mirrors: [MirrorFindings]
  /// What happened to records on their way through mirrors.
  package let mirrorAnomalies: [MirrorAnomaly]
  /// The line that runs the same again.
  package let replay: String

  package init(
    _ record: RunRecord, of scenario: Scenario, file: String, variation: String, replay: String
  ) {
    evidence = Evidence(record)
    self.file = file
    self.variation = variation
    self.replay = replay
    judgements = scenario.expectations.map { [evidence] in Judgement($0, in: evidence) }
    anomalies = evidence.anomalies()
    readings = evidence.readingAnomalies()
    availability = evidence.availability()
    groups = evidence.groupFindings()
    mirrors = evidence.mirrorFindings()
    mirrorAnomalies = evidence.mirrorAnomalies()
  }

  /// Whether every expectation holds.
  package var holds: Bool { judgements.allSatisfy(\.holds) }

  package var record: RunRecord { evidence.record }

  /// The fingerprint as 16 hexadecimal digits.
  package var fingerprint: String { Report.hexadecimal(record.fingerprint) }

  package static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Records of one kind of anomaly of readers.
  package func count(of kind: ReadingAnomaly.Kind) -> Int {
    readings.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }

  /// Records of one kind of anomaly of mirrors.
  package func count(of kind: MirrorAnomaly.Kind) -> Int {
    mirrorAnomalies.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }

  /// Records of one kind of anomaly.
  package func count(of kind: Anomaly.Kind) -> Int {
    anomalies.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }
}

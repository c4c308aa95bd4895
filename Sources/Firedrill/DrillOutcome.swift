import Findings

/// What came of one run of a drill.
public struct DrillOutcome: Sendable {
  /// The root of all random draws of this run.
  public let seed: UInt64
  private let findings: Report

  init(_ findings: Report, seed: UInt64) {
    self.findings = findings
    self.seed = seed
  }

  /// Whether every expectation of the drill holds.
  public var holds: Bool { findings.holds }

  /// The expectations of the drill, each with what came of it.
  public var judgements: [Judgement] {
    findings.judgements.map {
      Judgement(name: $0.title, got: "\($0.got)", wanted: $0.wanted, holds: $0.holds)
    }
  }

  /// The report for people: steps, producers, gaps, anomalies with their causes, expectations.
  public var report: String { findings.text(.plain) }

  /// The report for programs, as one JSON object.
  public var json: String {
    var writer = JSONWriter()
    findings.write(to: &writer)
    return writer.text
  }

  /// The hash of all events of the run as 16 hexadecimal digits: equal for equal runs.
  public var fingerprint: String { findings.fingerprint }

  /// What the model itself promises and did not keep; nil unless Firedrill has a fault.
  public var brokenInvariant: String? { findings.evidence.brokenInvariant }

  /// One expectation held against a run.
  public struct Judgement: Hashable, Sendable, CustomStringConvertible {
    /// The expectation's own name, or the figure it asks for.
    public let name: String
    /// The figure that came, as the report prints it.
    public let got: String
    /// Where it had to be, as the report prints it.
    public let wanted: String
    /// Whether it is there.
    public let holds: Bool

    /// The judgement in one line.
    public var description: String {
      "\(name): \(got), wanted \(wanted)" + (holds ? "" : " (does not hold)")
    }
  }
}

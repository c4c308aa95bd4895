import ClusterSimulation
import Findings
import Scenario

/// What came of one run of a drill.
public struct DrillOutcome: Sendable {
  let findings: Report
  let written: WrittenScenario

  init(_ findings: Report, of scenario: WrittenScenario) {
    self.findings = findings
    written = scenario
  }

  /// The root of all random draws of this run.
  public var seed: UInt64 { findings.record.seed }

  /// The scenario that ran; steps that were injected stand in it at their times.
  public var scenario: Scenario { Scenario(written: written) }

  /// Whether every expectation of the drill holds; true for a drill without any.
  public var holds: Bool { findings.holds }

  /// The expectations of the drill, in its order, each with what came of it.
  public var judgements: [Judgement] {
    findings.judgements.map {
      Judgement(name: $0.title, got: "\($0.got)", wanted: $0.wanted, holds: $0.holds)
    }
  }

  /// What the run met that the model or the configuration could not do, a sentence each: settings without effect, refused requests,
  /// workers that could not reach one another. A test that wants none of it expects this to be empty.
  public var notes: [String] { findings.evidence.notes }

  /// The report for people: steps, producers, groups, gaps, anomalies with their causes, expectations, and what could not
  /// be done.
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

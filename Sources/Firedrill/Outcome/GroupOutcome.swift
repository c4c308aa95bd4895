import Findings
import Scenario

/// What one consumer group, or readers without one, came to in a run.
public struct GroupOutcome: Sendable {
  /// Its name in the scenario.
  public let name: String
  let evidence: Evidence

  init(_ name: String, in evidence: Evidence) {
    self.name = name
    self.evidence = evidence
  }

  /// Records that polls handed to its members, repetitions counted.
  public var delivered: Int { total(.delivered) }
  /// Records that it was handed more than once, each counted once.
  public var reRead: Int { total(.deliveredAgain) }
  /// Records before a position that it reached (handed out or committed) that it was never handed.
  public var skipped: Int { total(.skipped) }
  /// Records of the surviving logs that it was never handed.
  public var neverDelivered: Int { total(.neverDelivered) }
  /// Records that its applications processed, repetitions counted.
  public var processed: Int { total(.processed) }
  /// Join phases that began.
  public var rebalances: Int { total(.rebalances) }
  /// Offsets between what it has committed and the logs' ends, summed, as tools show it; nil without a commit.
  public var lag: Int? { evidence.count(.groupLag, of: .group(name)) }

  private func total(_ figure: WrittenScenario.Figure) -> Int {
    evidence.count(figure, of: .group(name)) ?? 0
  }
}

import Findings
import Scenario

/// Counts of records, over all producers; ``value(_:of:where:from:until:notBefore:within:over:)`` narrows them.
extension DrillOutcome {
  /// Records given to send().
  public var sent: Int { total(.sent) }
  /// Records whose callback came without an error.
  public var acknowledged: Int { total(.acked) }
  /// Records whose callback or send() came with an error.
  public var failed: Int { total(.failed) }
  /// Records without any callback at the end of the run.
  public var unresolved: Int { total(.unresolved) }
  /// Acknowledged records of which no surviving log has a copy (Jepsen's lost-write).
  public var lost: Int { total(.acknowledgedLost) }
  /// Records with more than one copy in the surviving logs.
  public var duplicated: Int { total(.duplicated) }
  /// Records whose first copy stands behind one that was sent later, in one partition.
  public var outOfOrder: Int { total(.outOfOrder) }

  private func total(_ figure: WrittenScenario.Figure) -> Int {
    findings.evidence.count(figure, of: .estate) ?? 0
  }

  /// What one group was handed and what became of it.
  ///
  /// - Parameter name: The group's name in the scenario.
  /// - Returns: nil if the scenario has no group of this name.
  public func group(_ name: String) -> GroupOutcome? {
    guard written.groups.contains(where: { $0.name == name }) else { return nil }
    return GroupOutcome(name, in: findings.evidence)
  }
}

extension Evidence {
  /// A figure that is a count; nil where there is nothing to measure.
  func count(
    _ figure: WrittenScenario.Figure, of subject: WrittenScenario.Expectation.Subject
  ) -> Int? {
    guard case .count(let count) = answer(to: Question(figure, of: subject)) else { return nil }
    return Int(count)
  }
}

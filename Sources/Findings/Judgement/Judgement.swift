import ClusterSimulation
package import Scenario

/// One expectation held against a run: what came, what was wanted, whether it holds.
package struct Judgement: Hashable, Sendable {
  package var expectation: Scenario.Expectation
  package var got: FigureValue
  package var holds: Bool

  package init(_ expectation: Scenario.Expectation, in evidence: Evidence) {
    self.expectation = expectation
    // Without a load nothing was tried, and nothing can be said of it.
    got = evidence.record.hasLoad ? evidence.answer(to: Question(expectation)) : .none(.noLoad)
    holds = expectation.bound.holds(got)
  }

  /// The expectation's own name, or what it asks.
  package var title: String { expectation.name ?? "\(Question(expectation))" }

  /// "at most 9.900s".
  package var wanted: String { expectation.bound.sentence }
}

extension Scenario.Bound {
  /// Whether a value lies inside; what has no value or another unit never does.
  package func holds(_ value: FigureValue) -> Bool {
    switch self {
    case .equals(let quantity): quantity.value == value
    case .atMost(let quantity): Self.ordered(value, quantity.value)
    case .atLeast(let quantity): Self.ordered(quantity.value, value)
    case .between(let low, let high):
      Self.ordered(low.value, value) && Self.ordered(value, high.value)
    }
  }

  private static func ordered(_ left: FigureValue, _ right: FigureValue) -> Bool {
    guard let left = left.number, let right = right.number else { return false }
    return left <= right
  }

  package var sentence: String {
    switch self {
    case .equals(let quantity): "\(quantity.value)"
    case .atMost(let quantity): "at most \(quantity.value)"
    case .atLeast(let quantity): "at least \(quantity.value)"
    case .between(let low, let high): "\(low.value) .. \(high.value)"
    }
  }
}

/// One figure of a variant against the same figure of the first variant, seed by seed.
package struct PairedDifference: Hashable, Sendable {
  package let figure: ComparedFigure
  /// Seeds in which both have a value.
  package let pairs: Int
  /// Seeds in which the variant's value is lower than, or higher than, the first variant's.
  package let lower: Int
  package let higher: Int
  /// The middle difference (of an even number, the smaller middle one).
  package let median: Span
  /// Covers the median of the differences with a probability of at least 95 %; nil with fewer than six pairs.
  package let interval: ClosedRange<Span>?
  package let verdict: Verdict

  /// A difference in the figure's own unit; to or from something that was not over at the end, it has no number.
  package enum Span: Hashable, Sendable, Comparable {
    case endedOnlyHere
    case by(Int64)
    case endedOnlyThere
  }

  package enum Verdict: String, Hashable, Sendable {
    /// Every seed gave both the same.
    case same
    /// The sign test leaves no doubt, all figures of the comparison taken together.
    case surely
    /// The sign test of this figure alone says so; among many figures one may by accident.
    case probably
    /// They differ in some seeds, which chance explains as well.
    case undecided
    /// Fewer seeds than any test needs.
    case tooFewSeeds = "too few seeds"
  }

  /// Whether every pair differs, and all of them to the same side.
  var isOneSided: Bool { lower == pairs || higher == pairs }

  /// Fewer than this many seeds prove nothing, whatever they show: of five coins all fall alike once in sixteen times.
  package static let leastSeeds = 6

  /// - Parameter comparisons: how many figures of how many variants are tested together.
  init?(
    _ figure: ComparedFigure, _ values: [(FigureValue, FigureValue)], comparisons: Int
  ) {
    let spans = values.compactMap { Self.span(from: $0.0, to: $0.1) }.sorted()
    guard !spans.isEmpty else { return nil }
    self.figure = figure
    pairs = spans.count
    lower = spans.count { $0 < .by(0) }
    higher = spans.count { $0 > .by(0) }
    median = spans[(spans.count - 1) / 2]
    interval = SignTest.cutOff(count: spans.count).map { spans[$0]...spans[spans.count - 1 - $0] }
    let all = UInt32(clamping: 20 * max(1, comparisons))
    verdict =
      if lower + higher == 0 {
        .same
      } else if spans.count < Self.leastSeeds {
        .tooFewSeeds
      } else if SignTest.isSure(lower: lower, higher: higher, odds: all) {
        .surely
      } else if SignTest.isSure(lower: lower, higher: higher, odds: 20) {
        .probably
      } else {
        .undecided
      }
  }

  private static func span(from first: FigureValue, to second: FigureValue) -> Span? {
    switch (first, second) {
    case (.none(.notOver), .none(.notOver)): return .by(0)
    case (.none(.notOver), _): return second.number.map { _ in .endedOnlyHere }
    case (_, .none(.notOver)): return first.number.map { _ in .endedOnlyThere }
    case (_, _):
      guard let from = first.number, let to = second.number else { return nil }
      return .by(to - from)
    }
  }
}

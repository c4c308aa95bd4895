package import Findings
import Scenario

/// One figure of a recorded experiment: what each repeat showed, and the question that answers it.
package struct RecordedFigure: Hashable, Sendable {
  package var name: String
  /// By repeat, in the unit of the question's figure; none where there was nothing to measure.
  package var values: [FigureValue]
  package var question: Question
  /// How far a value may lie outside the simulated range, in the figure's unit; 0 for the rule alone.
  package var noise: Int64
  /// Whether the recording says that the value varies, although its repeats do not show it, as when there is only one.
  package var varies: Bool

  package init(
    name: String, values: [FigureValue], question: Question, noise: Int64, varies: Bool = false
  ) {
    self.name = name
    self.values = values
    self.question = question
    self.noise = noise
    self.varies = varies
  }
}

extension RecordedFigure {
  /// What is added to both ends of a simulated range of times, in ns.
  private static let leastNoise: Int64 = 100_000_000
  /// The part of an end that is added to it.
  private static let shareOfNoise: Int64 = 20

  /// Holds the recorded values against what the drill showed for every seed.
  ///
  /// A count, leader or absence that was the same in every repeat has to be the same for every seed, unless the
  /// recording says that it varies; any other value has to lie inside the simulated range, widened by the noise.
  package func judged(_ simulated: [FigureValue]) -> CaseResult {
    agrees(with: simulated)
      ? .agree
      : .differ(wanted: Self.text(values), got: Self.range(of: simulated))
  }

  private func agrees(with simulated: [FigureValue]) -> Bool {
    let numbers = simulated.compactMap(\.number)
    let wasAlwaysSame = !varies && values.allSatisfy { $0 == values.first }
    guard let least = numbers.min(), let most = numbers.max() else {
      // Leaders, lists of brokers, and figures without a value for any seed.
      return wasAlwaysSame
        ? simulated.allSatisfy { Self.isSame($0, values.first) }
        : values.allSatisfy { value in simulated.contains { Self.isSame($0, value) } }
    }
    if question.figure.unit == .count, wasAlwaysSame {
      guard let number = values.first?.number, numbers.count == simulated.count else {
        return false
      }
      return number - noise <= least && most <= number + noise
    }
    let low = least - widening(least)
    let high = most + widening(most)
    return values.allSatisfy { value in
      guard let number = value.number else { return numbers.count < simulated.count }
      return low <= number && number <= high
    }
  }

  private func widening(_ end: Int64) -> Int64 {
    let share = Int64(end.magnitude) / Self.shareOfNoise
    let least = question.figure.unit == .time ? Self.leastNoise : 0
    return max(share, least, noise)
  }

  /// Every absence is the same here, since a recording does not say why there is nothing.
  private static func isSame(_ value: FigureValue, _ recorded: FigureValue?) -> Bool {
    if case .none = value, case .some(.none) = recorded { return true }
    return value == recorded
  }

  /// "8.543s, 9.012s".
  package static func text(_ values: [FigureValue]) -> String {
    values.map { value in
      if case .none = value { return "none" }
      return "\(value)"
    }.joined(separator: ", ")
  }

  /// "8.100s .. 9.950s, median 9.002s".
  package static func range(of simulated: [FigureValue]) -> String {
    let sorted = simulated.filter { $0.number != nil }
      .sorted { ($0.number ?? 0) < ($1.number ?? 0) }
    let without = simulated.count - sorted.count
    guard let least = sorted.first, let most = sorted.last else {
      var distinct: [FigureValue] = []
      for value in simulated where !distinct.contains(value) { distinct.append(value) }
      return distinct.map(\.description).joined(separator: " or ")
    }
    let range =
      least == most
      ? "\(least)" : "\(least) .. \(most), median \(sorted[(sorted.count - 1) / 2])"
    return without == 0 ? range : range + " (none for \(without) of \(simulated.count) seeds)"
  }
}

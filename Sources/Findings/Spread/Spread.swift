package import Scenario

/// One drill over many seeds: each figure's spread and the seeds for which it fails.
///
/// Results are combined in the order of the seeds, whatever order they were made in.
package struct Spread: Sendable {
  /// The drill file, and its variation's name (empty if it does not vary).
  package let file: String
  package let variation: String
  package let expectations: [Scenario.Expectation]
  package let results: [SeedResult]
  package let rows: [Row]

  /// One expectation over all seeds.
  package struct Row: Hashable, Sendable {
    package var title: String
    package var wanted: String
    /// Smallest, middle and largest value; nil if the figure has no order or no value.
    package var range: Range?
    /// What came, if it came for every seed.
    package var common: FigureValue?
    /// Seeds without a value.
    package var undefined: Int
    /// Seeds for which the expectation does not hold.
    package var failures: Int
    package var firstFailure: UInt64?
  }

  package struct Range: Hashable, Sendable {
    package var least: FigureValue
    package var median: FigureValue
    package var most: FigureValue
  }

  package init(
    _ results: [SeedResult], of expectations: [Scenario.Expectation], file: String,
    variation: String
  ) {
    let ordered = results.sorted { $0.seed < $1.seed }
    self.results = ordered
    self.expectations = expectations
    self.file = file
    self.variation = variation
    rows = expectations.indices.map { index in
      let values = ordered.map { $0.values[index] }
      let numbered = values.filter { $0.number != nil }
        .sorted { ($0.number ?? 0) < ($1.number ?? 0) }
      let failed = ordered.filter { !$0.holds[index] }
      return Row(
        title: expectations[index].name ?? "\(Question(expectations[index]))",
        wanted: expectations[index].bound.sentence,
        range: numbered.isEmpty
          ? nil
          : Range(
            least: numbered[0], median: numbered[(numbered.count - 1) / 2],
            most: numbered[numbered.count - 1]),
        common: values.first.flatMap { first in
          values.allSatisfy { $0 == first } ? first : nil
        },
        undefined: values.count { if case .none = $0 { true } else { false } },
        failures: failed.count, firstFailure: failed.first?.seed)
    }
  }

  package var holds: Bool { results.allSatisfy(\.allHold) }

  /// The first seed for which any expectation does not hold.
  package var firstFailure: UInt64? { results.first { !$0.allHold }?.seed }

  /// All fingerprints folded into one, in the order of the seeds.
  package var fingerprint: UInt64 {
    results.reduce(0xcbf2_9ce4_8422_2325) { folded, result in
      (folded ^ result.fingerprint) &* 0x100_0000_01b3
    }
  }
}

/// Variants of one drill side by side: what each came to, and what of it differs from the first, seed by seed.
///
/// A seed gives every variant the same draws wherever they share what draws, so two variants are compared under the same
/// workload, the same faults and the same luck; see Docs/Comparing.md.
package struct Comparison: Sendable {
  /// The drill files, as they were named.
  package let files: [String]
  package let variants: [Variant]
  /// The rows of the table: figures that some variant has.
  package let figures: [ComparedFigure]
  /// By variant, the first one's left out: by figure, nil where the two have no pair of values.
  package let differences: [[PairedDifference?]]
  /// By variant, the first one's left out; empty where nobody looked.
  package let divergences: [Divergence]

  /// One drill over the seeds of the comparison.
  package struct Variant: Sendable {
    package var name: String
    package var spread: Spread
    /// By ``Comparison/figures``, then by seed.
    package fileprivate(set) var values: [[FigureValue]] = []

    package init(name: String, spread: Spread) {
      self.name = name
      self.spread = spread
    }
  }

  package init(files: [String], variants: [Variant], divergences: [Divergence] = []) {
    self.files = files
    self.divergences = divergences
    let shown = ComparedFigure.all.indices.filter { Self.isShown($0, of: variants) }
    figures = shown.map { ComparedFigure.all[$0] }
    let filled = variants.map { variant in
      var variant = variant
      variant.values = shown.map { row in variant.spread.results.map { $0.compared[row] } }
      return variant
    }
    self.variants = filled
    let tested = shown.count * max(0, variants.count - 1)
    differences = filled.dropFirst().map { variant in
      shown.indices.map { row in
        PairedDifference(
          ComparedFigure.all[shown[row]],
          Array(zip(filled[0].values[row], variant.values[row])), comparisons: tested)
      }
    }
  }

  /// A row that says nothing for any variant is left out.
  private static func isShown(_ row: Int, of variants: [Variant]) -> Bool {
    let values = variants.flatMap { $0.spread.results }.map { result in
      result.compared.indices.contains(row) ? result.compared[row] : .none(.nothingToMeasure)
    }
    let known = values.filter { $0.number != nil || $0 == .none(.notOver) }
    guard !known.isEmpty else { return false }
    return ComparedFigure.all[row].isAlwaysShown || known.contains { $0.number != 0 }
  }

  package var holds: Bool { variants.allSatisfy(\.spread.holds) }

  /// The seed under which runs are laid side by side: the first one whose figures differ, else the first of all.
  package static func seedOfDivergence(_ first: Spread, _ second: Spread) -> UInt64? {
    let pairs = zip(first.results, second.results)
    return pairs.first { $0.compared != $1.compared }?.0.seed ?? first.results.first?.seed
  }
}

extension FigureValue {
  /// Orders values of one figure in a column: what was not over is longer than anything; nil has no place.
  var rank: Int64? { self == .none(.notOver) ? .max : number }
}

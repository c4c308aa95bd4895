import Scenario

/// What follows for mirrors, and for what is said of their placements.
extension Comparison {
  /// Which variants lose or repeat on the way to the target, in words; nothing where no drill has a mirror.
  var mirrorVerdict: [String] {
    guard variants.count > 1, let lost = losing(.mirrorLost), let twice = losing(.mirrorDuplicated)
    else { return [] }
    var sentences = "Lost on the way to the target: \(told(lost)). Copied twice: \(told(twice))."
    let verdict = PlacementVerdict(names: variants.map(\.name), lost: lost)
    if let told = verdict.text { sentences += " " + told }
    return [sentences]
  }

  /// By variant, in how many runs the figure is above zero; nil if no run has it.
  private func losing(_ figure: Scenario.Figure) -> [Int]? {
    guard let row = figures.firstIndex(where: { $0.source == .figure(figure) }) else { return nil }
    let values = variants.map { $0.values[row] }
    guard values.joined().contains(where: { $0.rank != nil }) else { return nil }
    return values.map { seeds in seeds.count { ($0.rank ?? 0) > 0 } }
  }

  private func told(_ runs: [Int]) -> String {
    let who = variants.indices.filter { runs[$0] > 0 }.map { index in
      "by \(letter(index)) in \(runs[index]) of \(variants[index].spread.results.count) seeds"
    }
    return who.isEmpty ? "none" : who.joined(separator: ", ")
  }
}

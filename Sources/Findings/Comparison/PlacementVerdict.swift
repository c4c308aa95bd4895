/// "A remote producer loses, a remote consumer only duplicates", held against variants of `placement`.
///
/// Variants that differ in nothing else are judged together; what else varies are the conditions under which it holds.
package struct PlacementVerdict: Hashable, Sendable {
  /// In the order in which the conditions first appear.
  private var cases: [Case] = []

  /// How variants that differ by their placement alone came out.
  private struct Case: Hashable, Sendable {
    /// All that the variants' names say beside the placement.
    var conditions: String
    /// Whether any variant with the producer across the line lost records, and with the consumer across it.
    var producerLoses: Bool?
    var consumerLoses: Bool?
  }

  /// - Parameters:
  ///   - names: Of the variants, as `--vary` writes them: `placement=P1, steps.cut.for=5s`.
  ///   - lost: By variant, in how many runs the mirrors lost records.
  package init(names: [String], lost: [Int]) {
    for (name, lost) in zip(names, lost) {
      var parts = name.split(separator: ", ").map(String.init)
      guard let place = parts.firstIndex(where: { Self.placement(in: $0) != nil }),
        let placement = Self.placement(in: parts.remove(at: place))
      else { continue }
      let conditions = parts.joined(separator: ", ")
      let known = cases.firstIndex { $0.conditions == conditions }
      if known == nil { cases.append(Case(conditions: conditions)) }
      let index = known ?? cases.count - 1
      switch placement {
      case "P1", "P1-dedicated":
        cases[index].consumerLoses = (cases[index].consumerLoses ?? false) || lost > 0
      case "P2", "P3", "P2-dedicated":
        cases[index].producerLoses = (cases[index].producerLoses ?? false) || lost > 0
      default: break
      }
    }
  }

  /// The value of a part such as `placement=P1` or `mirrors.east.placement=P1`.
  private static func placement(in part: String) -> String? {
    let sides = part.split(separator: "=", maxSplits: 1)
    guard sides.count == 2, sides[0] == "placement" || sides[0].hasSuffix(".placement") else {
      return nil
    }
    return String(sides[1])
  }

  /// nil without variants on both sides.
  package var text: String? {
    var told: [(finding: Finding, conditions: [String])] = []
    for known in cases {
      guard let producer = known.producerLoses, let consumer = known.consumerLoses else { continue }
      let finding = Finding(producer: producer, consumer: consumer)
      let place = told.firstIndex { $0.finding == finding }
      if place == nil { told.append((finding, [])) }
      told[place ?? told.count - 1].conditions.append(known.conditions)
    }
    guard !told.isEmpty else { return nil }
    if told.count == 1 { return "Here \(told[0].finding.rawValue)." }
    return told.map { finding, conditions in
      "With \(conditions.joined(separator: "; ")): \(finding.rawValue)."
    }.joined(separator: " ")
  }

  private enum Finding: String, Hashable, Sendable {
    case asIsSaid = "it is true that a remote producer loses what a remote consumer does not"
    case neither = "a remote producer loses no more than a remote consumer"
    case both = "mirrors lose wherever they run"
    case consumerOnly = "it is the remote consumer that loses"

    init(producer: Bool, consumer: Bool) {
      self =
        switch (producer, consumer) {
        case (true, false): .asIsSaid
        case (false, false): .neither
        case (true, true): .both
        case (false, true): .consumerOnly
        }
    }
  }
}

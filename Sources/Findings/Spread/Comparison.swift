/// Variants of one drill side by side: a column for each variant, a row for each figure.
package struct Comparison: Sendable {
  package let file: String
  package let variants: [Spread]

  package init(file: String, variants: [Spread]) {
    self.file = file
    self.variants = variants
  }

  package var holds: Bool { variants.allSatisfy(\.holds) }

  /// Every figure that any variant asks for, in the order in which they come first.
  private var titles: [String] {
    var titles: [String] = []
    for row in variants.flatMap(\.rows) where !titles.contains(row.title) {
      titles.append(row.title)
    }
    return titles
  }

  /// Tables of as many variants as the width holds, one under the other.
  package func text(_ style: Style) -> String {
    var lines = [style.strong("\(file), \(variants.first?.seeds ?? "no variants")")]
    for (index, variant) in variants.enumerated() {
      lines += TextTable.wrap(
        "  \(letter(index))  \(variant.variation.isEmpty ? "as written" : variant.variation)",
        to: TextTable.width)
    }
    let perTable = 4
    for start in stride(from: 0, to: variants.count, by: perTable) {
      let shown = Array(variants.indices.dropFirst(start).prefix(perTable))
      var table = TextTable(
        [.left] + shown.map { _ in .right }, header: ["figure"] + shown.map { letter($0) })
      for title in titles {
        table.add(
          [title]
            + shown.map { index in
              variants[index].rows.first { $0.title == title }.map(\.cell) ?? ""
            })
      }
      for (number, kind) in (variants.first?.results.first?.named ?? []).enumerated() {
        let counts = shown.map { index in
          variants[index].results.map { $0.named[number].count }
        }
        guard counts.contains(where: { $0.contains { $0 > 0 } }) else { continue }
        table.add([kind.name] + counts.map { Self.span($0) })
      }
      table.add(["holds"] + shown.map { variants[$0].holds ? "yes" : "NO" })
      lines += [""] + table.lines()
    }
    lines.append("")
    lines.append("min/median/max over the seeds; ! where an expectation does not hold")
    return lines.joined(separator: "\n") + "\n"
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("file", file)
      writer.key("holds", holds)
      writer.key("variants")
      writer.list(variants) { $1.write(to: &$0) }
    }
  }

  /// A, B, ... Z, then numbers.
  private func letter(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) : "\(index + 1)"
  }

  private static func span(_ counts: [Int]) -> String {
    let sorted = counts.sorted()
    guard let least = sorted.first, let most = sorted.last else { return "" }
    return least == most ? "\(least)" : "\(least)/\(sorted[(sorted.count - 1) / 2])/\(most)"
  }
}

extension Spread.Row {
  /// All in one cell of a comparison.
  var cell: String {
    let mark = failures == 0 ? "" : " !"
    if let common { return "\(common)" + mark }
    guard let range else { return "differs" + mark }
    return "\(range.least)/\(range.median)/\(range.most)" + mark
  }
}

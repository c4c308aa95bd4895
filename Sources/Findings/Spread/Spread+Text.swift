extension Spread {
  /// A table of the figures over the seeds.
  package func text(_ style: Style) -> String {
    var lines = TextTable.wrap(
      file + (variation.isEmpty ? "" : " [\(variation)]") + ", \(seeds)", to: TextTable.width
    ).map { style.strong($0) }
    if !rows.isEmpty {
      var table = TextTable(
        [.left, .left, .right, .right, .right, .left, .left],
        header: ["", "figure", "min", "median", "max", "wanted", "fails"])
      for row in rows {
        let cells = row.cells
        table.add([
          row.failures == 0 ? "ok" : "FAIL", row.title, cells.0, cells.1, cells.2, row.wanted,
          row.failures == 0 ? "" : "\(row.failures), first seed \(row.firstFailure ?? 0)",
        ])
      }
      lines += table.lines().map { line in
        line.hasPrefix("  FAIL") ? "  " + style.bad("FAIL") + line.dropFirst(6) : line
      }
    }
    for (index, kind) in (results.first?.named ?? []).enumerated() {
      let counts = results.map { $0.named[index].count }
      let affected = counts.count { $0 > 0 }
      guard affected > 0 else { continue }
      lines.append(
        "  \(kind.name): in \(affected) of \(counts.count) seeds, at most "
          + Quantities.counted(Int64(counts.max() ?? 0), "record"))
    }
    lines.append(verdict(style))
    lines.append("fingerprint of all seeds \(Report.hexadecimal(fingerprint))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// "seeds 1..200".
  package var seeds: String {
    guard let first = results.first, let last = results.last else { return "no seeds" }
    return results.count == 1 ? "seed \(first.seed)" : "seeds \(first.seed)..\(last.seed)"
  }

  package func verdict(_ style: Style) -> String {
    guard !rows.isEmpty else { return "no expectations" }
    let failed = results.count { !$0.allHold }
    return failed == 0
      ? style.good("all \(rows.count) expectations hold for every seed")
      : style.bad(
        "\(failed) of \(results.count) seeds \(failed == 1 ? "fails" : "fail"); the first is \(firstFailure ?? 0)"
      )
  }
}

extension Spread.Row {
  /// Least, median and most as text.
  var cells: (String, String, String) {
    if let common { return ("", "\(common)", "") }
    guard let range else { return ("", "differs", "") }
    return (
      "\(range.least)", "\(range.median)",
      "\(range.most)" + (undefined > 0 ? " (\(undefined) none)" : "")
    )
  }
}

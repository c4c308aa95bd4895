extension Comparison {
  /// Columns beside the first variant that the widest cells leave room for.
  private static let widestLabel = 26

  /// The tables and what follows from them, at most as wide as every report.
  package func text(_ style: Style) -> String {
    var lines = TextTable.wrap(heading, to: TextTable.width).map { style.strong($0) }
    if !variants.isEmpty {
      lines.append("")
      lines += legend
      lines += tables(style)
      lines += expectations(style)
      for sentence in mirrorVerdict {
        lines += [""] + TextTable.wrap(sentence, to: TextTable.width)
      }
      lines += silences(style)
      for index in variants.indices.dropFirst() { lines += [""] + pair(index, style) }
      lines += [""] + footnotes
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let seeds = variants.first?.spread.seeds ?? "no seeds"
    let count = variants.count == 1 ? "1 variant" : "\(variants.count) variants"
    return files.joined(separator: " and ") + ": \(count), \(seeds)"
  }

  private var hasManySeeds: Bool { (variants.first?.spread.results.count ?? 0) > 1 }

  // MARK: Tables.

  private var legend: [String] {
    var table = TextTable([.left, .left])
    for (index, variant) in variants.enumerated() {
      table.add([letter(index), variant.name.isEmpty ? "as written" : variant.name])
    }
    return table.lines()
  }

  /// A, B, ... Z, then numbers.
  func letter(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) : "\(index + 1)"
  }

  /// As many variants beside the first as the width holds, then the next ones beside it again.
  private func tables(_ style: Style) -> [String] {
    var cells = cells(withSpread: true)
    var header = hasManySeeds ? "median [least, most]" : ""
    // More variants in one table say more than how far each of them spreads; the differences below have that.
    if hasManySeeds, columns(cells).count > 1 {
      let medians = self.cells(withSpread: false)
      if columns(medians).count < columns(cells).count { (cells, header) = (medians, "median") }
    }
    return columns(cells).flatMap { shown in
      var table = TextTable(
        [.left] + shown.map { _ in .right }, header: [header] + shown.map(letter))
      for part in ComparedFigure.Part.allCases {
        let rows = figures.indices.filter { figures[$0].part == part }
        guard !rows.isEmpty else { continue }
        table.add([part.rawValue] + shown.map { _ in "" })
        for row in rows { table.add(["  " + figures[row].title] + shown.map { cells[$0][row] }) }
      }
      return [""] + table.lines()
    }
  }

  private func cells(withSpread: Bool) -> [[String]] {
    variants.indices.map { variant in
      figures.indices.map { cell(variants[variant].values[$0], withSpread: withSpread) }
    }
  }

  /// Which variants stand in each table: the first one in all of them.
  private func columns(_ cells: [[String]]) -> [[Int]] {
    let widths = cells.map { column in max(column.map(\.count).max() ?? 0, 2) + 2 }
    let room = TextTable.width - 2 - Self.widestLabel
    var tables: [[Int]] = [[0]]
    var used = widths[0]
    for variant in variants.indices.dropFirst() {
      if used + widths[variant] > room, tables[tables.count - 1].count > 1 {
        tables.append([0])
        used = widths[0]
      }
      tables[tables.count - 1].append(variant)
      used += widths[variant]
    }
    return tables
  }

  private func cell(_ values: [FigureValue], withSpread: Bool) -> String {
    let known = values.filter { $0.rank != nil }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    guard let least = known.first, let most = known.last else { return "-" }
    let without = values.count - known.count
    let note = without == 0 ? "" : " (\(without) without)"
    if least == most { return text(least) + note }
    let median = text(known[(known.count - 1) / 2])
    return (withSpread ? "\(median) [\(text(least)), \(text(most))]" : median) + note
  }

  private func text(_ value: FigureValue) -> String {
    switch value {
    case .none(.notOver): "not over"
    case .none: "-"
    case .count, .thousandths, .time, .share, .bandwidth, .node, .nodes, .word: "\(value)"
    }
  }

  // MARK: Expectations.

  private func expectations(_ style: Style) -> [String] {
    var titles: [String] = []
    for row in variants.flatMap(\.spread.rows) where !titles.contains(row.title) {
      titles.append(row.title)
    }
    guard !titles.isEmpty else { return [] }
    var table = TextTable([.left, .left, .left], header: ["", "expectation", "does not hold for"])
    for title in titles {
      let failing = variants.indices.compactMap { index -> String? in
        let row = variants[index].spread.rows.first { $0.title == title }
        guard let row, row.failures > 0 else { return nil }
        let seeds =
          hasManySeeds ? " (\(row.failures) of \(variants[index].spread.results.count) seeds)" : ""
        return letter(index) + seeds
      }
      guard !failing.isEmpty else { continue }
      table.add(["FAIL", title, failing.joined(separator: ", ")])
    }
    if holds { return ["", style.good("all expectations hold for every variant and seed")] }
    return [""]
      + table.lines().map { line in
        line.hasPrefix("  FAIL") ? "  " + style.bad("FAIL") + line.dropFirst(6) : line
      }
  }

  // MARK: Silences.

  /// What was silent for longest in each variant, and why: tables say how long, not what an operator could change.
  private func silences(_ style: Style) -> [String] {
    let told = variants.indices.compactMap { index -> [String]? in
      guard let first = variants[index].spread.results.first else { return nil }
      guard let sentence = first.longestSilence.first else {
        return ["  \(letter(index)): nothing was silent for longer than a second"]
      }
      let story = Array(first.longestSilence.dropFirst()).abridged(first: 4, last: 1)
      let remark = first.silenceRemark.map { ["What would change it: " + $0] } ?? []
      return list("\(letter(index)): ", sentence) + (story + remark).flatMap { list("     - ", $0) }
    }
    guard let seed = variants.first?.spread.results.first?.seed else { return [] }
    return ["", style.strong("The longest silence of a partition with seed \(seed)")]
      + told.joined()
  }

  // MARK: What differs.

  private func pair(_ index: Int, _ style: Style) -> [String] {
    let differences = self.differences[index - 1].compactMap { $0 }
    var lines = [style.strong("\(letter(index)) against \(letter(0))")]
    let (verdicts, head): ([PairedDifference.Verdict], (PairedDifference.Verdict) -> String) =
      ([.surely, .probably, .undecided, .tooFewSeeds], heading(of:))
    for verdict in verdicts {
      let found = differences.filter { $0.verdict == verdict }
      guard !found.isEmpty else { continue }
      lines.append("  " + head(verdict))
      // What goes one way in some of few seeds says nothing at all.
      let told = verdict == .tooFewSeeds ? found.filter(\.isOneSided) : found
      if !told.isEmpty { lines += rows(told) }
      if told.count < found.count {
        lines.append("    and \(rows(found.count - told.count)) not the same way in every seed")
      }
    }
    let same = differences.count { $0.verdict == .same }
    if same > 0 {
      lines.append("  the same\(hasManySeeds ? " in every seed" : ""): \(rows(same))")
    }
    if divergences.indices.contains(index - 1) { lines += told(divergences[index - 1], index) }
    return lines
  }

  private func rows(_ count: Int) -> String { Quantities.counted(Int64(count), "row") }

  private func heading(of verdict: PairedDifference.Verdict) -> String {
    switch verdict {
    case .surely: "differs surely"
    case .probably: "differs probably"
    case .undecided: "differs in some seeds, but chance may explain it"
    case .tooFewSeeds:
      hasManySeeds ? "differs, in too few seeds to be sure" : "differs with this seed"
    case .same: "the same"
    }
  }

  private func rows(_ told: [PairedDifference]) -> [String] {
    guard hasManySeeds else {
      var table = TextTable([.left, .right])
      for one in told { table.add([one.figure.title, text(one.median, one.figure)]) }
      return table.lines(indent: 4)
    }
    var table = TextTable(
      [.left, .right, .right, .right, .left],
      header: ["", "lower in", "higher in", "median difference", "95 % interval"])
    for one in told {
      table.add([
        one.figure.title, "\(one.lower) of \(one.pairs)", "\(one.higher) of \(one.pairs)",
        text(one.median, one.figure),
        one.interval.map {
          "\(text($0.lowerBound, one.figure)) .. \(text($0.upperBound, one.figure))"
        } ?? "-",
      ])
    }
    return table.lines(indent: 4)
  }

  /// A difference with its sign, in the unit of its figure.
  private func text(_ span: PairedDifference.Span, _ figure: ComparedFigure) -> String {
    guard case .by(let size) = span else {
      return span == .endedOnlyHere ? "ends only here" : "never ends here"
    }
    guard size != 0 else { return "0" }
    return (size > 0 ? "+" : "") + "\(figure.difference(of: size))"
  }

  private func told(_ divergence: Divergence, _ index: Int) -> [String] {
    guard let common = divergence.eventsInCommon else {
      return ["  with seed \(divergence.seed) every event of both runs is the same"]
    }
    func both(_ pair: Divergence.Pair) -> [String] {
      list("  \(letter(0)): ", pair.first ?? "the run has ended")
        + list("  \(letter(index)): ", pair.second ?? "the run has ended")
    }
    var lines = [
      "  with seed \(divergence.seed) the runs part after "
        + Quantities.counted(Int64(common), "event") + ":"
    ]
    lines += both(divergence.firstEvents)
    if divergence.firstEntries != Divergence.Pair() {
      lines.append("  and the first thing of note that differs is")
      lines += both(divergence.firstEntries)
    }
    return lines
  }

  /// A text behind its label, continued under itself.
  private func list(_ label: String, _ text: String) -> [String] {
    let space = String(repeating: " ", count: label.count)
    return TextTable.wrap(text, to: TextTable.width - 2 - label.count).enumerated().map {
      "  " + ($0.offset == 0 ? label : space) + $0.element
    }
  }

  private var footnotes: [String] {
    guard variants.count > 1 else { return [] }
    guard hasManySeeds else {
      return ["One seed shows what can happen, not what usually does: --seeds 1..50 compares many."]
    }
    return TextTable.wrap(
      "Differences are taken seed by seed, from A to the other. Surely: by the sign test, so that of "
        + "twenty such reports at most one is wrong anywhere; probably: the same for one figure alone.",
      to: TextTable.width)
  }
}

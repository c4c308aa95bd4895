/// Rows of cells as aligned columns that fit into a width; a cell that is too long continues in the next line.
package struct TextTable: Sendable {
  package enum Alignment: Sendable {
    case left
    case right
  }

  /// The width that every report keeps to.
  package static let width = 100

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  package init(_ alignments: [Alignment], header: [String]) {
    self.alignments = alignments
    rows.append(header)
  }

  package init(_ alignments: [Alignment]) { self.alignments = alignments }

  package mutating func add(_ cells: [String]) {
    precondition(
      cells.count == alignments.count, "a row has as many cells as the table has columns")
    rows.append(cells)
  }

  /// The lines of the table, each at most `width - indent` letters long and then indented.
  package func lines(indent: Int = 2, width: Int = TextTable.width) -> [String] {
    let widths = fitted(to: width - indent - 2 * (alignments.count - 1))
    var lines: [String] = []
    for row in rows {
      let cells = zip(row, widths).map { TextTable.wrap($0, to: $1) }
      for line in 0..<(cells.map(\.count).max() ?? 0) {
        var text = ""
        for column in cells.indices {
          let part = line < cells[column].count ? cells[column][line] : ""
          let space = String(repeating: " ", count: max(widths[column] - part.count, 0))
          text += alignments[column] == .left ? part + space : space + part
          text += "  "
        }
        while text.last == " " { text.removeLast() }
        lines.append(String(repeating: " ", count: indent) + text)
      }
    }
    return lines
  }

  /// Natural widths; while they are too wide the widest column gives way.
  private func fitted(to total: Int) -> [Int] {
    var widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    while widths.reduce(0, +) > total, let widest = widths.max(), widest > 8,
      let column = widths.firstIndex(of: widest)
    {
      widths[column] -= 1
    }
    return widths
  }

  /// Cuts a text into lines between its words; a word that is longer than a line is cut.
  package static func wrap(_ text: String, to width: Int) -> [String] {
    guard text.count > width else { return [text] }
    let width = max(width, 1)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = String(word)
      if !line.isEmpty, line.count + 1 + word.count <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word = String(word.dropFirst(width))
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

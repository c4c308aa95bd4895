/// One line of results: what was measured under which parameters.
struct BenchFigure {
  /// A value that is printed as it is, or in quotes.
  enum Value {
    case number(Int)
    case word(String)
  }

  let bench: Bench
  /// Names in snake case with their units, in the order of printing.
  let values: [(name: String, value: Value)]

  /// `phold  pending 16384  events_per_second 12000000`.
  var text: String {
    values.reduce(into: bench.rawValue) { line, entry in
      switch entry.value {
      case .number(let number): line += "  \(entry.name) \(number)"
      case .word(let word): line += "  \(entry.name) \(word)"
      }
    }
  }

  /// One JSON object on one line; words are plain ASCII without quotes.
  var json: String {
    let fields = values.map { entry in
      switch entry.value {
      case .number(let number): "\"\(entry.name)\":\(number)"
      case .word(let word): "\"\(entry.name)\":\"\(word)\""
      }
    }
    return "{\"bench\":\"\(bench.rawValue)\",\(fields.joined(separator: ","))}"
  }
}

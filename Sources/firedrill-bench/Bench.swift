/// Every bench by its name on the command line; each has a file of its own.
enum Bench: String, CaseIterable {
  case phold

  /// One line for the list of benches.
  var summary: String {
    switch self {
    case .phold: Phold.summary
    }
  }

  /// Runs the bench and returns its figures in the order of printing.
  func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    switch self {
    case .phold: try Phold.run(&options)
    }
  }
}

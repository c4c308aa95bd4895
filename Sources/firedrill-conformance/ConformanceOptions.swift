/// What the command line asks for.
struct ConformanceOptions: Sendable {
  var paths: [String] = []
  var asJSON = false
  var asTable = false
  var seeds: ClosedRange<UInt64> = 1...5
  /// The folder that drills of recorded experiments are named from.
  var root: String?

  /// A command line that cannot be followed.
  struct Fault: Error {
    var sentence: String
  }

  /// Nil if help is asked for.
  init?(_ arguments: [String]) throws(Fault) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": asJSON = true
      case "--table": asTable = true
      case "--help", "-h": return nil
      case "--seeds": seeds = try Self.seeds(rest.popFirst())
      case "--root":
        guard let folder = rest.popFirst() else { throw Fault(sentence: "--root needs a folder") }
        root = folder
      case let option where option.hasPrefix("-"):
        throw Fault(
          sentence: "there is no option '\(option)'; --json, --seeds, --root, --table and --help "
            + "are known")
      default: paths.append(argument)
      }
    }
    if paths.isEmpty { throw Fault(sentence: "no PATH is given\n\n" + usage) }
  }

  /// "1..200", or one seed.
  private static func seeds(_ text: String?) throws(Fault) -> ClosedRange<UInt64> {
    let parts = (text ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let ends = [parts.first, parts.last].compactMap { $0.flatMap { UInt64($0) } }
    guard ends.count == 2, ends[0] <= ends[1],
      parts.count == 1 || parts.count == 3 && parts[1].isEmpty
    else { throw Fault(sentence: "--seeds needs a range such as 1..200") }
    return ends[0]...ends[1]
  }
}

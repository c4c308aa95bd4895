import Findings
import KafkaModel
import Scenario

/// What the arguments ask for.
enum Invocation {
  case help
  case version
  case versions(Format)
  case check(path: String, Format)
  case run(RunOptions)
  case compare(CompareOptions)
  case inspect(InspectOptions)

  enum Format: String, CaseIterable {
    case text
    case json
  }

  /// Which seeds a drill runs with.
  enum Seeds {
    /// The seed that the drill file names.
    case own
    case one(UInt64)
    case range(ClosedRange<UInt64>)
  }

  struct RunOptions {
    var paths: [String] = []
    var seeds = Seeds.own
    var variant: String?
    var format = Format.text
    var jobs: Int?
  }

  struct CompareOptions {
    /// One file, or several whose drills are laid side by side.
    var paths: [String] = []
    var axes: [TypedAxis] = []
    var seeds = Seeds.own
    var format = Format.text
    var jobs: Int?
  }

  struct InspectOptions {
    var path = ""
    /// Since the start of the load.
    var at: TimeSpan
    var sections: [Inspection.Section]
    var seed: UInt64?
    var variant: String?
    var format = Format.text
  }

  private static let commands = ["check", "run", "compare", "inspect", "versions", "help"]

  init(_ arguments: [String]) throws(UsageError) {
    guard let command = arguments.first, !arguments.contains("--help"), !arguments.contains("-h")
    else {
      self = .help
      return
    }
    let rest = Array(arguments.dropFirst())
    switch command {
    case "help": self = .help
    case "--version": self = .version
    case "versions":
      let parsed = try Words(rest, options: ["--format"], command: command)
      guard parsed.paths.isEmpty else {
        throw UsageError("'versions' takes no file, but '\(parsed.paths[0])' was given")
      }
      self = .versions(try parsed.format())
    case "check":
      let parsed = try Words(rest, options: ["--format"], command: command)
      self = .check(path: try parsed.onePath(), try parsed.format())
    case "run":
      let parsed = try Words(
        rest, options: ["--seed", "--seeds", "--variant", "--format", "--jobs"], command: command)
      guard !parsed.paths.isEmpty else {
        throw UsageError("'run' needs a drill file or a folder: firedrill run FILE")
      }
      self = .run(
        RunOptions(
          paths: parsed.paths, seeds: try parsed.seeds(), variant: parsed.last("--variant"),
          format: try parsed.format(), jobs: try parsed.jobs()))
    case "compare":
      let parsed = try Words(
        rest, options: ["--vary", "--seed", "--seeds", "--format", "--jobs"], command: command)
      self = .compare(
        CompareOptions(
          paths: try parsed.comparedPaths(), axes: try parsed.axes(), seeds: try parsed.seeds(),
          format: try parsed.format(), jobs: try parsed.jobs()))
    case "inspect":
      let parsed = try Words(
        rest, options: ["--at", "--seed", "--variant", "--format"], command: command)
      self = .inspect(try parsed.inspection())
    default:
      throw UsageError.unknown(
        command, what: command.hasPrefix("-") ? "option" : "command", among: Self.commands)
    }
  }
}

/// The arguments after the command: options with their values, and paths.
private struct Words {
  private(set) var paths: [String] = []
  private var values: [(option: String, value: String)] = []
  private let command: String

  init(_ arguments: [String], options: [String], command: String) throws(UsageError) {
    self.command = command
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      guard word.hasPrefix("-"), word != "-" else {
        paths.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      // `--seed=7` is as good as `--seed 7`, but the value of --vary holds a sign of its own.
      let option = parts[0]
      guard options.contains(option) else {
        throw UsageError.unknown(option, what: "option", of: command, among: options)
      }
      if parts.count == 2 {
        values.append((option, parts[1]))
      } else {
        guard index < arguments.count else { throw UsageError("'\(option)' needs a value") }
        values.append((option, arguments[index]))
        index += 1
      }
    }
  }

  func last(_ option: String) -> String? { values.last { $0.option == option }?.value }

  func onePath() throws(UsageError) -> String {
    guard let path = paths.first else {
      throw UsageError("'\(command)' needs a drill file: firedrill \(command) FILE")
    }
    guard paths.count == 1 else {
      throw UsageError("'\(command)' takes one file, but '\(paths[1])' was given as well")
    }
    return path
  }

  func format() throws(UsageError) -> Invocation.Format {
    guard let word = last("--format") else { return .text }
    guard let format = Invocation.Format(rawValue: word) else {
      throw UsageError.unknown(
        word, what: "format", among: Invocation.Format.allCases.map(\.rawValue))
    }
    return format
  }

  func jobs() throws(UsageError) -> Int? {
    guard let word = last("--jobs") else { return nil }
    guard let jobs = Int(word), jobs > 0, jobs <= 1_024 else {
      throw UsageError("'--jobs \(word)' is not a number of runs from 1 to 1024")
    }
    return jobs
  }

  func seeds() throws(UsageError) -> Invocation.Seeds {
    switch (last("--seed"), last("--seeds")) {
    case (nil, nil): return .own
    case (.some, .some): throw UsageError("--seed and --seeds exclude each other")
    case (let word?, nil):
      guard let seed = UInt64(word) else {
        throw UsageError("'--seed \(word)' is not a whole number from 0 on")
      }
      return .one(seed)
    case (nil, let word?):
      let ends = word.split(separator: "..", omittingEmptySubsequences: false)
      guard ends.count == 2, let first = UInt64(ends[0]), let last = UInt64(ends[1]),
        first <= last, last - first < 1_000_000
      else {
        throw UsageError(
          "'--seeds \(word)' is not a range of at most a million seeds, such as 1..200")
      }
      return .range(first...last)
    }
  }

  /// A drill file and what of it is shown, in any order; all of it if nothing is named.
  func inspection() throws(UsageError) -> Invocation.InspectOptions {
    var sections: [Inspection.Section] = []
    var files: [String] = []
    for path in paths {
      if let section = Inspection.Section(rawValue: path) {
        sections.append(section)
      } else {
        files.append(path)
      }
    }
    guard let path = files.first else {
      throw UsageError("'inspect' needs a drill file: firedrill inspect FILE --at 90s")
    }
    guard files.count == 1 else {
      throw UsageError.unknown(
        files[1], what: "view", of: command, among: Inspection.Section.allCases.map(\.rawValue))
    }
    guard let word = last("--at") else {
      throw UsageError("'inspect' needs a moment since the start of the load, such as --at 4m30s")
    }
    guard let at = TimeSpan(typed: word) else {
      throw UsageError("'--at \(word)' is not a time such as 90s, 1.5m or 4m30s")
    }
    var seed: UInt64?
    if let word = last("--seed") {
      guard let number = UInt64(word) else {
        throw UsageError("'--seed \(word)' is not a whole number from 0 on")
      }
      seed = number
    }
    return Invocation.InspectOptions(
      path: path, at: at, sections: sections.isEmpty ? Inspection.Section.allCases : sections,
      seed: seed, variant: last("--variant"), format: try format())
  }

  func comparedPaths() throws(UsageError) -> [String] {
    guard !paths.isEmpty else {
      throw UsageError(
        "'compare' needs a drill file: firedrill compare FILE --vary acks=1,all, or two: "
          + "firedrill compare FILE1 FILE2")
    }
    return paths
  }

  func axes() throws(UsageError) -> [TypedAxis] {
    var axes: [TypedAxis] = []
    for value in values where value.option == "--vary" {
      guard let axis = TypedAxis(value.value) else {
        throw UsageError("'--vary \(value.value)' is not of the form KEY=a,b such as acks=1,all")
      }
      if axes.contains(where: { $0.key == axis.key }) {
        throw UsageError("'\(axis.key)' is varied twice; give all its values at once, with commas")
      }
      axes.append(axis)
    }
    return axes
  }
}

/// What is wrong with the arguments.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  static func unknown(
    _ word: String, what: String, of owner: String? = nil, among known: [String]
  ) -> UsageError {
    guard !known.isEmpty else {
      return UsageError(
        "there is no \(what) '\(word)'\(owner.map { " of '\($0)'" } ?? ""), which has none")
    }
    var nearest = NearestName(to: word)
    for name in known { nearest.consider(name) }
    let hint = nearest.best.map { "; did you mean '\($0)'?" } ?? ""
    return UsageError(
      "there is no \(what) '\(word)'\(owner.map { " of '\($0)'" } ?? "")\(hint) (known: \(known.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: ", ")))"
    )
  }
}

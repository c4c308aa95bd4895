#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The command: reads its arguments, does one thing, ends with an exit code that scripts can rely on.
@main
enum FiredrillCommand {
  /// The version of the command and of the model.
  static let version = "0.1.0"

  static func main() {
    do {
      if let code = try perform(Invocation(Array(CommandLine.arguments.dropFirst()))) {
        exit(code.rawValue)
      }
    } catch {
      Terminal.complain(error.description)
      exit(ExitCode.badInput.rawValue)
    }
    // The threads that do the work end the process.
    while true { pause() }
  }

  /// nil if other threads go on. What needs none starts none: that is a good part of a short command's time.
  private static func perform(_ invocation: Invocation) throws(UsageError) -> ExitCode? {
    switch invocation {
    case .help: Terminal.print(Help.text)
    case .version: Terminal.print("firedrill \(version)\n")
    case .versions(let format): Terminal.print(VersionTable().text(format))
    case .check(let path, let format): return Check(path: path, format: format).perform()
    case .run(let options):
      var run = Run(options: options)
      if run.needsNoThreads { return run.performHere() }
      Task { [run] in
        var run = run
        exit(await run.perform().rawValue)
      }
      return nil
    case .inspect(let options): return Inspect(options: options).perform()
    case .compare(let options):
      Task { exit(await Compare(options: options).perform().rawValue) }
      return nil
    }
    return .allHold
  }
}

/// How the command ended.
enum ExitCode: Int32, Comparable {
  case allHold = 0
  case expectationFailed = 1
  case badInput = 2
  case brokenInvariant = 3

  static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }
}

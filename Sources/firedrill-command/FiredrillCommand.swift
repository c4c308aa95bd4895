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

  static func main() async {
    let code: ExitCode
    do {
      code = try await perform(Invocation(Array(CommandLine.arguments.dropFirst())))
    } catch {
      Terminal.complain(error.description)
      code = .badInput
    }
    exit(code.rawValue)
  }

  private static func perform(_ invocation: Invocation) async throws(UsageError) -> ExitCode {
    switch invocation {
    case .help: Terminal.print(Help.text)
    case .version: Terminal.print("firedrill \(version)\n")
    case .versions(let format): Terminal.print(VersionTable().text(format))
    case .check(let path, let format): return Check(path: path, format: format).perform()
    case .run(let options): return await Run(options: options).perform()
    case .inspect(let options): return Inspect(options: options).perform()
    case .compare(let options): return await Compare(options: options).perform()
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

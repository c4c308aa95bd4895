#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `firedrill-bench NAME [options] [--format text|json]`.
enum BenchCommand {
  /// Runs what the arguments ask for; returns the exit code: 0, or 2 for a wrong command line.
  static func run(_ arguments: [String]) async -> Int32 {
    if arguments == ["--help"] {
      print("firedrill-bench NAME [options] [--format text|json]")
      for bench in Bench.allCases { print("  \(bench.rawValue): \(bench.summary)") }
      return 0
    }
    do throws(BenchError) {
      try await measure(arguments)
      return 0
    } catch {
      let message = Array("firedrill-bench: \(error)\n".utf8)
      _ = message.withUnsafeBytes { bytes in write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
      return 2
    }
  }

  private static func measure(_ arguments: [String]) async throws(BenchError) {
    guard let name = arguments.first else { throw .benchMissing }
    guard let bench = Bench(rawValue: name) else { throw .unknownBench(name) }
    var options = BenchOptions(Array(arguments.dropFirst()))
    let format = try options.text("format") ?? "text"
    guard format == "text" || format == "json" else { throw .unknownFormat(format) }
    for figure in try await bench.run(&options) {
      print(format == "json" ? figure.json : figure.text)
    }
  }
}

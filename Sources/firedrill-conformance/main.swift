import Conformance

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

let usage = """
  usage: firedrill-conformance [--json] PATH...

  Holds the machines of Firedrill against recorded answers of real Kafka. PATH is a vector file or a
  folder, which is searched for *.json files. --json prints one JSON object a file.

  Exit code: 0 all modelled cases agree, 1 a case differs, 2 an input cannot be read.

  """

/// The outcome of the whole call, as its exit code.
enum ExitCode: Int32 {
  case agreement = 0
  case difference = 1
  case unreadable = 2
}

func run(_ arguments: [String]) -> ExitCode {
  var asJSON = false
  var paths: [String] = []
  for argument in arguments {
    switch argument {
    case "--json": asJSON = true
    case "--help", "-h":
      print(usage, terminator: "")
      return .agreement
    case let option where option.hasPrefix("-"):
      complain("there is no option '\(option)'; --json and --help are known")
      return .unreadable
    default: paths.append(argument)
    }
  }
  if paths.isEmpty {
    complain("no PATH is given\n\n" + usage)
    return .unreadable
  }
  var unreadable = false
  var differs = false
  for path in paths {
    let files = VectorFiles(path)
    for problem in files.problems {
      complain(problem)
      unreadable = true
    }
    for file in files.paths {
      do {
        let report = try FileReport(try VectorFiles.read(file), file: file)
        print(asJSON ? report.json : report.text, terminator: "")
        if report.differ > 0 { differs = true }
      } catch {
        complain("\(error)")
        unreadable = true
      }
    }
  }
  if unreadable { return .unreadable }
  return differs ? .difference : .agreement
}

func complain(_ sentence: String) {
  let line = Array("firedrill-conformance: \(sentence)\n".utf8)
  _ = write(2, line, line.count)
}

exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)

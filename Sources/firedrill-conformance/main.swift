#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

let usage = """
  usage: firedrill-conformance [--json] [--seeds A..B] [--root FOLDER] [--table] PATH...

  Holds the machines of Firedrill against recorded answers of real Kafka. PATH is a vector file, the
  table of recorded experiments, or a folder, which is searched for *.json files.

    --json          one JSON object a file
    --seeds A..B    the seeds of every drill of a recorded experiment (1..5 if not given)
    --root FOLDER   where the drills of recorded experiments are found; two folders above their
                    table if not given
    --table         recorded experiments as a Markdown table

  Exit code: 0 all modelled cases agree, and of the figures of recorded experiments at least 99 %;
  1 more differs; 2 an input cannot be read.

  """

/// The outcome of the whole call, as its exit code.
enum ExitCode: Int32 {
  case agreement = 0
  case difference = 1
  case unreadable = 2
}

func complain(_ sentence: String) {
  let line = Array("firedrill-conformance: \(sentence)\n".utf8)
  _ = write(2, line, line.count)
}

do {
  switch try ConformanceOptions(Array(CommandLine.arguments.dropFirst())) {
  case nil:
    print(usage, terminator: "")
    exit(ExitCode.agreement.rawValue)
  case .some(let options):
    exit(await ConformanceRun(options: options).perform().rawValue)
  }
} catch {
  complain(error.sentence)
  exit(ExitCode.unreadable.rawValue)
}

/// What is wrong with a command line; each is exit code 2.
enum BenchError: Error {
  case benchMissing
  case unknownBench(String)
  case unknownOption(String, bench: Bench)
  case valueMissing(option: String)
  case notANumber(option: String, value: String)
  case unknownFormat(String)
}

extension BenchError: CustomStringConvertible {
  var description: String {
    switch self {
    case .benchMissing: "no bench is named; there are: \(Self.names)"
    case .unknownBench(let name): "there is no bench \"\(name)\"; there are: \(Self.names)"
    case .unknownOption(let word, let bench):
      "\"\(word)\" is no option of \(bench.rawValue): \(bench.summary)"
    case .valueMissing(let option): "--\(option) needs a value"
    case .notANumber(let option, let value):
      "--\(option) needs a whole number from 1 on, not \"\(value)\""
    case .unknownFormat(let format): "there is no format \"\(format)\"; there are: text, json"
    }
  }

  private static var names: String { Bench.allCases.map(\.rawValue).joined(separator: ", ") }
}

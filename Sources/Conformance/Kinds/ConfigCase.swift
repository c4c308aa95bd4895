import KafkaModel
import Scenario

/// A case of a kind that says what each version makes of one configuration.
struct ConfigCase {
  private let entries: [Setting]
  private let results: Node

  init(_ recorded: Node) throws(VectorFault) {
    var entries: [Setting] = []
    for member in try recorded.need("config").members ?? [] {
      guard let value = member.value.string else {
        throw VectorFault(message: "the value of '\(member.key)' is no text")
      }
      entries.append(Setting(member.key, value))
    }
    self.entries = entries
    results = try recorded.need("results")
  }

  /// Holds the model's answer of every recorded version against Kafka's.
  func check(
    _ answers: (KafkaVersion, [Setting]) -> StepAnswers
  ) throws(VectorFault) -> CaseResult {
    for member in results.members ?? [] {
      let version = try Self.version(member.key)
      let wanted = StepAnswers(recorded: try resolve(member.value), inputs: [])
      let got = answers(version, entries)
      if wanted != got {
        return .differ(
          wanted: "\(version): \(wanted.description)", got: "\(version): \(got.description)")
      }
    }
    return .agree
  }

  /// "=3.9.1" stands for what 3.9.1 answered.
  private func resolve(_ result: Node) throws(VectorFault) -> Node {
    guard let reference = result.string else { return result }
    guard reference.hasPrefix("="), let other = results[String(reference.dropFirst())],
      other.members != nil
    else { throw VectorFault(message: "'\(reference)' names no other result") }
    return other
  }

  private static func version(_ text: String) throws(VectorFault) -> KafkaVersion {
    do {
      return try KafkaVersion(modelled: text, for: .client)
    } catch {
      throw VectorFault(message: error.description)
    }
  }
}

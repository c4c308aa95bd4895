package import Findings
import Scenario

/// The drills over many seeds beside what their experiments recorded.
package struct RecordedReport: Sendable {
  package var file: String
  /// "seeds 1..200".
  package var seeds: String
  package private(set) var experiments: [Judged] = []

  /// The parts of a thousand of the compared figures that may differ.
  private static let allowedPerMille = 10

  /// One experiment and the results of its figures.
  package struct Judged: Sendable {
    package var experiment: RecordedExperiment
    /// By the experiment's figures.
    package var results: [CaseResult]

    package var agree: Int { results.count { $0 == .agree } }
  }

  package init(file: String, seeds: String) {
    self.file = file
    self.seeds = seeds
  }

  /// Adds an experiment; `values` by seed, each by the experiment's figures.
  package mutating func add(_ experiment: RecordedExperiment, values: [[FigureValue]]) {
    let results = experiment.figures.indices.map { index in
      experiment.figures[index].judged(values.map { $0[index] })
    }
    experiments.append(Judged(experiment: experiment, results: results))
  }

  package var compared: Int { experiments.reduce(0) { $0 + $1.results.count } }
  package var agree: Int { experiments.reduce(0) { $0 + $1.agree } }

  /// Whether no more figures differ than may.
  package var holds: Bool {
    (compared - agree) * 1_000 <= compared * Self.allowedPerMille
  }

  /// The counts and differences in the form that every kind has.
  package var report: FileReport {
    var report = FileReport(file: file, kind: "recorded-experiments", keeping: .max)
    for judged in experiments {
      for (figure, result) in zip(judged.experiment.figures, judged.results) {
        report.count(result, name: "\(judged.experiment.name): \(figure.name)")
      }
      for name in judged.experiment.notModelled {
        report.count(.notModelled, name: "\(judged.experiment.name): \(name)")
      }
    }
    return report
  }

  /// The counts, every difference, and whether that is too much.
  package var text: String { report.text + "  " + verdict + "\n" }

  private var verdict: String {
    let differ = compared - agree
    let perMille = compared == 0 ? 0 : (differ * 1_000 + compared / 2) / compared
    return "\(seeds): \(differ) of \(compared) compared figures differ "
      + "(\(perMille / 10).\(perMille % 10) %); at most 1 % may"
  }

  /// A Markdown table with a row for every experiment.
  package var table: String {
    var text =
      "| Experiment | Drill | Compared | Agree | What differs: figure, recorded, simulated |\n"
    text += "|---|---|--:|--:|---|\n"
    for judged in experiments {
      let differences = zip(judged.experiment.figures, judged.results).compactMap {
        figure, result -> String? in
        guard case .differ(let wanted, let got) = result else { return nil }
        return "`\(figure.name)`: \(wanted); \(got)"
      }
      let file = judged.experiment.drill.split(separator: "/").last ?? ""
      text +=
        "| \(judged.experiment.name) | [\(file)](../\(judged.experiment.drill)) "
        + "| \(judged.results.count) | \(judged.agree) "
        + "| \(differences.joined(separator: "<br>")) |\n"
    }
    text += "| **All** | | **\(compared)** | **\(agree)** | \(verdict) |\n"
    return text
  }
}

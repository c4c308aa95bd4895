import Findings
import KafkaModel

/// `firedrill versions`: the rules that differ between the modelled versions.
struct VersionTable {
  func text(_ format: Invocation.Format) -> String {
    switch format {
    case .text: plain
    case .json: json
    }
  }

  private func flags(of part: VersionedPart) -> [BehaviourFlag] {
    BehaviourFlag.all.filter { $0.part == part }
  }

  private func title(of part: VersionedPart) -> String {
    switch part {
    case .client: "producers"
    case .consumer: "consumers"
    case .broker: "brokers"
    case .worker: "workers"
    case .mirror: "mirrors"
    }
  }

  /// How a drill sets a rule apart from the version; those of workers and mirrors go by the version alone.
  private func override(of part: VersionedPart) -> String {
    switch part {
    case .client, .consumer, .broker:
      "; a drill overrides one with behaviour: { \"\(flags(of: part).first?.name ?? "")\": true }"
    case .worker, .mirror: ""
    }
  }

  private var plain: String {
    var lines: [String] = []
    for part in VersionedPart.allCases {
      lines.append("Rules of \(title(of: part)) by version" + override(of: part))
      var table = TextTable(
        [.left] + part.versions.map { _ in .left } + [.left],
        header: ["rule"] + part.versions.map(\.description) + ["what it says"])
      for flag in flags(of: part) {
        table.add(
          [flag.name] + part.versions.map { flag.isOn(in: $0) ? "on" : "-" } + [flag.abstract])
      }
      lines += table.lines() + [""]
    }
    return lines.joined(separator: "\n")
  }

  private var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      for part in VersionedPart.allCases {
        writer.key(title(of: part))
        writer.object { writer in
          writer.key("versions")
          writer.list(part.versions) { $0.string($1.description) }
          writer.key("rules")
          writer.list(flags(of: part)) { writer, flag in
            writer.object { writer in
              writer.key("name", flag.name)
              writer.key("abstract", flag.abstract)
              writer.key("onIn")
              writer.list(part.versions.filter { flag.isOn(in: $0) }) {
                $0.string($1.description)
              }
            }
          }
        }
      }
    }
    return writer.text
  }
}

import KafkaModel
import Scenario

/// Vectors of kind mm2-properties: what a dedicated MirrorMaker makes of its properties file, on 3.9.1.
enum MirrorProperties {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let wanted = try fields(of: recorded)
    let got = answers(try recorded.needString("properties"), KafkaVersion(3, 9, 1))
    for key in union(wanted, got) where wanted[key] != got[key] {
      return .differ(
        wanted: "\(key): \(wanted[key] ?? "absent")", got: "\(key): \(got[key] ?? "absent")")
    }
    return .agree
  }

  /// A case of kind mirror-differences that comes from mm2-properties: each listed field in both versions.
  static func checkDifference(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let properties = try recorded.needString("properties")
    for version in [KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)] {
      let got = answers(properties, version)
      for difference in try recorded.needElements("differences") {
        let path = try difference.needElements("field").compactMap(\.string)
        let key = path.joined(separator: " ")
        let wanted = StepAnswers.text(of: try difference.need("\(version)"))
        guard wanted == got[key] ?? "absent" else {
          return .differ(
            wanted: "\(version): \(key): \(wanted)",
            got: "\(version): \(key): \(got[key] ?? "absent")")
        }
      }
    }
    return .agree
  }

  /// Every answer by its path: `herders A->B worker group.id`.
  private static func answers(_ properties: String, _ version: KafkaVersion) -> SettingMap {
    var answers = SettingMap()
    let entries = PropertiesFile(Array(properties.utf8)).settings
    do throws(SettingsError) {
      let config = try MirrorMakerConfig(version: version, entries)
      answers.put("clusters", StepAnswers.list(config.clusters))
      answers.put("cluster_pairs", StepAnswers.list(config.pairs.map(\.name)))
      answers.put("internal_rest", String(config.hasInternalREST))
      answers.put("without_effect", StepAnswers.list(config.unread))
      for pair in config.pairs {
        let herder = config.herder(pair, .mirrorSource)
        let path = "herders \(pair.name) "
        answers.put(path + "enabled", herder.connector["enabled"] ?? "")
        for (name, map) in herder.named {
          answers.putAll(map.prefixed(path + name + " "))
        }
      }
    } catch {
      let cause = error.chain.last
      answers.put(
        "error", "exception: \(cause?.exception ?? ""): \(cause?.message ?? "")")
      answers.put("without_effect", StepAnswers.list([]))
    }
    return answers
  }

  private static func fields(of recorded: Node) throws(VectorFault) -> SettingMap {
    var fields = SettingMap()
    for member in recorded.members ?? [] {
      switch member.key {
      case "id", "properties": continue
      case "herders":
        for herder in member.value.members ?? [] {
          for part in herder.value.members ?? [] {
            let path = "herders \(herder.key) \(part.key)"
            guard let entries = part.value.members else {
              fields.put(path, StepAnswers.text(of: part.value))
              continue
            }
            for entry in entries {
              fields.put("\(path) \(entry.key)", StepAnswers.text(of: entry.value))
            }
          }
        }
      case _: fields.put(member.key, StepAnswers.text(of: member.value))
      }
    }
    return fields
  }

  private static func union(_ left: SettingMap, _ right: SettingMap) -> [String] {
    var all = left
    all.putAll(right)
    return all.entries.map(\.key)
  }
}

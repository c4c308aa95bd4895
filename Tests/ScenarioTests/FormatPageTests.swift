import Foundation
import Scenario
import Testing

@Suite struct `Docs/ScenarioFormat` {
  private func page() throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Docs/ScenarioFormat.md"), encoding: .utf8)
  }

  @Test func `names every key of every section`() throws {
    let page = try page()
    for section in Section.allCases {
      for key in section.keys {
        #expect(page.contains("`\(key)`") || page.contains("\(key): "), "\(section) \(key)")
      }
    }
    for key in Section.scenario.keysNotModelled { #expect(page.contains("`\(key)`")) }
  }

  @Test func `has a line for every verb that names its keys and shows one`() throws {
    let lines = try page().split(separator: "\n")
    for verb in Verb.allCases {
      let line = try #require(
        lines.first {
          $0.hasPrefix("| `\(verb.rawValue)` |") && $0.hasSuffix("|")
            && $0.contains("do: \"\(verb.rawValue)\"")
        }, "\(verb)")
      for key in verb.keys where !line.contains("as above") {
        #expect(line.contains("`\(key)`"), "\(verb) \(key)")
      }
    }
    for word in Verb.notModelled { #expect(try page().contains(word)) }
  }

  @Test func `has a line for every figure with its subjects`() throws {
    let lines = try page().split(separator: "\n")
    for figure in Scenario.Figure.allCases {
      let line = try #require(lines.first { $0.hasPrefix("| `\(figure.rawValue)` |") })
      for kind in figure.subjects { #expect(line.contains(kind.rawValue), "\(figure)") }
      #expect(line.contains(" * |") == figure.needsFrom, "\(figure)")
      #expect(line.contains("a state") == figure.isState, "\(figure)")
    }
  }

  @Test func `names every role, predicate and API`() throws {
    let page = try page()
    for role in Role.allCases { #expect(page.contains("`\(role.rawValue)("), "\(role)") }
    for name in PredicateName.allCases { #expect(page.contains("`\(name.rawValue)("), "\(name)") }
    for api in Scenario.Message.API.allCases { #expect(page.contains(api.rawValue)) }
  }
}

import ClusterSimulation
import Foundation
import Scenario
import Testing

@Suite struct `The drills in Scenarios` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
  }

  /// Paths of all drill files, from the root of the repository.
  static let paths: [String] = {
    let names = FileManager.default.enumerator(
      atPath: root.appendingPathComponent("Scenarios").path)
    return (names?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(".json5") }
      .map { "Scenarios/" + $0 }.sorted()
  }()

  /// Paths of the tables of recorded figures.
  static let tables: [String] = {
    let folder = root.appendingPathComponent("Tests/Recorded").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.map { "Tests/Recorded/" + $0 }.sorted()
  }()

  @Test(arguments: paths) func `are read and compiled without an error`(_ path: String) throws {
    let drills = try Scenario.drills(
      try Reader.read(Self.bytes(path), file: path), file: path)
    #expect(!drills.isEmpty)
    for drill in drills {
      #expect(!drill.scenario.title.isEmpty)
      #expect(!drill.scenario.expectations.isEmpty, "\(drill.name) expects nothing")
      var compiler = PlanCompiler(drill.scenario, file: path)
      _ = try compiler.compile()
    }
  }

  @Test func `are as many as the recorded experiments, each with its table of figures`() throws {
    let recorded = Self.paths.filter { $0.hasPrefix("Scenarios/recorded/") }
    var drills: [String] = []
    for path in Self.tables {
      let table = try Reader.read(Self.bytes(path), file: path)
      drills += (table["experiments"]?.elements ?? []).compactMap { $0["drill"]?.string }
    }
    #expect(drills.sorted() == recorded)
  }

  /// Every mapped figure is read as an expectation of its drill, with a bound of its own unit.
  @Test(arguments: tables)
  func `know every figure that a table of recorded figures names`(_ path: String) throws {
    let table = try Reader.read(Self.bytes(path), file: path)
    for experiment in table["experiments"]?.elements ?? [] {
      let file = try #require(experiment["drill"]?.string)
      let drill = try Reader.read(Self.bytes(file), file: file)
      for row in experiment["figures"]?.elements ?? [] {
        let name = row["name"]?.string ?? ""
        #expect(row["values"]?.elements?.isEmpty == false, "\(file): \(name)")
        guard let figure = row["figure"], case .object(let members) = figure.value else {
          #expect(row["why"]?.string != nil, "\(file): \(name) is neither mapped nor left out")
          continue
        }
        let word = try #require(figure["figure"]?.string)
        let known = try #require(Scenario.Figure(rawValue: word), "\(file): \(word)")
        let bound = Node.Member(key: "equals", value: Self.bound(known.unit))
        let expectation = Node(.object(members + [bound]))
        guard case .object(var parts) = drill.value else { continue }
        parts.removeAll { $0.key == "expect" }
        parts.append(Node.Member(key: "expect", value: Node(.array([expectation]))))
        _ = try Scenario.read(Node(.object(parts)), file: "\(file), \(name)")
      }
    }
  }

  private static func bound(_ unit: Scenario.Figure.Unit) -> Node {
    let text =
      switch unit {
      case .count, .decimal, .node: "1"
      case .time: "\"1s\""
      case .bandwidth: "\"1MB/s\""
      case .word: "\"RUNNING\""
      case .share: "0.5"
      case .nodes: "[1]"
      }
    return (try? Reader.read(Array(text.utf8), file: "bound")) ?? Node(.null)
  }
}

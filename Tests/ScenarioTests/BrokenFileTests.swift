import Foundation
import Scenario
import Testing

@Suite struct `A broken drill file` {
  /// The message for every file in Broken, as a page; Broken/Expected.txt holds what it has to be.
  private func messages() throws -> String {
    var page = ""
    for name in try DrillFiles.names(in: "Broken") {
      do {
        let root = try Reader.read(DrillFiles.bytes(name, in: "Broken"), file: name)
        for drill in try Scenario.drills(root, file: name) {
          var compiler = PlanCompiler(drill.scenario, file: name)
          _ = try compiler.compile()
        }
        page += "\(name): no error\n"
      } catch {
        page += "\(error)\n"
      }
    }
    return page
  }

  @Test func `is refused with what is wrong, where, and what is allowed`() throws {
    let wanted = try DrillFiles.text("Expected.txt", in: "Broken").split(separator: "\n")
    let got = try messages().split(separator: "\n")
    for (wanted, got) in zip(wanted, got) { #expect(got == wanted) }
    #expect(got.count == wanted.count)
    if let path = ProcessInfo.processInfo.environment["FIREDRILL_WRITE_EXPECTED"] {
      try messages().write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test func `names file, line and column in every message`() throws {
    for message in try messages().split(separator: "\n") {
      #expect(try /[a-z-]+\.json5:[0-9]+:[0-9]+: .+/.wholeMatch(in: message) != nil, "\(message)")
    }
  }
}

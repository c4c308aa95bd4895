import Firedrill
import Foundation
import Testing

private let orders = """
  { title: "The leader dies", kafkaVersion: "3.9", runFor: "30s",
    clusters:  { lab: { brokers: 3, config: { "min.insync.replicas": 2 } } },
    topics:    { "lab/orders": { assignment: [[1, 2, 3]] } },
    producers: [ { name: "shop", to: "lab/orders", rate: "200/s", count: 3000,
                   config: { acks: "all" } } ],
    steps:     [ { name: "kill", at: "3s", do: "kill", target: "leader(lab/orders/0)" } ],
    expect:    [ { acknowledgedLost: "shop", equals: 0 },
                 { gapEnds: "shop", from: "kill", atMost: "12s" } ] }
  """

@Suite("A drill as a test author uses it")
struct DrillTests {
  @Test func `The same seed gives the same bytes, another seed another run`() throws {
    let drill = try Drill(orders)
    let (first, second, other) = (drill.run(seed: 7), drill.run(seed: 7), drill.run(seed: 8))
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.json == second.json)
    #expect(first.report == second.report)
    #expect(first.fingerprint != other.fingerprint)
  }

  @Test func `Without a seed a run takes the drill's own`() throws {
    let drill = try Drill(orders)
    #expect(drill.run().seed == 1)
    #expect(drill.run().fingerprint == drill.run(seed: 1).fingerprint)
  }

  @Test func `A judgement says what came and what was wanted`() throws {
    let outcome = try Drill(orders).run()
    #expect(outcome.judgements.count == 2)
    #expect(outcome.judgements[0].name == "acknowledgedLost of shop")
    #expect(outcome.judgements[0].got == "0")
    #expect(outcome.judgements[0].wanted == "0")
    #expect(outcome.judgements[1].wanted == "at most 12.000s")
    #expect(outcome.brokenInvariant == nil)
  }

  @Test func `An expectation that does not hold fails the outcome and is marked in the report`()
    throws
  {
    let text = orders.replacing(
      "{ acknowledgedLost: \"shop\", equals: 0 }", with: "{ sent: \"shop\", equals: 1 }")
    let outcome = try Drill(text).run()
    #expect(!outcome.holds)
    #expect(outcome.judgements.map(\.holds) == [false, true])
    #expect(outcome.report.contains("1 of 2 expectations"))
  }

  @Test func `A slip is named with file, line, column and the nearest known word`() {
    let text = orders.replacing("acknowledgedLost", with: "acknowledgedLots")
    let error = #expect(throws: DrillError.self) { try Drill(text, name: "orders.json5") }
    #expect(error?.line == 7)
    #expect(error?.description.hasPrefix("orders.json5:7:") == true)
    #expect(error?.reason.contains("acknowledgedLost") == true)
  }

  @Test(arguments: [
    ("brokers: 3", "brokers: 3, behaviour: { \"KIP-966\": true }", "KIP-966 is not modelled yet"),
    ("\"3.9\"", "\"3.8.0\"", "modelled are 3.9.1, 4.1.1"),
    ("brokers: 3", "brokers: 3, controllers: 3", "a quorum of 3 controllers is not modelled yet"),
    ("acks: \"all\"", "\"transactional.id\": \"t\"", "transactions are not modelled"),
  ])
  func `What is not modelled is refused, never run`(
    part: String, replacement: String, reason: String
  ) {
    let error = #expect(throws: DrillError.self) {
      try Drill(orders.replacing(part, with: replacement))
    }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func `An error without a part and without a file begins with its reason`() {
    let error = #expect(throws: DrillError.self) { try Drill("{", name: "") }
    #expect(error?.description == "the file ends inside an object that began at 1:1")
  }

  @Test func `A text that varies is several drills`() throws {
    let text = orders.replacing(
      "steps:  ", with: "vary: { \"producers[shop].config.acks\": [1, \"all\"] }, steps:")
    #expect(throws: DrillError.self) { try Drill(text) }
    let drills = try Drill.all(text)
    #expect(drills.count == 2)
    #expect(drills.map(\.variation).allSatisfy { !$0.isEmpty })
    #expect(drills[0].run().fingerprint != drills[1].run().fingerprint)
  }

  @Test func `The README shows a test of this target as it stands`() throws {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let example = try String(
      contentsOf: here.appending(path: "BillingTests.swift"), encoding: .utf8)
    #expect(page.contains("```swift\n\(example)```"))
  }
}

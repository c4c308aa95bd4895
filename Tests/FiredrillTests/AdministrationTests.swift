import Firedrill
import Testing

@Suite("Administrators' steps")
struct AdministrationTests {
  @Test func `that are refused say so by name`() throws {
    var scenario = Billing.scenario
    scenario.steps = [
      .init("early", at: .seconds(5), .setOffsets(of: "billing", to: .earliest)),
      .init("dark", at: .seconds(10), .kill(.brokers(of: "lab"))),
      .init("cut", at: .seconds(22), .deleteRecords(of: .topic("lab/orders"))),
      .init("quorum", at: .seconds(23), .kill(.controller(of: "lab"))),
      .init("wider", at: .seconds(24), .addPartitions(to: "lab/orders", total: 6)),
    ]
    let outcome = try Drill(scenario).run(seed: 1)
    #expect(outcome.notes.contains("step 'early' was refused: UNKNOWN_MEMBER_ID"))
    #expect(outcome.notes.contains("step 'wider' was refused: there was no controller"))
    #expect(
      outcome.notes.contains(
        "step 'cut' was refused: there was no leader of lab/orders/0, lab/orders/1, lab/orders/2, "
          + "and lab/orders/3"))
    #expect(outcome.report.contains("  - step 'early' was refused: UNKNOWN_MEMBER_ID\n"))
    #expect(outcome.json.contains(#""refused": "UNKNOWN_MEMBER_ID""#))
  }

  @Test func `that delete what a group has passed leave its skipped records skipped`() throws {
    var scenario = Billing.scenario
    scenario.groups[0].config["auto.offset.reset"] = "latest"
    scenario.groups[0].start = .when(.at(.seconds(5)))
    func skipped(_ steps: [Scenario.Step]) throws -> Int {
      scenario.steps = steps
      return try #require(try Drill(scenario).run(seed: 1).group("billing")).skipped
    }
    let kept = try skipped([])
    #expect(kept > 400)
    #expect(
      try skipped([.init(at: .seconds(15), .deleteRecords(of: .topic("lab/orders")))]) == kept)
    // What is gone before the group comes was never there for it: the 400 records of four seconds.
    let fewer = try skipped([.init(at: .seconds(4), .deleteRecords(of: .topic("lab/orders")))])
    #expect((395...400).contains(kept - fewer))
  }
}

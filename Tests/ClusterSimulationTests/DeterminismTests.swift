import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// The contract of Docs/Determinism.md, as far as one process can hold it; `.ci/run` compares processes and builds.
@Suite struct DeterminismTests {
  @Test(arguments: Drills.all, [UInt64(1), 7])
  func `the same plan and seed give the same run twice in one process`(
    text: String, seed: UInt64
  ) throws {
    let plan = try Drills.plan(text)
    var first = Simulation(plan, seed: seed)
    var second = Simulation(plan, seed: seed)
    first.run()
    second.run()
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.eventCount == second.eventCount)
    #expect(first.journal.entries == second.journal.entries)
  }

  @Test func `another seed is another run`() throws {
    let plan = try Drills.plan(Drills.leaderKill)
    var first = Simulation(plan, seed: 1)
    var second = Simulation(plan, seed: 2)
    first.run()
    second.run()
    #expect(first.fingerprint != second.fingerprint)
  }

  @Test(arguments: Drills.all)
  func `a fork goes on exactly as the run it was taken from`(text: String) throws {
    let plan = try Drills.plan(text)
    var run = Simulation(plan, seed: 3)
    run.run(until: 4_000_000_000)
    var fork = run.fork()
    #expect(FirstDifference(of: &run, and: &fork) == nil)
    #expect(run.eventCount == fork.eventCount)
  }

  @Test func `what a fork does leaves its origin alone`() throws {
    let plan = try Drills.plan(Drills.leaderKill)
    var run = Simulation(plan, seed: 3)
    run.run(until: 4_000_000_000)
    let (events, fingerprint) = (run.eventCount, run.fingerprint)
    var fork = run.fork()
    fork.run()
    #expect(run.eventCount == events)
    #expect(run.fingerprint == fingerprint)
  }

  @Test func `a forged difference is named by the first event that differs`() throws {
    let plan = try Drills.plan(Drills.leaderKill)
    var forged = plan
    forged.steps[0].trigger = .at(DrawnSpan(milliseconds: 1_500))
    var first = Simulation(plan, seed: 5)
    var second = Simulation(forged, seed: 5)
    let difference = try #require(FirstDifference(of: &first, and: &second))
    #expect(difference.eventsInCommon > 100)
    #expect(difference.second?.words == "step 'kill' is due")
    #expect(difference.first?.words != "step 'kill' is due")
    #expect(difference.second.map { $0.at - second.origin } == .milliseconds(1_500))
  }

  @Test func `a producer more leaves the draws of the others alone`() throws {
    let plan = try Drills.plan(Drills.leaderKill)
    var larger = plan
    var another = plan.producers[1]
    another.name = "another"
    larger.producers.append(another)
    var small = Simulation(plan, seed: 9)
    var large = Simulation(larger, seed: 9)
    small.run(until: 1_000_000_000)
    large.run(until: 1_000_000_000)
    let (few, many) = (small.record().producers[0], large.record().producers[0])
    #expect(few.ledger.entries.map(\.partition) == many.ledger.entries.map(\.partition))
  }

  /// Changes only with a change of behaviour, which then is meant and said in the commit.
  @Test(arguments: Fingerprints.recorded)
  func `the fingerprint is the recorded one`(_ recorded: Fingerprints.Recorded) throws {
    var run = Simulation(try Drills.plan(recorded.drill), seed: recorded.seed)
    run.run()
    #expect(run.fingerprint.value == recorded.fingerprint)
  }
}

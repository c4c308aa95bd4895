import ClusterSimulation
import Findings
import KafkaModel
import Testing

/// The journal as people tell it: who, what and when, and what befell several as one.
struct StoryTests {
  private let coordinator = RunFixture.broker(1)

  /// Since the start of the load.
  private func story(_ run: GroupFixture) -> [String] {
    let entries = run.run.journal.entries
    let load = entries.indices.filter { entries[$0].at >= run.run.instant(0) }
    return run.evidence.story(load.map { JournalIndex(Int32($0)) }, about: nil)
  }

  private func left(_ member: String) -> Happening {
    .machine(.group(GroupFixture.groupID, .memberLeft(MemberID(member))))
  }

  @Test func `what befalls three within a second is one sentence`() {
    var run = GroupFixture()
    for (time, member) in [(1_000, 0), (1_000, 1), (1_700, 2)] as [(Int64, Int)] {
      _ = run.run.note(time, GroupFixture.process(member), .processKilled)
    }
    #expect(
      story(run) == ["billing/a, billing/b, and billing/c were killed from 1.000 s to 1.700 s"])
  }

  @Test func `two are told apart, and what comes a second later as well`() {
    var run = GroupFixture()
    for (time, member) in [(1_000, 0), (1_001, 1), (2_001, 2)] as [(Int64, Int)] {
      _ = run.run.note(time, GroupFixture.process(member), .processPaused)
    }
    _ = run.run.note(2_500, coordinator, left("stranger-1"))
    #expect(
      story(run) == [
        "billing/a was paused at 1.000 s", "billing/b was paused at 1.001 s",
        "billing/c was paused at 2.001 s", "stranger-1 left billing at 2.500 s",
      ])
  }

  @Test func `the same fate of one member is counted`() {
    var run = GroupFixture()
    for _ in 0..<3 {
      _ = run.run.note(
        3_000, GroupFixture.process(1), .machine(.consumer(.fenced(.illegalGeneration))))
    }
    #expect(
      story(run) == [
        "billing/b was refused by its coordinator (ILLEGAL_GENERATION), 3 times at 3.000 s"
      ])
  }

  @Test func `what a coordinator says of a member id is about the process that got it`() {
    var run = GroupFixture()
    for (member, id) in [(0, "a-1"), (1, "b-1"), (0, "a-2")] as [(Int, String)] {
      _ = run.run.note(
        -100, GroupFixture.process(member), .machine(.consumer(.named(MemberID(id)))))
    }
    for (id, awaited) in [("a-1", .session), ("b-1", .join), ("a-2", .sync)]
      as [(String, MemberExpiry)]
    {
      _ = run.run.note(
        500, coordinator,
        .machine(.group(GroupFixture.groupID, .memberExpired(MemberID(id), awaited))))
    }
    #expect(
      story(run) == [
        "the session of billing/a in billing expired at 0.500 s",
        "billing/b had not joined billing again in time and was removed at 0.500 s",
        "billing/a had not asked billing for its partitions in time and was removed at 0.500 s",
      ])
  }

  @Test func `of more than four the first three are named`() {
    var run = GroupFixture()
    for id in 0..<6 { _ = run.run.note(500, coordinator, left("m-\(id)")) }
    #expect(story(run) == ["m-0, m-1, m-2, and 3 more left billing at 0.500 s"])
  }

  @Test
  func `a partition cuts processes off from hosts, which go by their site if it is all of it`() {
    var run = GroupFixture()
    run.run.plan.sites.append(PlannedSite(name: "far", localArea: .localArea))
    run.run.plan.hosts[3].site = 1
    run.run.plan.hosts[2].site = 1
    let far = [HostIndex(2), HostIndex(3)]
    _ = run.run.note(500, GroupFixture.process(0), .parted(from: far))
    _ = run.run.note(500, coordinator, .parted(from: [HostIndex(4), HostIndex(2)]))
    #expect(
      story(run) == [
        "billing/a was cut off from far at 0.500 s",
        "broker 1 was cut off from h4 and h2 at 0.500 s",
      ])
  }
}

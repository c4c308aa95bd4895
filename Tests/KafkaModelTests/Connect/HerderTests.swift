import KafkaModel
import Testing

@Suite struct HerderTests {
  private func task(_ number: Int32) -> ConnectTask { ConnectTask(HerderLab.mirror, number) }

  @Test func `A worker alone joins and starts all connectors and tasks`() {
    var lab = HerderLab()
    lab.add()
    lab.run(for: 500)
    #expect(lab.tasks(0) == [task(0), task(1)])
    #expect(lab.herders[0].isLeader)
    #expect(lab.herders[0].running.connectors == [HerderLab.mirror])
  }

  @Test func `Moving a task takes two rounds, the second at the next heartbeat of the others`()
    throws
  {
    var lab = HerderLab()
    lab.add()
    lab.run(for: 20_000)
    lab.add()
    lab.run(for: 10_000)
    #expect(lab.tasks(0) == [task(1)])
    #expect(lab.tasks(1) == [task(0)])
    let revoked = try #require(
      lab.first(0) { $0 == .revoked(ConnectorsAndTasks(tasks: [task(0)])) })
    let started = try #require(lab.first(1) { $0 == .started(task(0)) })
    #expect((2_400...3_000).contains(started - revoked))
    // What stays is never stopped.
    #expect(lab.first(0) { $0 == .stopping(task(1)) } == nil)
  }

  @Test(arguments: [0, 700, 1_500, 2_300, 2_900] as [Int64])
  func `A worker cut from its coordinator notices after 9 to 12 s and gives up its tasks 3 s later`(
    _ phase: Int64
  )
    throws
  {
    var lab = HerderLab()
    lab.add()
    lab.run(for: 20_000 + phase)
    let cutAt = lab.now.raw
    lab.cut.insert(0)
    lab.run(for: 30_000)
    let lost = try #require(lab.first(0, after: cutAt) { $0 == .coordinatorLost })
    #expect((9_000...12_000).contains(lost - cutAt))
    let given = try #require(
      lab.first(0, after: cutAt) { what in
        if case .revoked = what { true } else { false }
      })
    #expect(given - lost == 3_000)
    #expect(lab.tasks(0).isEmpty)
  }

  @Test func `Back after a long cut, a single worker waits the rebalance delay for its own tasks`()
    throws
  {
    var lab = HerderLab(delay: 10_000)
    lab.add()
    lab.run(for: 20_000)
    lab.cut.insert(0)
    lab.run(for: 10_000)
    lab.expire(0)
    lab.run(for: 20_000)
    let healedAt = lab.now.raw
    lab.heal(0)
    lab.run(for: 30_000)
    let empty = try #require(
      lab.first(0, after: healedAt) { what in
        what == .assigned(ConnectorsAndTasks(), delay: 10_000)
      })
    let started = try #require(lab.first(0, after: healedAt) { $0 == .started(task(0)) })
    #expect(started - empty == 10_000)
  }

  @Test
  func `The tasks of a killed follower start after the delay, those of a killed leader at once`()
    throws
  {
    var lab = HerderLab(delay: 10_000)
    lab.add()
    lab.run(for: 5_000)
    lab.add()
    lab.run(for: 20_000)
    lab.dead.insert(1)
    let followerDied = lab.now.raw
    lab.expire(1)
    lab.run(for: 30_000)
    let late = try #require(lab.first(0, after: followerDied) { $0 == .started(task(0)) })
    #expect((10_000...13_000).contains(late - followerDied))

    lab = HerderLab(delay: 10_000)
    lab.add()
    lab.run(for: 5_000)
    lab.add()
    lab.run(for: 20_000)
    lab.dead.insert(0)
    let leaderDied = lab.now.raw
    lab.expire(0)
    lab.run(for: 30_000)
    let soon = try #require(lab.first(1, after: leaderDied) { $0 == .started(task(1)) })
    #expect(soon - leaderDied <= 3_000)
  }

  @Test
  func `A task that does not stop is cancelled after the grace, and only then the round goes on`()
    throws
  {
    var lab = HerderLab()
    lab.add()
    lab.run(for: 20_000)
    lab.stuck.insert(task(0))
    lab.add()
    lab.run(for: 20_000)
    let stopping = try #require(lab.first(0) { $0 == .stopping(task(0)) })
    let cancelled = try #require(lab.first(0) { $0 == .cancelled(task(0)) })
    #expect(cancelled - stopping == 5_000)
    let started = try #require(lab.first(1) { $0 == .started(task(0)) })
    #expect(started > cancelled)
  }

  @Test func `New task configs go to the config topic, and what they change is started again`()
    throws
  {
    var lab = HerderLab(tasks: 1)
    lab.add()
    lab.run(for: 5_000)
    let configs = TaskConfigs(connector: HerderLab.mirror, count: 2, version: 1)
    lab.act(0) { $0.taskConfigsRequested(configs, now: $1, into: &$2) }
    lab.run(for: 100)
    #expect(lab.first(0) { $0 == .published(configs) } != nil)
    lab.store.offset = Offset(8)
    lab.store.set(HerderLab.mirror, taskCount: 2, version: 1)
    let store = lab.store
    let readAt = lab.now.raw
    lab.act(0) {
      $0.taskConfigsPublished(HerderLab.mirror, isWritten: true, now: $1, into: &$2)
      $0.configTopicAdvanced(
        to: store, [.tasksUpdated(HerderLab.mirror)], now: $1, into: &$2)
    }
    lab.run(for: 5_000)
    #expect(lab.first(0, after: readAt) { $0 == .stopping(task(0)) } != nil)
    #expect(lab.first(0, after: readAt) { $0 == .started(task(0)) } != nil)
    #expect(lab.tasks(0).sorted() == [task(0), task(1)])
    // The same configs again change nothing.
    lab.act(0) { $0.taskConfigsRequested(configs, now: $1, into: &$2) }
    lab.run(for: 100)
    #expect(lab.log.count { $0.what == .published(configs) } == 1)
  }

  @Test func `A follower has the leader write task configs`() {
    var lab = HerderLab(tasks: 1)
    lab.add()
    lab.run(for: 5_000)
    lab.add()
    lab.run(for: 10_000)
    let configs = TaskConfigs(connector: HerderLab.mirror, count: 3, version: 1)
    lab.act(1) { $0.taskConfigsRequested(configs, now: $1, into: &$2) }
    lab.run(for: 100)
    #expect(lab.first(1) { $0 == .forwarded(configs, MemberID("c-1")) } != nil)
  }

  @Test func `A worker that is stopped stops its tasks and leaves`() {
    var lab = HerderLab()
    lab.add()
    lab.run(for: 5_000)
    lab.act(0) { $0.stop(now: $1, into: &$2) }
    lab.run(for: 100)
    #expect(lab.first(0) { $0 == .stopping(task(0)) } != nil)
    #expect(lab.first(0) { $0 == .stopped } != nil)
    #expect(lab.group.known.isEmpty)
  }

  @Test func `An eager group stops everything for every rebalance`() {
    var lab = HerderLab(compatibility: .eager)
    lab.add()
    lab.run(for: 20_000)
    lab.add()
    lab.run(for: 10_000)
    #expect(lab.first(0) { $0 == .stopping(task(0)) } != nil)
    #expect(lab.first(0) { $0 == .stopping(task(1)) } != nil)
    // One connector and then two tasks, round and round over two workers.
    #expect(lab.tasks(0) == [task(1)])
    #expect(lab.tasks(1) == [task(0)])
  }

  @Test
  func `A tick thread held up beyond the rebalance time-out leaves the group with its tasks on`() {
    var lab = HerderLab(grace: 90_000)
    lab.add()
    lab.run(for: 20_000)
    lab.stuck.insert(task(0))
    lab.add()
    lab.run(for: 50_000)
    #expect(lab.group.known.contains { $0.owner == 0 })
    lab.run(for: 20_000)
    #expect(!lab.group.known.contains { $0.owner == 0 })
    #expect(lab.tasks(0) == [task(0), task(1)])
  }
}

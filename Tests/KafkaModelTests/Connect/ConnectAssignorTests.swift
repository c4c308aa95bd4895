import Testing

@testable import KafkaModel

@Suite struct ConnectAssignorTests {
  private static let mirror = ConnectorIndex(0)
  private static let configuration: ConnectConfiguration = {
    var configuration = ConnectConfiguration(offset: Offset(3))
    configuration.set(mirror, taskCount: 2)
    return configuration
  }()

  private func assignor(
    _ version: KafkaVersion, delay: Int64 = 300_000
  ) -> IncrementalCooperativeAssignor {
    IncrementalCooperativeAssignor(
      maxDelay: Milliseconds(delay), behaviour: ConnectBehaviour(version))
  }

  private func worker(
    _ name: String, _ connectors: [ConnectorIndex] = [], _ tasks: [ConnectTask] = []
  ) -> WorkerWork {
    WorkerWork(
      worker: MemberID(name), work: ConnectorsAndTasks(connectors: connectors, tasks: tasks))
  }

  /// Two workers that share one connector with two tasks, after the rounds that this takes.
  private func settled(
    _ assignor: inout IncrementalCooperativeAssignor
  ) -> (leader: WorkerWork, follower: WorkerWork) {
    let changes = assignor.assign(
      Self.configuration, to: [worker("a"), worker("b")], lastCompleted: .unknown,
      generation: GenerationID(1), now: .zero)
    return (
      WorkerWork(worker: MemberID("a"), work: changes[0].assigned),
      WorkerWork(worker: MemberID("b"), work: changes[1].assigned)
    )
  }

  @Test func `What a lost follower ran waits for the delay and then goes to the others`() {
    var assignor = assignor(KafkaVersion(3, 9, 1))
    var (leader, _) = settled(&assignor)
    let alone = assignor.assign(
      Self.configuration, to: [leader], lastCompleted: GenerationID(1),
      generation: GenerationID(2), now: Milliseconds(10_000))
    #expect(alone[0].assigned.isEmpty)
    #expect(assignor.delay == Milliseconds(300_000))
    let later = assignor.assign(
      Self.configuration, to: [leader], lastCompleted: GenerationID(2),
      generation: GenerationID(3), now: Milliseconds(310_000))
    leader.work.append(later[0].assigned)
    #expect(leader.work.tasks.count == 2)
    #expect(assignor.delay == .zero)
  }

  @Test func `A worker that comes back inside the delay gets its tasks only when it ends`() {
    var assignor = assignor(KafkaVersion(3, 9, 1))
    let (leader, follower) = settled(&assignor)
    _ = assignor.assign(
      Self.configuration, to: [leader], lastCompleted: GenerationID(1),
      generation: GenerationID(2), now: Milliseconds(10_000))
    let back = assignor.assign(
      Self.configuration, to: [leader, worker("c")], lastCompleted: GenerationID(2),
      generation: GenerationID(3), now: Milliseconds(15_000))
    #expect(back[1].assigned.isEmpty)
    #expect(assignor.candidates == [MemberID("c")])
    #expect(assignor.delay == Milliseconds(295_000))
    let given = assignor.assign(
      Self.configuration, to: [leader, worker("c")], lastCompleted: GenerationID(3),
      generation: GenerationID(4), now: Milliseconds(310_000))
    #expect(given[1].assigned == follower.work)
  }

  @Test func `A new leader has no memory and gives away what the lost leader ran at once`() {
    var old = assignor(KafkaVersion(3, 9, 1))
    let (_, follower) = settled(&old)
    var new = assignor(KafkaVersion(3, 9, 1))
    let changes = new.assign(
      Self.configuration, to: [follower], lastCompleted: GenerationID(1),
      generation: GenerationID(2), now: Milliseconds(10_000))
    #expect(!changes[0].assigned.isEmpty)
    #expect(new.delay == .zero)
  }

  @Test(arguments: [(KafkaVersion(3, 6, 2), true), (KafkaVersion(3, 7, 0), false)])
  func `Without a delay lost work waits for another round before 3.7`(
    _ version: KafkaVersion, _ waits: Bool
  ) {
    var assignor = assignor(version, delay: 0)
    let (leader, _) = settled(&assignor)
    let changes = assignor.assign(
      Self.configuration, to: [leader], lastCompleted: GenerationID(1),
      generation: GenerationID(2), now: Milliseconds(10_000))
    #expect(changes[0].assigned.isEmpty == waits)
  }

  @Test(arguments: [KafkaVersion(2, 8, 2), KafkaVersion(3, 3, 2)])
  func `Before 3.4 two workers that both have work are never balanced`(_ version: KafkaVersion) {
    let task = { ConnectTask(Self.mirror, $0) }
    var configuration = Self.configuration
    configuration.set(Self.mirror, taskCount: 4)
    let workers = [
      worker("a", [Self.mirror], [task(0), task(1), task(2)]), worker("b", [], [task(3)]),
    ]
    var old = assignor(version)
    let kept = old.assign(
      configuration, to: workers, lastCompleted: .unknown, generation: GenerationID(1), now: .zero)
    let isKept = kept.allSatisfy { $0.revoked.isEmpty }
    #expect(isKept)
    var new = assignor(KafkaVersion(3, 9, 1))
    let moved = new.assign(
      configuration, to: workers, lastCompleted: .unknown, generation: GenerationID(1), now: .zero)
    #expect(moved[0].revoked.tasks == [task(0)])
  }
}

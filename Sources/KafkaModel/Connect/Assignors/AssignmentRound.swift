/// One round of the incremental assignor while it is worked out: workers in the order of Java's hash map.
struct AssignmentRound {
  /// All that is configured, sorted.
  let configured: ConnectorsAndTasks
  /// All that any worker runs, sorted.
  let active: ConnectorsAndTasks
  /// What several workers run, sorted.
  let duplicated: ConnectorsAndTasks
  /// What each worker says it runs.
  let reported: [WorkerWork]
  /// What each worker will run.
  var next: [WorkerWork]
  /// What each worker shall stop, as `reported`.
  private(set) var revoked: [ConnectorsAndTasks]
  /// Given out before and configured no more, sorted.
  private(set) var deleted = ConnectorsAndTasks()
  /// Given out before and run by nobody, sorted.
  private(set) var lost = ConnectorsAndTasks()
  /// What this round gives away, in that order: first what is new.
  var created = ConnectorsAndTasks()
  /// Deleted or doubled work that no worker of this round holds.
  private var revokedFromNobody = ConnectorsAndTasks()

  init(_ configuration: ConnectConfiguration, _ workers: [WorkerWork]) {
    configured = configuration.work
    var active = ConnectorsAndTasks()
    for member in workers { active.append(member.work) }
    self.active = active.sorted
    duplicated = ConnectorsAndTasks.repeated(in: workers.map(\.work))
    reported = workers
    next = workers
    revoked = [ConnectorsAndTasks](repeating: ConnectorsAndTasks(), count: workers.count)
  }

  mutating func compare(with previous: ConnectorsAndTasks) {
    deleted = previous.without(configured)
    lost = previous.without(active).without(deleted)
    created = configured.without(previous).without(active)
  }

  /// Takes what is configured no more, or on several workers, from everyone who holds it.
  mutating func revokeDeletedAndDuplicated() {
    var gone = deleted
    gone.append(duplicated)
    gone = gone.sorted
    for index in next.indices {
      revoked[index] = reported[index].work.intersection(gone)
      next[index].work = next[index].work.without(gone)
    }
  }

  /// Takes from each worker, in order, what is named.
  mutating func revoke(_ work: [ConnectorsAndTasks]) {
    for index in work.indices {
      revoked[index].formUnion(work[index])
      next[index].work = next[index].work.without(work[index].sorted)
    }
  }

  /// Puts a worker's revocations in the place of those it has.
  mutating func setRevoked(_ work: ConnectorsAndTasks, at index: Int) { revoked[index] = work }

  mutating func noteRevokedFromNobody(_ work: ConnectorsAndTasks) { revokedFromNobody = work }

  /// Sorted.
  var allRevoked: ConnectorsAndTasks {
    var all = revokedFromNobody
    for work in revoked { all.append(work) }
    return all.sorted
  }

  mutating func dealNew() {
    next.deal(connectors: created.connectors)
    next.deal(tasks: created.tasks)
  }

  /// By worker; what it runs already is not named.
  var changes: [WorkerChange] {
    reported.indices.map { index in
      let worker = reported[index].worker
      var change = WorkerChange(worker: worker, revoked: revoked[index])
      if let will = next.first(where: { $0.worker == worker }) {
        change.assigned = will.work.without(reported[index].work.without(deleted).sorted)
      }
      return change
    }
  }

  /// What each worker has above its share of all that is configured, the first workers one more if it does not divide.
  ///
  /// Source: `performLoadBalancingRevocations`.
  func excess() -> [ConnectorsAndTasks] {
    var excess = [ConnectorsAndTasks](repeating: ConnectorsAndTasks(), count: next.count)
    guard !configured.isEmpty, !next.allSatisfy(\.work.isEmpty) else { return excess }
    let connectors = Self.surplus(
      next.map(\.work.connectors.count), of: configured.connectors.count)
    let tasks = Self.surplus(next.map(\.work.tasks.count), of: configured.tasks.count)
    for index in next.indices {
      excess[index].connectors = Array(next[index].work.connectors.prefix(connectors[index]))
      excess[index].tasks = Array(next[index].work.tasks.prefix(tasks[index]))
    }
    return excess
  }

  private static func surplus(_ loads: [Int], of total: Int) -> [Int] {
    var surplus = [Int](repeating: 0, count: loads.count)
    let share = total / loads.count
    let extras = total % loads.count
    let exact = loads.count { $0 == share }
    let oneMore = loads.count { $0 == share + 1 }
    if oneMore == extras && exact + oneMore == loads.count { return surplus }
    var given = 0
    for index in loads.indices where loads[index] > share {
      let takesExtra = given < extras
      if takesExtra { given += 1 }
      surplus[index] = loads[index] - share - (takesExtra ? 1 : 0)
    }
    return surplus
  }
}

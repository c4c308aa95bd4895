package import KafkaModel
package import SimulationKernel

/// The application around a consumer: it subscribes, polls, processes what it gets and commits.
///
/// One thread calls the consumer, one call at a time; with `handOff` a second one processes. An exception out of
/// `poll` or a commit is printed and the loop goes on after `afterError`; a failed commit leaves the loop where it
/// was. SIGTERM calls `wakeup()`, and the loop is left where it polls next (`stopsAfter`). What was handed out and
/// how far it was processed stays in `record`, over all lives of the process.
package struct ConsumerApplication: Sendable {
  // What every poll that found nothing asks for lies together: with thousands of members it has left the caches.
  var isStopping = false
  var incarnation: Int32 = 0
  private var alarm: Instant?
  var thread = Thread.absent
  /// The listener's own calls, while it runs inside a call of the thread.
  var listener: ListenerCalls?
  var work = RecordWork()
  package private(set) var loop: PlannedLoop
  package internal(set) var record = GroupRecord.MemberRecord()
  /// Records handed out, counted with repetitions.
  package internal(set) var delivered: Int64 = 0
  let subscription: PlannedMember.Subscription
  /// Processed and not committed, where the application itself knows.
  var uncommitted: [PartitionOffset] = []
  /// Records processed since the last commit that `every` asked for.
  var sinceCommit: Int64 = 0
  /// What a `stall` adds to the next record.
  var pendingStall: Int64 = 0
  /// By the plan's slow records: partitions as the controller numbers them.
  package var slowPartitions: [TopicPartition] = []
  /// By delivery: the records as the author's handler sees them; empty without a handler.
  package var described: [[HandledRecord]] = []
  var draws: RandomStream

  /// What the thread that calls the consumer is doing.
  enum Thread: Sendable {
    /// Not started, or over.
    case absent
    /// The calls before the first poll.
    case preparing([ConsumerCall])
    case polling(since: Instant)
    case working
    case committing(GroupRecord.Call.Kind, since: Instant, then: Next)
    /// Does something that takes its time and calls nobody.
    case resting(until: Instant, then: Next)
    case closing(since: Instant)
  }

  /// What the thread does after a commit or a rest.
  enum Next: Sendable {
    case poll
    case work
  }

  struct ListenerCalls: Sendable {
    var waiting: [ConsumerCall]
    var current: ConsumerCall
    var since: Instant
  }

  package init(_ member: PlannedMember, name: String, seed: UInt64) {
    loop = member.loop
    subscription = member.subscription
    draws = RandomStream(seed: seed, name: name, purpose: "processing time")
  }

  // MARK: Inputs.

  /// The process has started; `seeks` follow an assignment by hand, before the first poll.
  package mutating func start(
    incarnation: Int32, seeks: [ConsumerCall], now: Instant, into effects: inout [ApplicationEffect]
  ) {
    self.incarnation = incarnation
    isStopping = false
    thread = .preparing(seeks)
    switch subscription {
    case .topics(let names): effects.append(.call(.subscribe(names)))
    case .pattern(let pattern): effects.append(.call(.subscribePattern(pattern)))
    case .assigned(let partitions, _): effects.append(.call(.assign(partitions)))
    }
  }

  /// The consumer's call returned.
  package mutating func returned(
    _ answer: ConsumerAnswer, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    if listener != nil {
      listenerCallReturned(answer, now: now, into: &effects)
    } else {
      callReturned(answer, now: now, into: &effects)
    }
    setAlarm(into: &effects)
  }

  /// What became of a commit: the callback of an asynchronous one hears of its failure, commitSync() throws its own,
  /// and an automatic one is only logged (`DefaultOffsetCommitCallback`).
  package mutating func committed(_ outcome: CommitOutcome, now: Instant) {
    guard outcome.kind == .asynchronous, let failure = outcome.failure else { return }
    note(.commitAsync, since: now, now: now, failure: failure)
  }

  /// The time of the last `wake` has come.
  package mutating func goOn(now: Instant, into effects: inout [ApplicationEffect]) {
    alarm = nil
    if case .resting(let until, let next) = thread, until <= now {
      go(next, now: now, into: &effects)
    } else if let chunk = work.chunk, chunk.end <= now {
      workOn(now: now, into: &effects)
    }
    setAlarm(into: &effects)
  }

  /// SIGTERM.
  package mutating func stop(now: Instant, into effects: inout [ApplicationEffect]) {
    guard !isStopping else { return }
    isStopping = true
    switch thread {
    case .absent: effects.append(.exited)
    case .preparing, .resting, .closing: break
    case .polling, .committing: effects.append(.wakeUp)
    case .working:
      if loop.stopsAfter == .record { work.cut(at: now, earliest: now) }
    }
    setAlarm(into: &effects)
  }

  /// The process is gone: what was done by now is done, everything else is forgotten.
  package mutating func killed(now: Instant, into effects: inout [ApplicationEffect]) {
    settleWork(at: now, into: &effects)
    abandon()
  }

  /// SIGCONT: the record that was being worked on at `since` is done now at the earliest, and the others follow.
  package mutating func resumed(
    since: Instant, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    work.cut(at: since, earliest: now)
    alarm = nil
    setAlarm(into: &effects)
  }

  /// The next record takes so much longer.
  package mutating func stall(
    lasting: Int64, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    pendingStall += lasting
    work.cut(at: now, earliest: now)
    setAlarm(into: &effects)
  }

  /// Every record after the one being worked on takes as long as this.
  package mutating func change(
    perRecord: DrawnSpan, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    loop.perRecord = perRecord
    work.cut(at: now, earliest: now)
    setAlarm(into: &effects)
  }

  /// The ledger as it stands at this moment, with what the records being processed have come to.
  package func record(at now: Instant) -> GroupRecord.MemberRecord {
    var copy = self
    var ignored: [ApplicationEffect] = []
    copy.settleWork(at: now, into: &ignored)
    return copy.record
  }

  package var isRunning: Bool {
    if case .absent = thread { false } else { true }
  }

  // MARK: Parts of every input.

  mutating func abandon() {
    thread = .absent
    listener = nil
    work.removeAll()
    uncommitted.removeAll()
    sinceCommit = 0
    pendingStall = 0
    alarm = nil
  }

  mutating func note(
    _ kind: GroupRecord.Call.Kind, since: Instant, now: Instant, failure: ConsumerException?
  ) {
    record.calls.append(
      GroupRecord.Call(
        kind: kind, began: since, ended: now, incarnation: incarnation, failure: failure))
  }

  /// Asks to be woken when the first of both threads has something to do.
  private mutating func setAlarm(into effects: inout [ApplicationEffect]) {
    var earliest = work.chunk?.end
    if case .resting(let until, _) = thread { earliest = min(until, earliest ?? until) }
    guard earliest != alarm else { return }
    alarm = earliest
    effects.append(.wake(at: earliest))
  }
}

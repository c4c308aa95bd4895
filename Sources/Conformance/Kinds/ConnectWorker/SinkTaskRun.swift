import KafkaModel
import Scenario

/// A sink task among scripted surroundings, on a clock that stands still while code runs.
struct SinkTaskRun {
  private let script: SinkTaskScript
  private var task: WorkerSinkTask
  private var consumer: ScriptedConsumer
  private var now = Milliseconds.zero
  private var log: [String] = []
  private var events: [SinkTaskScript.Event]
  private var place = Place.nowhere
  private var puts = 0
  private var preCommits = 0
  private var asyncCommits = 0
  private var syncCommits = 0
  /// The second half of a rebalance whose first half is with the listener.
  private var listener = Listener.none

  /// Where the task's thread waits.
  private enum Place {
    case nowhere
    case poll(until: Milliseconds)
    case put(until: Milliseconds, SinkTaskScript.Put)
    case commit(until: Milliseconds, number: Int, SinkOffsets, SinkTaskScript.Commit)
  }

  private enum Listener {
    case none
    case removing([TopicPartition], assigned: [TopicPartition])
    case assigning
  }

  init(_ recorded: Node, _ behaviour: ConnectBehaviour) throws(VectorFault) {
    script = try SinkTaskScript(recorded)
    consumer = ScriptedConsumer(script)
    events = script.events
    task = WorkerSinkTask(settings: script.settings, behaviour: behaviour, now: .zero)
  }

  mutating func answers() -> StepAnswers {
    act { $0.start(now: $1, into: &$2) }
    while step() {}
    var answers = StepAnswers()
    answers["log"] = StepAnswers.list(log)
    answers["committed"] = Self.text(consumer.committed)
    answers["commit_failures"] = "\(task.commitFailures)"
    answers["error_metrics"] = task.errors.counts.text(withTimestamps: false)
    return answers
  }

  /// Scripted events come before waits that end, and records that come before other events.
  private mutating func step() -> Bool {
    let first = events.indices.min { (events[$0].at, $0) < (events[$1].at, $1) }
    let wait = waits
    if let first, events[first].at <= (wait ?? .max), !hasRecords(at: events[first].at) {
      let event = events.remove(at: first)
      now = event.at
      happen(event.what)
      return true
    }
    guard let wait, wait < .max else { return false }
    now = wait
    goOn()
    return true
  }

  private var waits: Milliseconds? {
    switch place {
    case .nowhere: nil
    case .poll(let until): consumer.wakes(until: until, now: now)
    case .put(let until, _): until
    case .commit(let until, _, _, _): consumer.isWokenUp ? now : until
    }
  }

  private func hasRecords(at time: Milliseconds) -> Bool {
    guard case .poll = place, let next = consumer.nextRecord else { return false }
    return next <= time
  }

  private mutating func happen(_ what: SinkTaskScript.What) {
    switch what {
    case .rebalance: consumer.due.append(what)
    case .pause:
      note("target_state", "PAUSED")
      act { $0.pause(now: $1, into: &$2) }
    case .resume:
      note("target_state", "STARTED")
      act { $0.resume(now: $1, into: &$2) }
    case .stop:
      note("stop")
      act { $0.stop(now: $1, into: &$2) }
      events.append(SinkTaskScript.Event(at: now + script.grace, what: .graceEnds))
    case .graceEnds:
      guard !task.hasEnded else { return }
      note("cancel")
      act { $0.cancel(now: $1, into: &$2) }
    }
  }

  private mutating func goOn() {
    switch place {
    case .nowhere: break
    case .poll(let until): turn(until)
    case .put(_, let put): endPut(put)
    case .commit(let until, let number, let offsets, let fate):
      runCallbacks()
      if consumer.isWokenUp {
        consumer.isWokenUp = false
        endCommit(number, "wakeup", .wokenUp)
      } else if until <= now {
        if fate.error == nil { consumer.store(offsets) }
        endCommit(number, fate.error?.name ?? "ok", fate.error.map { .failed($0) } ?? .stored)
      }
    }
  }

  // MARK: The consumer.

  private mutating func runCallbacks() {
    while let answer = consumer.nextAnswer(now: now) {
      note("async_callback", answer.number, answer.error?.name ?? "ok")
      task.asyncCommitted(answer.error, sequence: answer.sequence, answer.offsets)
    }
  }

  /// One look of a poll at what there is.
  private mutating func turn(_ until: Milliseconds) {
    if consumer.isWokenUp {
      consumer.isWokenUp = false
      place = .nowhere
      note("poll_end", "wakeup")
      return act { $0.pollWokenUp(now: $1, into: &$2) }
    }
    runCallbacks()
    if case .rebalance(let isLost, let removed, let assigned)? = consumer.due.first {
      consumer.due.removeFirst()
      return rebalance(isLost, removed, assigned)
    }
    let runs = consumer.fetch(now: now)
    guard !runs.isEmpty || until <= now else { return }
    place = .nowhere
    note("poll_end", Self.text(runs))
    act { $0.polled(runs, now: $1, into: &$2) }
  }

  private mutating func rebalance(
    _ isLost: Bool, _ removed: [TopicPartition], _ assigned: [TopicPartition]
  ) {
    listener = .removing(removed, assigned: assigned)
    guard !removed.isEmpty else { return listenerReturned() }
    note(isLost ? "lost" : "revoked", Self.text(removed))
    if isLost {
      act { $0.lost(removed, now: $1, into: &$2) }
    } else {
      act { $0.revoked(removed, now: $1, into: &$2) }
    }
  }

  private mutating func listenerReturned() {
    switch listener {
    case .none: break
    case .removing(let removed, let assigned):
      consumer.remove(removed)
      listener = .assigning
      note("assigned", Self.text(assigned))
      let positions = consumer.assign(assigned)
      act { $0.assigned(positions, now: $1, into: &$2) }
    case .assigning: listener = .none
    }
  }

  private mutating func endCommit(
    _ number: Int, _ text: String, _ outcome: WorkerSinkTask.SyncOutcome
  ) {
    note("commit_sync_end", number, text)
    leave()
    act { $0.syncCommitted(outcome, now: $1, into: &$2) }
  }

  /// Out of a commit, back into the poll that it may be in.
  private mutating func leave() {
    place = pollAround.map { .poll(until: $0) } ?? .nowhere
    pollAround = nil
  }

  /// The end of the poll that a commit is inside of.
  private var pollAround: Milliseconds?

  // MARK: What the task asks for.

  private mutating func act(
    _ input: (inout WorkerSinkTask, Milliseconds, inout [SinkTaskEffect]) -> Void
  ) {
    var effects: [SinkTaskEffect] = []
    input(&task, now, &effects)
    for effect in effects { settle(effect) }
  }

  private mutating func settle(_ effect: SinkTaskEffect) {
    switch effect {
    case .startTask:
      note("task_start")
      act { $0.started(now: $1, into: &$2) }
    case .poll(let timeout):
      note("poll", timeout.raw)
      place = .poll(until: now + max(timeout, Milliseconds(100)))
    case .put(let runs): put(runs)
    case .preCommit(let offsets): preCommit(offsets)
    case .commitAsync(let sequence, let offsets): commitAsync(sequence, offsets)
    case .commitSync(let offsets):
      note("commit_sync", syncCommits, Self.text(offsets))
      let fate =
        syncCommits < script.syncCommits.count
        ? script.syncCommits[syncCommits] : SinkTaskScript.Commit()
      if fate.error == nil, fate.delay != nil { consumer.store(offsets) }
      if case .poll(let until) = place { pollAround = until }
      place = .commit(
        until: fate.delay.map { now + $0 } ?? .max, number: syncCommits, offsets, fate)
      syncCommits += 1
    case .seek(let partition, let offset):
      note("seek", Self.text(partition), offset.raw)
      consumer.seek(partition, offset)
    case .pause(let partitions):
      note("pause", Self.text(partitions))
      consumer.paused.formUnion(partitions)
    case .resume(let partitions):
      note("resume", Self.text(partitions))
      consumer.paused.subtract(partitions)
    case .open(let partitions):
      note("open", Self.text(partitions))
      act { $0.opened(now: $1, into: &$2) }
    case .close(let partitions): note("close", Self.text(partitions))
    case .listenerReturned: listenerReturned()
    case .wakeUp: consumer.isWokenUp = true
    case .stopTask:
      note("task_stop")
      act { $0.taskStopped(now: $1, into: &$2) }
    case .closeConsumer:
      note("consumer_close")
      act { $0.consumerClosed(now: $1, into: &$2) }
    case .dropped: break
    case .status(let status): self.note(status)
    case .ended: note("task_thread_end")
    }
  }

  private mutating func commitAsync(_ sequence: Int32, _ offsets: SinkOffsets) {
    note("commit_async", asyncCommits, Self.text(offsets))
    let fate =
      asyncCommits < script.asyncCommits.count
      ? script.asyncCommits[asyncCommits] : SinkTaskScript.Commit()
    if let delay = fate.delay {
      if fate.error == nil { consumer.store(offsets) }
      consumer.underWay.append(
        ScriptedConsumer.AsyncCommit(
          number: asyncCommits, sequence: sequence, offsets: offsets, at: now + delay,
          error: fate.error))
    }
    asyncCommits += 1
  }

  // MARK: The task.

  private mutating func put(_ runs: [SinkRun]) {
    note("put", Self.text(runs))
    guard !runs.isEmpty else { return act { $0.putReturned(now: $1, into: &$2) } }
    let put = puts < script.puts.count ? script.puts[puts] : SinkTaskScript.Put()
    place = .put(until: now + put.takes, put)
    if put.takes == .zero { endPut(put) }
  }

  private mutating func endPut(_ put: SinkTaskScript.Put) {
    place = .nowhere
    for call in put.calls { make(call) }
    note("put_end", puts, put.error?.name ?? "ok")
    puts += 1
    if let error = put.error {
      act { $0.putFailed(error, now: $1, into: &$2) }
    } else {
      act { $0.putReturned(now: $1, into: &$2) }
    }
  }

  private mutating func make(_ call: SinkTaskScript.Call) {
    let assignment = task.assignment
    act { task, _, effects in
      switch call {
      case .timeout(let span): task.setTimeout(span)
      case .requestCommit: task.requestCommit()
      case .offset(let partition, let offset):
        if assignment.contains(partition) { task.setOffset(partition, offset) }
      case .pause(let partition):
        if assignment.contains(partition) {
          _ = task.pausePartition(partition, into: &effects)
        }
      case .resume(let partition):
        if assignment.contains(partition) {
          _ = task.resumePartition(partition, into: &effects)
        }
      }
    }
  }

  private mutating func preCommit(_ offsets: SinkOffsets) {
    let script =
      preCommits < script.preCommits.count
      ? script.preCommits[preCommits] : SinkTaskScript.PreCommit()
    preCommits += 1
    note("pre_commit", Self.text(offsets), script.text)
    var answer = SinkOffsets()
    switch script.answer {
    case .all: answer = offsets
    case .none: break
    case .add(let more):
      for entry in offsets.entries {
        answer[entry.partition] = max(entry.offset + more, .zero)
      }
    case .only(let partitions): answer = offsets.of(partitions)
    case .plus(let partition, let offset):
      answer = offsets
      answer[partition] = offset
    case .throwing(let error): return act { $0.preCommitFailed(error, now: $1, into: &$2) }
    }
    act { $0.preCommitted(answer, now: $1, into: &$2) }
  }

  // MARK: The log.

  private mutating func note(_ what: String, _ details: any CustomStringConvertible...) {
    log.append(StepAnswers.list(["\(now.raw)", what] + details.map(\.description)))
  }

  private mutating func note(_ status: TaskStatus) {
    switch status {
    case .running: note("status", "RUNNING")
    case .paused: note("status", "PAUSED")
    case .failed(let failure):
      note("status", "FAILED", StepAnswers.list(failure.recordedChain))
    case .unassigned: note("status", "UNASSIGNED")
    }
  }

  private static func text(_ partition: TopicPartition) -> String { "t-\(partition.partition.raw)" }

  private static func text(_ partitions: [TopicPartition]) -> String {
    StepAnswers.list(partitions.map { text($0) })
  }

  private static func text(_ runs: [SinkRun]) -> String {
    StepAnswers.list(
      runs.flatMap { run in
        (0..<run.count).map { "\(text(run.partition))@\(run.firstOffset.raw + Int64($0))" }
      })
  }

  private static func text(_ offsets: SinkOffsets) -> String {
    "{" + offsets.entries.map { "\(text($0.partition)): \($0.offset.raw)" }.joined(separator: ", ")
      + "}"
  }
}

import KafkaModel
import Scenario

/// A source task among scripted surroundings, on a clock that stands still while code runs.
struct SourceTaskRun {
  private let script: SourceTaskScript
  private var task: WorkerSourceTask
  private var committer: OffsetCommitter
  private var now = Milliseconds.zero
  private var log: [String] = []
  private var pending: [Event] = []
  private var order = 0
  private var polled = 0
  private var batch: [SourceTaskScript.Record] = []
  private var sendCounts: [Int] = []
  private var writes: [[SourceOffset]] = []
  private var stored: [SourceOffset] = []
  private var isCommitting = false
  // The producer.
  private var isProducerClosed = false
  /// Sent and without a callback: the producer's number and the record's id.
  private var outstanding: [(number: Int32, id: Int)] = []
  private var blocked: (number: Int32, place: Int32, end: Int32)?
  private var closingUntil: Milliseconds?
  /// What waits for the end of a cancel: threads go on only after it.
  private var isCancelling = false
  private var afterCancel: [SourceTaskEffect] = []

  private struct Event {
    var at: Milliseconds
    /// Scripted events come before waits that end.
    var isWait: Bool
    var order: Int
    var what: What
  }

  private enum What {
    case callback(Int32, TaskException?)
    case unblocked(SourceTaskScript.Fate)
    case pollEnds
    case stored(Int32, TaskException?)
    case stop
    case graceEnds
    case closeTimesOut
  }

  private static let task = ConnectTask(ConnectorIndex(0), 0)

  init(_ recorded: Node, _ behaviour: ConnectBehaviour) throws(VectorFault) {
    script = try SourceTaskScript(recorded)
    task = WorkerSourceTask(
      settings: SourceTaskSettings(
        errors: ErrorSettings(tolerance: script.tolerance), flushTimeout: script.flushTimeout),
      behaviour: behaviour)
    committer = OffsetCommitter(interval: script.flushInterval)
  }

  mutating func answers() -> StepAnswers {
    committer.schedule(Self.task, now: now)
    schedule(.stop, after: script.stopAt, isWait: false)
    act { $0.start(now: $1, into: &$2) }
    while step() {}
    var answers = StepAnswers()
    answers["log"] = StepAnswers.list(log)
    answers["stored"] = Self.text(stored)
    answers["error_metrics"] = task.errors.counts.text(withTimestamps: false)
    return answers
  }

  private mutating func step() -> Bool {
    let first = pending.indices.min { left, right in
      let (left, right) = (pending[left], pending[right])
      return (left.at, left.isWait ? 1 : 0, left.order)
        < (right.at, right.isWait ? 1 : 0, right.order)
    }
    let due = first.map { pending[$0] }
    let timer = [task.deadline, committer.nextDue].compactMap(\.self).min()
    if let due, timer.map({ due.at <= $0 && !(due.isWait && due.at == $0) }) ?? true {
      pending.removeAll { $0.order == due.order }
      now = due.at
      happen(due.what)
      return true
    }
    guard let timer else { return false }
    now = timer
    if let deadline = task.deadline, deadline <= now {
      act { $0.timer(now: $1, into: &$2) }
    } else if committer.next(now: now) != nil {
      act { $0.commitTick(now: $1, into: &$2) }
    }
    return true
  }

  private mutating func happen(_ what: What) {
    switch what {
    case .callback(let number, let error): callback(number, error)
    case .unblocked(let fate):
      guard let blocked else { return }
      self.blocked = nil
      note("send_unblocked", id(at: blocked.place))
      let outcome = finish(fate, blocked.number, blocked.place)
      send(after: outcome, blocked.number, blocked.place, blocked.end)
    case .pollEnds: pollEnds()
    case .stored(let write, let error):
      note("store_done", write, error?.name ?? "ok")
      if error == nil {
        for entry in writes[Int(write)] {
          stored.removeAll { $0.partition == entry.partition }
          stored.append(entry)
        }
      }
      act { $0.offsetsStored(write: write, isStored: error == nil, now: $1, into: &$2) }
    case .stop:
      note("stop")
      committer.remove(Self.task)
      act { $0.stop(now: $1, into: &$2) }
      schedule(.graceEnds, after: script.grace, isWait: true)
    case .graceEnds:
      if !task.hasEnded { cancel() }
    case .closeTimesOut:
      if closingUntil == now { endClose() }
    }
  }

  private mutating func cancel() {
    note("cancel")
    isCancelling = true
    act { $0.cancel(now: $1, into: &$2) }
    isCancelling = false
    note("cancelled")
    let effects = afterCancel
    afterCancel = []
    settle(effects)
    if let blocked {
      self.blocked = nil
      let error = TaskException("common.KafkaException", .client)
      act { $0.sendReturned(blocked.number, .thrown(error), now: $1, into: &$2) }
    }
    if closingUntil != nil { endClose() }
  }

  /// Runs one input of the machine and does what it asks for.
  private mutating func act(
    _ input: (inout WorkerSourceTask, Milliseconds, inout [SourceTaskEffect]) -> Void
  ) {
    var effects: [SourceTaskEffect] = []
    input(&task, now, &effects)
    settle(effects)
  }

  private mutating func settle(_ effects: [SourceTaskEffect]) {
    for (index, effect) in effects.enumerated() {
      if isCancelling, case .note(.deliveriesAwaited) = effect {
        afterCancel += effects[index...]
        return
      }
      settle(effect)
    }
  }

  private mutating func settle(_ effect: SourceTaskEffect) {
    switch effect {
    case .startTask:
      note("task_start")
      act { $0.started(now: $1, into: &$2) }
    case .poll:
      note("poll")
      let takes = polled < script.polls.count ? script.polls[polled].takes : script.idlePoll
      schedule(.pollEnds, after: takes, isWait: true)
    case .send(let first, let place, let count): send(first, place, end: place + count)
    case .commitRecords(let records, let isAcknowledged):
      for record in records { note("commit_record", ids[record] ?? -1, isAcknowledged) }
    case .skipRecord(let place): note("commit_record", id(at: place), false)
    case .storeOffsets(let write, let offsets):
      note("store_set", Self.text(offsets))
      writes.append(offsets)
      let fate =
        write < script.writes.count
        ? script.writes[Int(write)] : SourceTaskScript.Write(delay: Milliseconds(5))
      if let delay = fate.delay {
        schedule(.stored(write, fate.error), after: delay, isWait: false)
      }
    case .commitTask: note("task_commit")
    case .stopTask:
      note("task_stop")
      act { $0.taskStopped(now: $1, into: &$2) }
    case .closeProducer(let timeout): close(timeout)
    case .status(let status): self.note(status)
    case .ended: note("task_thread_end")
    case .commitEnded:
      if isCommitting { note("commit_tick_end") }
      isCommitting = false
      committer.ended(now: now)
    case .note(let step): self.note(step)
    }
  }

  // MARK: The source

  private mutating func pollEnds() {
    let number = polled
    polled += 1
    guard number < script.polls.count else {
      note("poll_end", "null")
      return act { $0.polled([], now: $1, into: &$2) }
    }
    let poll = script.polls[number]
    if let error = poll.throwing {
      note("poll_end", "throws")
      return act { $0.pollFailed(error, now: $1, into: &$2) }
    }
    note("poll_end", poll.records.map { String($0.count) } ?? "null")
    batch = poll.records ?? []
    let runs = batch.map(\.run)
    act { $0.polled(runs, now: $1, into: &$2) }
  }

  private func id(at place: Int32) -> Int { batch[Int(place)].id }

  // MARK: The producer

  /// The record's id by the producer's number.
  private var ids: [Int32: Int] = [:]

  private mutating func send(_ first: Int32, _ place: Int32, end: Int32) {
    let record = batch[Int(place)]
    note("send", record.id)
    ids[first] = record.id
    while sendCounts.count <= record.id { sendCounts.append(0) }
    let attempt = sendCounts[record.id]
    sendCounts[record.id] += 1
    let fate =
      attempt < record.sends.count
      ? record.sends[attempt] : .acknowledged(after: Milliseconds(10))
    if isProducerClosed {
      let error = TaskException("java.lang.IllegalStateException", .other)
      return send(after: .thrown(error), first, place, end)
    }
    if case .blocked(let span, let then) = fate {
      blocked = (first, place, end)
      schedule(.unblocked(then), after: span, isWait: true)
      act { $0.sendReturned(first, .blocked, now: $1, into: &$2) }
    } else {
      send(after: finish(fate, first, place), first, place, end)
    }
  }

  private mutating func finish(
    _ fate: SourceTaskScript.Fate, _ number: Int32, _ place: Int32
  ) -> SendReturn {
    let id = id(at: place)
    switch fate {
    case .acknowledged(let delay): schedule(.callback(number, nil), after: delay, isWait: false)
    case .failed(let delay, let error):
      schedule(.callback(number, error), after: delay, isWait: false)
    case .failedNow(let error):
      note("callback", id, error.name)
      return .failed(error)
    case .thrown(let error): return .thrown(error)
    case .never, .blocked: break
    }
    outstanding.append((number, id))
    return .queued
  }

  /// Goes on with the next record, or tells the thread.
  private mutating func send(
    after outcome: SendReturn, _ number: Int32, _ place: Int32, _ end: Int32
  ) {
    if outcome == .queued && place + 1 < end {
      send(number + 1, place + 1, end: end)
    } else {
      act { $0.sendReturned(number, outcome, now: $1, into: &$2) }
    }
  }

  private mutating func callback(_ number: Int32, _ error: TaskException?, closed: Bool = false) {
    guard let place = outstanding.firstIndex(where: { $0.number == number }) else { return }
    let record = outstanding.remove(at: place)
    note("callback", record.id, closed ? "closed" : error?.name ?? "ok")
    act { $0.delivered([number], error: error, now: $1, into: &$2) }
    if outstanding.isEmpty && closingUntil != nil && !isCancelling { endClose() }
  }

  private mutating func close(_ timeout: Milliseconds) {
    note("producer_close", timeout.raw)
    isProducerClosed = true
    if timeout == .zero {
      failOutstanding()
      note("producer_closed")
    } else if outstanding.isEmpty {
      note("producer_closed")
      act { $0.producerClosed(now: $1, into: &$2) }
    } else {
      closingUntil = now + timeout
      schedule(.closeTimesOut, after: timeout, isWait: true)
    }
  }

  private mutating func endClose() {
    closingUntil = nil
    failOutstanding()
    note("producer_closed")
    act { $0.producerClosed(now: $1, into: &$2) }
  }

  private mutating func failOutstanding() {
    let error = TaskException("common.KafkaException", .client)
    for record in outstanding { callback(record.number, error, closed: true) }
  }

  // MARK: The log

  private mutating func schedule(_ what: What, after span: Milliseconds, isWait: Bool) {
    pending.append(Event(at: now + span, isWait: isWait, order: order, what: what))
    order += 1
  }

  private mutating func note(_ what: String, _ details: any CustomStringConvertible...) {
    let texts = ["\(now.raw)", what] + details.map(\.description)
    log.append(StepAnswers.list(texts))
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

  private mutating func note(_ step: SourceTaskNote) {
    switch step {
    case .backsOff: note("send_backoff")
    case .awaitsDeliveries: note("await_acks")
    case .deliveriesAwaited(let all): note("await_acks_end", all)
    case .awaitsFlush: note("waiting_for_flush")
    case .commitBegan:
      isCommitting = true
      note("commit_tick")
    }
  }

  private static func text(_ offsets: [SourceOffset]) -> String {
    let members = offsets.sorted { $0.partition < $1.partition }
      .map { "\($0.partition.raw): \($0.offset.raw)" }
    return "{" + members.joined(separator: ", ") + "}"
  }
}

/// One task of a source connector: its thread, and the part of the worker's commit thread that is about it.
///
/// The thread polls, converts, sends and, at its end, waits for the last deliveries and commits. Only the acknowledged
/// prefix of each source partition is ever committed. Code takes no time; every wait is an effect that the shell answers
/// or a deadline.
///
/// Source: `WorkerTask`, `AbstractWorkerSourceTask`, `WorkerSourceTask`.
package struct WorkerSourceTask: Sendable {
  package let settings: SourceTaskSettings
  let behaviour: ConnectBehaviour
  package internal(set) var errors: RetryOperator
  package internal(set) var submitted = SubmittedRecords()
  /// What the thread last saw as committable; refreshed once in each pass of its loop.
  package internal(set) var committable = CommittableOffsets()
  var flush = OffsetFlush()
  var thread = Thread.new
  var commit = Commit.idle
  var batch = PolledBatch()
  /// The first error that a callback brought and nobody has raised yet.
  var producerError: TaskException?
  var isPaused: Bool
  var isStopping = false
  var isCancelled = false
  var hasFailed = false
  var context = RetryOperator.Context()

  enum Thread: Hashable, Sendable {
    case new
    case pausedBeforeStart
    case starting
    case polling
    /// Inside `send`; `next` is the first record that was not submitted yet.
    case sending(next: Int32, isBlocked: Bool)
    /// A converter is tried again at that time.
    case retrying(RetryOperator.Trial, until: Milliseconds)
    case backingOff(until: Milliseconds)
    case paused
    case awaitingDeliveries(deadline: Milliseconds, TaskFailure?)
    case awaitingFlush(deadline: Milliseconds, TaskFailure?)
    case flushing(deadline: Milliseconds, TaskFailure?)
    case stoppingTask(TaskFailure?)
    case closingProducer(TaskFailure?)
    case ended
  }

  /// Where the worker's commit thread is with this task.
  enum Commit: Hashable, Sendable {
    case idle
    case awaitingFlush(deadline: Milliseconds)
    case flushing(deadline: Milliseconds)
  }

  package init(
    settings: SourceTaskSettings, behaviour: ConnectBehaviour, isPaused: Bool = false,
    draws: RandomSource = .still
  ) {
    self.settings = settings
    self.behaviour = behaviour
    self.isPaused = isPaused
    errors = RetryOperator(settings.errors, behaviour, draws: draws)
  }

  package var hasEnded: Bool { thread == .ended }

  /// The thread begins.
  package mutating func start(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    precondition(thread == .new, "a task starts once")
    if isStopping {
      closeProducer(nil, &effects)
    } else if isPaused {
      effects.append(.status(.paused))
      thread = .pausedBeforeStart
    } else {
      thread = .starting
      effects.append(.startTask)
    }
  }

  /// `SourceTask.start` returned.
  package mutating func started(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    precondition(thread == .starting, "nothing was started")
    effects.append(.status(.running))
    pass(now, &effects)
  }

  /// `SourceTask.start` threw.
  package mutating func startFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SourceTaskEffect]
  ) {
    precondition(thread == .starting, "nothing was started")
    close(.thrown(error), &effects)
  }

  /// The `deadline` has come.
  package mutating func timer(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    commitTimer(now, &effects)
    threadTimer(now, &effects)
  }

  /// When `timer` is to be called, by either thread; nil for never.
  @inline(__always)
  package var deadline: Milliseconds? {
    guard let thread = threadDeadline else { return commitDeadline }
    return commitDeadline.map { min($0, thread) } ?? thread
  }

  @inline(__always)
  private var threadDeadline: Milliseconds? {
    switch thread {
    case .retrying(_, let until), .backingOff(let until): until
    case .awaitingDeliveries(let deadline, _), .awaitingFlush(let deadline, _),
      .flushing(let deadline, _):
      deadline
    case .new, .pausedBeforeStart, .starting, .polling, .sending, .paused, .stoppingTask,
      .closingProducer, .ended:
      nil
    }
  }

  @inline(__always)
  private var commitDeadline: Milliseconds? {
    switch commit {
    case .idle: nil
    case .awaitingFlush(let deadline), .flushing(let deadline): deadline
    }
  }
}

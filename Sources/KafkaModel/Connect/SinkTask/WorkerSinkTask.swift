/// One task of a sink connector: its thread, which polls, converts, puts and commits.
///
/// Code takes no time; every wait is an effect that the shell answers or a deadline. The consumer is the shell's: what its
/// listener and callbacks tell comes in by inputs of their own, in the midst of a poll.
///
/// Source: `WorkerTask`, `WorkerSinkTask`.
package struct WorkerSinkTask: Sendable {
  package let settings: SinkTaskSettings
  package internal(set) var errors: RetryOperator
  /// `consumer.assignment()`, ascending.
  package internal(set) var assignment: [TopicPartition] = []
  /// Commits that failed or timed out since the last one that did not.
  package internal(set) var commitFailures: Int32 = 0
  var thread = Thread.new
  /// As far as the task has taken each partition (`currentOffsets`); partitions that were revoked mostly stay in it.
  var current = SinkOffsets()
  /// Since the last assignment no commit has succeeded: so long a metric holds the same map as `current`, and takes
  /// revoked partitions out of it (`SinkTaskMetricsGroup.assignedOffsets`, `clearOffsets`).
  var isCurrentShared = false
  /// What the polls behind `batch` come to (`origOffsets`).
  var polledTo = SinkOffsets()
  var lastCommitted = SinkOffsets()
  /// What is to be put, or put again (`messageBatch`).
  var batch: [SinkRun] = []
  /// What the last poll returned and is not converted, and how many records of its first run are.
  var incoming: ArraySlice<SinkRun> = []
  var converted: Int32 = 0
  var conversion = RetryOperator.Context()
  var context = SinkTaskContext()
  /// Thrown in the listener, for poll to throw it.
  var rebalanceFailure: RebalanceFailure?
  var nextCommit: Milliseconds
  var commitSequence: Int32 = 0
  var commitStarted = Milliseconds(-1)
  /// A commit has begun and nobody has told its end.
  var isCommitting = false
  var isPausedForRedelivery = false
  var isPaused: Bool
  var isStopping = false
  var isCancelled = false
  var hasFailed = false

  enum Thread: Hashable, Sendable {
    case new
    case pausedBeforeStart
    case starting
    case polling
    /// In the listener inside of a poll, where the task opens partitions.
    case opening
    case retrying(RetryOperator.Trial, until: Milliseconds)
    case putting
    case preCommitting(SinkCommit)
    case committing(SinkCommit)
    case stoppingTask(TaskFailure?)
    case closingConsumer(TaskFailure?)
    case ended
  }

  enum RebalanceFailure: Hashable, Sendable {
    case wokenUp
    case thrown(TaskException)
  }

  /// - Parameter now: When the worker makes it, from which the first commit counts.
  package init(
    settings: SinkTaskSettings, behaviour: ConnectBehaviour, isPaused: Bool = false,
    draws: RandomSource = .still, now: Milliseconds
  ) {
    self.settings = settings
    self.isPaused = isPaused
    nextCommit = now + settings.flushInterval
    errors = RetryOperator(settings.errors, behaviour, draws: draws)
  }

  package var hasEnded: Bool { thread == .ended }

  /// The thread begins.
  package mutating func start(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    precondition(thread == .new, "a task starts once")
    if isStopping {
      stopTask(nil, &effects)
    } else if isPaused {
      effects.append(.status(.paused))
      thread = .pausedBeforeStart
    } else {
      thread = .starting
      effects.append(.startTask)
    }
  }

  /// `SinkTask.start` returned.
  package mutating func started(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    precondition(thread == .starting, "nothing was started")
    effects.append(.status(.running))
    pass(now, &effects)
  }

  /// `SinkTask.start` threw.
  package mutating func startFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    precondition(thread == .starting, "nothing was started")
    stopTask(.thrown(error), &effects)
  }

  /// The `deadline` has come.
  package mutating func timer(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    guard case .retrying(let trial, let until) = thread, now >= until else { return }
    retry(trial, now, &effects)
  }

  /// When `timer` is to be called; nil for never.
  package var deadline: Milliseconds? {
    if case .retrying(_, let until) = thread { until } else { nil }
  }
}

/// Tries an operation on a record again while it may, and judges what is left of it by the tolerance.
///
/// The caller does the operation: `begin`, then the outcome of each attempt; where the answer is `wait`, the next attempt
/// follows once `waited` was called.
///
/// Source: `org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator`.
package struct RetryOperator: Sendable {
  package let settings: ErrorSettings
  private let behaviour: ConnectBehaviour
  package private(set) var counts = ErrorCounts()
  private var failures = 0
  private var isStopping = false
  private var draws: RandomSource

  /// What the operations of one record leave behind.
  ///
  /// Source: `ProcessingContext`.
  package struct Context: Hashable, Sendable {
    package fileprivate(set) var attempts: Int32 = 0
    package fileprivate(set) var error: TaskException?

    package init() {}

    package var hasFailed: Bool { error != nil }
  }

  /// One operation that is being tried.
  package struct Trial: Hashable, Sendable {
    fileprivate let stage: ErrorStage
    fileprivate let deadline: Milliseconds
    fileprivate var attempts: Int32 = 0
    fileprivate var last: TaskException?
  }

  /// What an attempt that failed leads to.
  package enum Verdict: Hashable, Sendable {
    /// Try again after this time; nothing and less is at once.
    case wait(Milliseconds)
    /// The record is left out.
    case skip
    case fail(TaskFailure)
  }

  package init(_ settings: ErrorSettings, _ behaviour: ConnectBehaviour, draws: RandomSource) {
    self.settings = settings
    self.behaviour = behaviour
    self.draws = draws
  }

  /// Whether a task may go on after what it has seen.
  package var isWithinTolerance: Bool {
    switch settings.tolerance {
    case .none: failures == 0
    case .all: true
    }
  }

  /// No retry from now on; a wait that is on is over.
  ///
  /// Source: `triggerStop`.
  package mutating func stop() { isStopping = true }

  /// Begins an operation; nil if an earlier one of this record has failed.
  package func begin(_ stage: ErrorStage, _ context: Context, now: Milliseconds) -> Trial? {
    guard !context.hasFailed else { return nil }
    return Trial(
      stage: stage, deadline: settings.retryTimeout >= .zero ? now + settings.retryTimeout : .max)
  }

  package mutating func succeeded(_ trial: inout Trial, _ context: inout Context) {
    trial.attempts += 1
    context.attempts = trial.attempts
  }

  package mutating func failed(
    _ trial: inout Trial, _ context: inout Context, _ error: TaskException, now: Milliseconds
  ) -> Verdict {
    trial.attempts += 1
    trial.last = error
    context.attempts = trial.attempts
    guard error.family == .connectRetriable else { return judge(trial, &context, error) }
    counts.failures += 1
    guard now < trial.deadline else {
      return behaviour.judgesExhaustedRetries
        ? judge(trial, &context, error) : skip(&context, error)
    }
    guard let pause = pause(trial, now) else {
      // Java draws no number below zero: the exception takes the place of the operation's own.
      return judge(
        trial, &context, TaskException("java.lang.IllegalArgumentException", .other))
    }
    return .wait(pause)
  }

  /// The wait between two attempts is over; the verdict if there is no further one.
  package mutating func waited(_ trial: Trial, _ context: inout Context) -> Verdict? {
    counts.retries += 1
    guard isStopping, let error = trial.last else { return nil }
    return skip(&context, error)
  }

  /// An operation failed elsewhere, past any retry.
  package mutating func failedElsewhere(
    _ context: inout Context, _ error: TaskException
  ) -> Verdict {
    markFailed()
    context.error = error
    counts.failures += 1
    guard !isWithinTolerance else { return .skip }
    counts.errors += 1
    return .fail(.toleranceExceeded(error))
  }

  /// Out of retries: the record is left out, whatever the tolerance.
  private mutating func skip(_ context: inout Context, _ error: TaskException) -> Verdict {
    context.error = error
    markFailed()
    counts.skipped += 1
    counts.errors += 1
    return .skip
  }

  private mutating func judge(
    _ trial: Trial, _ context: inout Context, _ error: TaskException
  ) -> Verdict {
    counts.failures += 1
    counts.errors += 1
    markFailed()
    context.error = error
    guard trial.stage.toleratesAnything || error.family == .connectRetriable else {
      return .fail(.unhandled(error))
    }
    guard isWithinTolerance else { return .fail(.toleranceExceeded(error)) }
    counts.skipped += 1
    return .skip
  }

  private mutating func markFailed() {
    failures += 1
    counts.errorTimestamps += 1
  }

  /// 300 ms doubled for each attempt, as Java shifts a long: after the 55th the bits are lost and it starts over.
  private mutating func pause(_ trial: Trial, _ now: Milliseconds) -> Milliseconds? {
    var pause = 300 &<< Int64(trial.attempts - 1)
    if pause > settings.retryDelayMax.raw {
      guard settings.retryDelayMax > .zero else { return nil }
      pause = Int64(draws.below(Int32(clamping: settings.retryDelayMax.raw)))
    }
    if pause &+ now.raw > trial.deadline.raw { pause = max(0, trial.deadline.raw &- now.raw) }
    return Milliseconds(pause)
  }
}

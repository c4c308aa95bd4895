/// Converters and transformations before a put (`convertMessages`).
extension WorkerSinkTask {
  /// Converts what is left of the poll, up to the first wait; then all is put.
  mutating func convert(_ now: Milliseconds, _ effects: inout [SinkTaskEffect]) {
    while let run = incoming.first {
      switch run.conversion {
      case .fine:
        batch.append(run)
        polledTo[run.partition] = run.nextOffset
        incoming.removeFirst()
      case .filtered:
        polledTo[run.partition] = run.nextOffset
        incoming.removeFirst()
      case .fails(let error):
        conversion = RetryOperator.Context()
        guard let trial = errors.begin(.valueConverter, conversion, now: now),
          attempt(trial, error, now, &effects)
        else { return }
      }
    }
    deliver(&effects)
  }

  /// Attempts of a converter that fails; answers whether the thread goes on with the next record.
  private mutating func attempt(
    _ trial: RetryOperator.Trial, _ error: TaskException, _ now: Milliseconds,
    _ effects: inout [SinkTaskEffect]
  ) -> Bool {
    var trial = trial
    while true {
      let verdict = errors.failed(&trial, &conversion, error, now: now)
      switch verdict {
      case .wait(let pause) where pause > .zero && !isCancelled:
        thread = .retrying(trial, until: now + pause)
        return false
      case .wait:
        if let final = errors.waited(trial, &conversion) { return conclude(final, now, &effects) }
      case .skip, .fail:
        return conclude(verdict, now, &effects)
      }
    }
  }

  private mutating func conclude(
    _ verdict: RetryOperator.Verdict, _ now: Milliseconds, _ effects: inout [SinkTaskEffect]
  ) -> Bool {
    if case .fail(let failure) = verdict {
      end(failure, now, &effects)
      return false
    }
    guard let run = incoming.first else { return true }
    converted += 1
    polledTo[run.partition] = run.firstOffset + Int64(converted)
    if converted == run.count {
      incoming.removeFirst()
      converted = 0
    }
    return true
  }

  /// The wait between two attempts is over.
  mutating func retry(
    _ trial: RetryOperator.Trial, _ now: Milliseconds, _ effects: inout [SinkTaskEffect]
  ) {
    guard case .fails(let error)? = incoming.first?.conversion else { return }
    let goesOn: Bool
    if let final = errors.waited(trial, &conversion) {
      goesOn = conclude(final, now, &effects)
    } else {
      goesOn = attempt(trial, error, now, &effects)
    }
    if goesOn { convert(now, &effects) }
  }
}

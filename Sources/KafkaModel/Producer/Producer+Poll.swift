extension Producer {
  /// Runs the network thread from where it sleeps: reads what arrived, then passes until nothing moves
  /// and the last pass asked to sleep; ends with the `.wake` for that deadline.
  package mutating func poll(now: Milliseconds, into effects: inout [ProducerEffect]) {
    guard life != .closed else { return }
    resumeCaller(now: now, into: &effects)
    if case .pausing(_, let until) = identity, now < until, !isCloseDue(now: now) {
      effects.append(.wake(at: nextWake))
      return
    }
    if isWoken || now >= sleepsUntil || client.hasInput || isCloseDue(now: now) {
      runPasses(now: now, into: &effects)
    }
    if life != .closed { effects.append(.wake(at: nextWake)) }
  }

  /// A `close` has run out of time.
  private func isCloseDue(now: Milliseconds) -> Bool {
    if case .closing(let deadline) = life { now >= deadline } else { false }
  }

  /// When something is due: the network thread's deadline, or the caller's.
  var nextWake: Milliseconds {
    var wake = min(sleepsUntil, caller.deadline(maxBlock: settings.maxBlock))
    if case .closing(let deadline) = life { wake = min(wake, deadline) }
    return wake
  }

  private mutating func runPasses(now: Milliseconds, into effects: inout [ProducerEffect]) {
    isWoken = false
    _ = finishPoll(now: now, into: &effects)
    var idleRounds = 0
    while !finishLife(now: now, into: &effects) {
      let asked = runOnce(now: now, into: &effects)
      if case .pausing(_, let until) = identity {
        sleepsUntil = until
        return
      }
      let moved = finishPoll(now: now, into: &effects)
      if moved || isWoken {
        isWoken = false
        idleRounds = 0
      } else if asked > .zero {
        sleepsUntil = min(now + asked, client.nextTimeout)
        return
      } else {
        // A real thread spins here; recorded runs let it spin four times per millisecond.
        idleRounds += 1
        if idleRounds == 4 {
          sleepsUntil = now + Milliseconds(1)
          return
        }
      }
    }
  }

  /// The second half of `NetworkClient.poll` and the callbacks it runs.
  private mutating func finishPoll(
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> Bool {
    let moved = client.finishPoll(
      now: now, into: &clientEffects, completions: &completions)
    passOn(into: &effects)
    if !completions.isEmpty { handleCompletions(now: now, into: &effects) }
    resumeCaller(now: now, into: &effects)
    return moved
  }

  private mutating func handleCompletions(
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) {
    var taken = 0
    while let completion = completions.takeNext(&taken, leaving: .blank) {
      handle(consume completion, now: now, into: &effects)
    }
  }

  /// Hands the network client's effects on in their order.
  @inline(__always)
  mutating func passOn(into effects: inout [ProducerEffect]) {
    if !clientEffects.isEmpty { passOnAll(into: &effects) }
  }

  private mutating func passOnAll(into effects: inout [ProducerEffect]) {
    var taken = 0
    while let effect = clientEffects.takeNext(&taken, leaving: .close(NodeID(-1))) {
      switch consume effect {
      case .connect(let node): effects.append(.connect(node))
      case .close(let node): effects.append(.close(node))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(.send(node, correlation: correlation, consume request, bytes: bytes))
      case .journal(let event): effects.append(.journal(event))
      }
    }
  }

  /// The end of a closing producer: all done, or out of time; true if it is gone.
  private mutating func finishLife(
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> Bool {
    guard case .closing(let deadline) = life else { return false }
    let isDone = !accumulator.hasUndrained && client.inFlightCount == 0
    guard isDone || now >= deadline else { return false }
    if !isDone { abortAll(.closedForcefully, into: &effects) }
    client.close(into: &clientEffects)
    passOn(into: &effects)
    life = .closed
    if case .flushing = caller {
      caller = .idle
      effects.append(.flushed)
    }
    effects.append(.closed)
    return true
  }
}

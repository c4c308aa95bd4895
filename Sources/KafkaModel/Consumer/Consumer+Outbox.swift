/// A consumer that is lent what passes through it.
extension Consumer {
  /// What passes between the network client and the rest: mostly empty between inputs.
  package struct Outbox: Sendable {
    var effects: [ClientEffect] = []
    var completions: [ClientCompletion] = []
    var answers: [NetworkAnswer] = []
    var unsent: [ConsumerNetwork.UnsentRequest] = []

    package init() {}
  }

  // `wake`, `call` and the like through an outbox that the shell lends. A shell of many consumers lends all of them the same
  // one, in each of their inputs: their own would have to be fetched from far, even an empty one once it has had storage.

  package mutating func wake(
    now: Milliseconds, through outbox: inout Outbox, into effects: inout [ConsumerEffect]
  ) {
    exchangeOutbox(&outbox)
    wake(now: now, into: &effects)
    exchangeOutbox(&outbox)
  }

  package mutating func call(
    _ call: ConsumerCall, now: Milliseconds, through outbox: inout Outbox,
    into effects: inout [ConsumerEffect]
  ) {
    exchangeOutbox(&outbox)
    self.call(call, now: now, into: &effects)
    exchangeOutbox(&outbox)
  }

  package mutating func listenerReturned(
    now: Milliseconds, through outbox: inout Outbox, into effects: inout [ConsumerEffect]
  ) {
    exchangeOutbox(&outbox)
    listenerReturned(now: now, into: &effects)
    exchangeOutbox(&outbox)
  }

  package mutating func wakeUp(
    now: Milliseconds, through outbox: inout Outbox, into effects: inout [ConsumerEffect]
  ) {
    exchangeOutbox(&outbox)
    wakeUp(now: now, into: &effects)
    exchangeOutbox(&outbox)
  }

  /// Exchanges the outbox for another one, as far as nothing is left in it.
  @inline(__always)
  private mutating func exchangeOutbox(_ other: inout Outbox) {
    if clientEffects.isEmpty { swap(&clientEffects, &other.effects) }
    if network.completions.isEmpty { swap(&network.completions, &other.completions) }
    if network.answers.isEmpty { swap(&network.answers, &other.answers) }
    if network.unsent.isEmpty { swap(&network.unsent, &other.unsent) }
  }
}

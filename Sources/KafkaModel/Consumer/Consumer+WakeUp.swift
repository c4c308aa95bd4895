extension Consumer {
  /// `wakeup()`: the application's thread leaves the poll of the network that it waits in with a WakeupException.
  ///
  /// Only for a thread that waits; a wakeup that comes before a call is not kept for it.
  package mutating func wakeUp(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    switch thread {
    case .inside(.close, _), .inside(_, .running), .inside(_, .listening), .outside, .closed:
      break
    case .inside(_, .polling), .inside(_, .sleeping):
      returns(.failed(.wokenUp), into: &effects)
      wake(now: now, into: &effects)
    }
  }
}

/// How a poll of an author's task ends.
package enum CustomPoll: Hashable, Sendable {
  case records([CustomRecord])
  /// The thread sleeps inside of poll, which then returns nothing.
  case wait(Milliseconds)
}

/// How a poll of a ``SourceTask`` ends.
public enum SourcePoll: Hashable, Sendable {
  /// These records, at once.
  case records([SourceRecord])
  /// The task's thread sleeps inside of poll, which then returns nothing; a wish to stop is seen after it.
  ///
  /// At least a millisecond passes, as it does when there are no records.
  case wait(Duration)
}

/// How a poll of a ``SourceTask`` ends.
public enum SourcePoll: Hashable, Sendable {
  /// These records, at once; an empty list is a poll that found nothing, and a millisecond passes.
  case records([SourceRecord])
  /// The task's thread sleeps inside of poll, which then returns nothing; a wish to stop is seen after it.
  ///
  /// Whole milliseconds, of which a part counts as one; at least one passes, also for a time of zero or below.
  case wait(Duration)
}

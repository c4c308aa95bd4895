import KafkaModel
import Scenario

extension Milliseconds {
  /// A time that code of the user's asked for, in whole milliseconds: none below zero, none above `longest`.
  init(roundedUp time: TimeSpan) {
    let nanoseconds = Swift.min(Swift.max(time.nanoseconds, 0), Self.longestInNanoseconds)
    self.init((nanoseconds + 999_999) / 1_000_000)
  }
}

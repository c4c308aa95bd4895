import KafkaModel
import Scenario

extension Milliseconds {
  /// A time that code of the user's asked for, in whole milliseconds: none below zero, none above the 10 000 days that a drill
  /// may last.
  init(roundedUp time: TimeSpan) {
    let longest: Int64 = 864_000_000_000_000_000
    self.init((Swift.min(Swift.max(time.nanoseconds, 0), longest) + 999_999) / 1_000_000)
  }
}

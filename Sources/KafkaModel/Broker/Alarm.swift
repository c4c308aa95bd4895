/// A timer that is set again only when it must fire earlier: deadlines that move later cost nothing.
///
/// When it fires the owner looks what is due by then and arms it for the rest.
struct Alarm: Hashable, Sendable {
  private(set) var at: Milliseconds?

  /// True if the shell must be asked for a wake-up at the deadline.
  mutating func arm(_ deadline: Milliseconds) -> Bool {
    if deadline == .max { return false }
    if let at, at <= deadline { return false }
    at = deadline
    return true
  }

  /// True if the alarm was due; it is then unset.
  mutating func fires(at now: Milliseconds) -> Bool {
    guard let at, at <= now else { return false }
    self.at = nil
    return true
  }
}

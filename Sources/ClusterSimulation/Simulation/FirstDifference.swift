/// The first event in which two runs differ; what a broken promise of determinism looks like.
package struct FirstDifference: Hashable, Sendable {
  /// How many events the runs had in common.
  package var eventsInCommon: Int
  /// The event of each run in words; nil where a run had ended.
  package var first: String?
  package var second: String?

  /// Runs both to their ends, side by side; nil when every event was the same.
  package init?(of first: inout Simulation, and second: inout Simulation) {
    first.keepsLastEvent = true
    second.keepsLastEvent = true
    while true {
      let common = first.eventCount
      let goesOn = (!first.isFinished && first.step(), !second.isFinished && second.step())
      if goesOn == (false, false) { return nil }
      guard goesOn == (true, true), first.fingerprint == second.fingerprint else {
        eventsInCommon = common
        self.first = goesOn.0 ? first.lastEvent : nil
        self.second = goesOn.1 ? second.lastEvent : nil
        return
      }
    }
  }
}

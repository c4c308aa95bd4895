package import SimulationKernel

/// The first event in which two runs differ.
///
/// Of two runs of one plan and one seed it is what a broken promise of determinism looks like; of two variants of a drill
/// it is where they part.
package struct FirstDifference: Hashable, Sendable {
  /// How many events the runs had in common.
  package var eventsInCommon: Int
  /// The event of each run; nil where a run had ended.
  package var first: Happened?
  package var second: Happened?

  /// An event in words, when it was handled.
  package struct Happened: Hashable, Sendable {
    package var at: Instant
    package var words: String
  }

  /// Runs both side by side until they differ, or to their ends; nil when every event was the same.
  package init?(of first: inout Simulation, and second: inout Simulation) {
    first.keepsLastEvent = true
    second.keepsLastEvent = true
    defer {
      first.keepsLastEvent = false
      second.keepsLastEvent = false
    }
    while true {
      let common = first.eventCount
      let goesOn = (!first.isFinished && first.step(), !second.isFinished && second.step())
      if goesOn == (false, false) { return nil }
      guard goesOn == (true, true), first.fingerprint == second.fingerprint else {
        eventsInCommon = common
        self.first = goesOn.0 ? Happened(at: first.now, words: first.lastEvent) : nil
        self.second = goesOn.1 ? Happened(at: second.now, words: second.lastEvent) : nil
        return
      }
    }
  }
}

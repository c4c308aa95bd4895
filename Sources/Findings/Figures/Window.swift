import ClusterSimulation
import Scenario
import SimulationKernel

/// The part of a run that a question is about, in nanoseconds since the start of the run.
struct Window {
  /// When the step `from` fired; nil if there is none. Times are counted from it.
  var from: Int64?
  /// Nothing earlier counts; nil: since the start of the run.
  var begins: Int64?
  var until: Int64?

  /// The whole run.
  init() {}

  /// The window of a question, or the value that says why there is none.
  init(_ question: Question, in evidence: Evidence) throws(NoWindow) {
    if let name = question.from {
      guard let fired = evidence.fired(name) else { throw NoWindow(step: name) }
      from = fired
    }
    if let name = question.until {
      guard let fired = evidence.fired(name) else { throw NoWindow(step: name) }
      until = fired
    }
    let zero = from ?? evidence.record.origin.nanoseconds
    begins = from
    if let span = question.notBefore { begins = zero + span.nanoseconds }
    if let span = question.within { until = min(until ?? .max, zero + span.nanoseconds) }
  }

  /// The step that a window needs has not fired.
  struct NoWindow: Error {
    var step: String
  }

  func includes(_ time: Int64) -> Bool {
    if let begins, time < begins { return false }
    if let until, time > until { return false }
    return true
  }
}

import Scenario

/// The part of a run that a question is about, in nanoseconds since the start of the run.
struct Window {
  /// When the step `from` fired; nil if there is none.
  var from: Int64?
  var until: Int64?

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
  }

  /// The step that a window needs has not fired.
  struct NoWindow: Error {
    var step: String
  }

  func includes(_ time: Int64) -> Bool {
    if let from, time < from { return false }
    if let until, time > until { return false }
    return true
  }
}

import ClusterSimulation

/// A time in which a broker or a controller was dead, paused or could not be reached.
struct NodeAbsence: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case ended
    case paused
    case silent
    /// Cut off from some hosts, or one way only: others may still reach it.
    case cutOff
  }

  var kind: Kind
  /// Nanoseconds since the start of the run.
  var begins: Int64
  /// nil if it lasts until the end of the run.
  var ends: Int64?
  /// What the journal says of its beginning and its end.
  var entries: [JournalIndex]

  func holds(at time: Int64) -> Bool { begins <= time && (ends.map { $0 > time } ?? true) }

  func overlaps(_ span: ClosedRange<Int64>) -> Bool {
    begins < span.upperBound && (ends.map { $0 > span.lowerBound } ?? true)
  }
}

package import ClusterSimulation

/// A time in which a producer sent nothing, as its process was told to stop, had ended, or was paused for more than a second.
package struct Absence: Hashable, Sendable {
  package var producer: Int
  /// Nanoseconds since the start of the run: told to stop, killed, without power or paused.
  package var begins: Int64
  /// When it was killed or lost power: nobody waits for what was open then. Nil for one that closed its producer or was only paused.
  package var died: Int64?
  /// When its process ran again; nil if it never did.
  package var ends: Int64?
  /// What the journal says of its beginning and its end.
  package var entries: [JournalIndex]
  /// Its process was paused, and did not end meanwhile.
  package var isPause: Bool
}

/// How a fetch request stands to fetch sessions, from its arrival to its answer (`kafka.server.FetchContext`).
package enum FetchContext: Hashable, Sendable {
  /// No session is wanted, or the session has just lost its last partition.
  case sessionless
  /// Names every partition and asks for a session.
  case full
  /// Reads the partitions of a session; `epoch` is what the session's next fetch will name.
  case incremental(FetchSessionID, epoch: Int32)
  /// The session is unknown or elsewhere; nothing is read.
  case refused(ErrorCode)
}

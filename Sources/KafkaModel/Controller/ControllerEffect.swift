/// What the controller asks of its surroundings.
package enum ControllerEffect: Hashable, Sendable {
  case respond(RequestToken, Response)
  /// Flush the metadata log, then call `synced` with the token; the raft thread waits for it.
  case sync(SyncToken)
  /// Wake the controller; a later one of the same timer replaces it, and one that comes too early is ignored.
  case setTimer(ControllerTimer, at: Milliseconds)
  case journal(JournalEvent)
}

/// The controller's deferred events, each at most once pending (`QuorumController`, `KafkaRaftClient`).
package enum ControllerTimer: Int, Hashable, Sendable, CaseIterable {
  /// `maybeFenceReplicas`: the earliest session runs out.
  case fenceStaleBroker
  /// `maybeBalancePartitionLeaders`
  case balanceLeaders
  /// `maybeElectUncleanLeaders`
  case electUncleanLeaders
  /// `writeNoOpRecord`
  case writeNoOp
  /// The batch accumulator's linger has passed.
  case appendLinger
  /// The earliest parked fetch of the metadata log has waited long enough.
  case fetchExpiry
}

/// How a controller process ended, which decides what its log keeps.
package enum ControllerCrash: Hashable, Sendable {
  /// The page cache survives: all that was written is there.
  case process
  /// Only what was synced is there.
  case powerLoss
}

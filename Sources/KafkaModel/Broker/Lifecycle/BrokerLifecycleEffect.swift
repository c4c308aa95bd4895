/// What a broker's lifecycle asks of its surroundings.
package enum BrokerLifecycleEffect: Hashable, Sendable {
  /// Through the channel to the controller, which looks for the active one and tries again by itself.
  case sendToController(Request)
  /// Call `timerFired`; a later one of the same timer replaces it, and one that comes too early is ignored.
  case setTimer(BrokerLifecycleTimer, at: Milliseconds)
  /// The broker's own registration is in its metadata: `STARTING` ended, log recovery may finish the start.
  case caughtUp
  /// The controller has unfenced the broker: it is `RUNNING`.
  case unfenced
  /// The process goes on to stop: close the network, flush the logs, leave.
  case shutDown(BrokerShutdownReason)
  case journal(JournalEvent)
}

package enum BrokerLifecycleTimer: Int, Hashable, Sendable, CaseIterable {
  /// The next registration or heartbeat.
  case communication
  /// `initial.broker.registration.timeout.ms` has passed since the start.
  case registrationTimeout
}

package enum BrokerShutdownReason: Hashable, Sendable {
  /// The controller let the broker go.
  case granted
  /// Asked to stop before it was running, or stopped by force.
  case immediate
  /// No registration within `initial.broker.registration.timeout.ms`.
  case registrationTimedOut
}

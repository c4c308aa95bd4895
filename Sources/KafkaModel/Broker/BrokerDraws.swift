import SimulationKernel

/// The random sources of one broker, one per purpose.
package struct BrokerDraws: Sendable {
  /// Jitter of reconnect back-off and connection set-up time-out of the broker's own channels.
  package var connectionJitter = RandomSource.still
  /// Jitter of the back-off of failed heartbeats.
  package var heartbeatJitter = RandomSource.still
  /// Where in their periods the background jobs begin; real ones begin when the process does.
  package var jobPhase = RandomSource.still
  /// Where in its period the expiry of offsets begins.
  package var offsetExpiryPhase = RandomSource.still
  /// The suffixes of member ids.
  package var memberIDs = RandomSource.still
  /// Which of two threads that may go on at the same moment does so first.
  package var threadOrder = RandomSource.still

  package init() {}

  /// When in its period the expiry of offsets runs.
  mutating func phaseOfOffsetExpiry(period: Milliseconds) -> Milliseconds {
    Milliseconds(Int64(1 + offsetExpiryPhase.below(Int32(clamping: max(1, period.raw)))))
  }

  /// The heartbeat jitter of a new process: a stream of its own, so that a restart repeats no draw.
  mutating func heartbeatJitterOfNextProcess() -> RandomSource {
    switch heartbeatJitter {
    case .still, .recorded: return heartbeatJitter
    case .stream(var stream):
      let seed = stream.next()
      heartbeatJitter = .stream(stream)
      return .stream(RandomStream(seed: seed, name: "process", purpose: "heartbeat jitter"))
    }
  }
}

package import ClusterSimulation
package import KafkaModel

/// Leader, leader epoch and in-sync replicas of one partition over a run, as its controller wrote them.
package struct PartitionHistory: Sendable {
  package private(set) var states: [State] = []
  /// How many replicas the partition has.
  package let replicas: Int

  /// What holds from a moment (nanoseconds since the start of the run) on.
  package struct State: Hashable, Sendable {
    package var at: Int64
    package var leader: NodeID?
    package var epoch: LeaderEpoch
    package var isr: [NodeID]
    /// How the leader was elected, nil if only the in-sync replicas changed.
    package var elected: ElectedHow?
    package var entry: JournalIndex
  }

  init(replicas: Int) { self.replicas = replicas }

  mutating func add(_ event: JournalEvent, at time: Int64, entry: JournalIndex) {
    switch event {
    case .leaderElected(_, let leader, let epoch, let isr, let kind):
      states.append(
        State(
          at: time, leader: leader, epoch: epoch, isr: isr.sorted(), elected: kind, entry: entry))
    case .isrChanged(_, let isr, _):
      let last = states.last
      states.append(
        State(
          at: time, leader: last?.leader, epoch: last?.epoch ?? .none, isr: isr.sorted(),
          elected: nil, entry: entry))
    case .brokerRegistered, .brokerFenced, .brokerUnfenced, .becameLeader, .becameFollower,
      .isrShrinkAsked, .isrExpandAsked, .truncated, .recovered, .fetchRefused, .produceRefused,
      .shutdownGranted, .stopped, .disconnected, .requestTimedOut, .learnedLeader, .epochBumped,
      .topicMadeForClient,
      .group, .consumer, .worker:
      preconditionFailure("\(event) says nothing of a partition's leader and in-sync replicas")
    }
  }

  /// The state that holds at a moment; nil before the partition exists.
  package func state(at time: Int64) -> State? { states.last { $0.at <= time } }

  /// Moments after `start` at which a leader is elected where another one or none led.
  package func elections(after start: Int64) -> [State] {
    states.indices.compactMap { index in
      let state = states[index]
      guard state.at >= start, index > 0, let leader = state.leader,
        states[index - 1].leader != leader
      else { return nil }
      return state
    }
  }

  /// Moments at which another broker leads than the one that led last.
  package var moves: [State] {
    var moves: [State] = []
    var last: NodeID?
    for state in states {
      guard let leader = state.leader else { continue }
      if let last, last != leader { moves.append(state) }
      last = leader
    }
    return moves
  }
}

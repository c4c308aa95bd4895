/// What a consumer's request is for; with the ticket it tells the owner of the answer.
package enum RequestPurpose: Hashable, Sendable {
  case findCoordinator
  case joinGroup
  case syncGroup
  case heartbeat
  case leaveGroup
  case offsetCommit
  case offsetFetch
  case fetch
  case listOffsets
  case offsetForLeaderEpoch
}

/// Names one request of a consumer for ever; owners keep it to know their answers and to forget old ones.
package struct RequestTicket: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// What became of a consumer's request (`RequestFuture` when it is done).
package struct NetworkAnswer: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case answered(Response)
    /// `DisconnectException`: the connection ended, or could not be made, or the request timed out on it.
    case disconnected
    /// `TimeoutException`: no connection was ready within `request.timeout.ms`; it was never sent.
    case expired
  }

  package var ticket: RequestTicket
  package var node: NodeID
  package var purpose: RequestPurpose
  package var outcome: Outcome

  package init(
    ticket: RequestTicket, node: NodeID, purpose: RequestPurpose, outcome: Outcome
  ) {
    self.ticket = ticket
    self.node = node
    self.purpose = purpose
    self.outcome = outcome
  }

  /// Left where an answer was taken.
  static let blank = NetworkAnswer(
    ticket: RequestTicket(-1), node: NodeID(-1), purpose: .heartbeat, outcome: .expired)
}

extension NodeID {
  /// The network client's name for the connection to a coordinator; the same in both directions.
  package var asCoordinator: NodeID { NodeID(Int32.max - raw) }

  /// Whether this names a connection to a coordinator.
  package var isCoordinator: Bool { raw > Int32.max / 2 }
}

extension NetworkClient {
  /// One connection's state with its requests in flight (`ClusterConnectionStates`, `InFlightRequests`).
  struct Connection: Sendable {
    let node: NodeID
    var phase = ConnectionPhase.connecting
    /// The newest request is not handed to the socket yet (until the pass polls).
    var isWriting = false
    var needsVersions = false
    var lastActive: Milliseconds
    /// Oldest first.
    var inFlight = Few<InFlight>()
    var inbox = Inbox()
    /// Time of the last attempt, or of the end of the last connection.
    var lastAttempt: Milliseconds
    var reconnectBackoff: Milliseconds
    var setupTimeout: Milliseconds
    /// Disconnections in a row since the connection was last ready.
    var failures: Int64 = 0
    /// Attempts in a row that never got through.
    var failedSetups: Int64 = 0
  }

  struct InFlight: Sendable {
    var correlation: Int32
    var label: RequestLabel?
    var sentAt: Milliseconds
    var timeout: Milliseconds
    var purpose: Purpose
    var expectsAnswer: Bool
  }

  /// Whom an answer is for.
  enum Purpose: Sendable {
    case versions
    case metadata
    case owner
  }

  /// What the selector holds for the next poll of the network thread.
  struct Inbox: Sendable {
    private var answers = Few<(correlation: Int32, response: Response)>()
    var connected = false
    var disconnected = false

    @inline(__always)
    var hasAnswers: Bool { !answers.isEmpty }

    @inline(__always)
    var hasOneAnswer: Bool { answers.count == 1 }

    /// Of the request that the oldest answer is for, if there is one.
    @inline(__always)
    var nextCorrelation: Int32? { answers.first?.correlation }

    mutating func add(_ response: consuming Response, correlation: Int32) {
      answers.append((correlation, response))
    }

    mutating func takeAnswer() -> (correlation: Int32, response: Response) {
      answers.remove(at: 0)
    }
  }
}

/// `org.apache.kafka.clients.ConnectionState`
package enum ConnectionPhase: Hashable, Sendable {
  case disconnected
  case connecting
  case checkingVersions
  case ready
}

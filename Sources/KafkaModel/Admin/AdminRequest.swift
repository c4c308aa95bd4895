/// One request of an admin client with its tries (`KafkaAdminClient.Call`).
struct AdminRequest: Sendable {
  /// What the answer is for.
  enum Purpose: Hashable, Sendable {
    /// The client's own wish for the brokers.
    case metadata
    /// A call that is one request.
    case whole(AdminCallID)
    /// `listGroups` asks who is there.
    case brokers(AdminCallID)
    /// The groups of one broker.
    case groups(AdminCallID, NodeID)
    /// Coordinators or leaders of a call's keys.
    case lookup(AdminCallID, AdminJob.Scope)
    /// The keys that one broker answers for.
    case fulfilment(AdminCallID, NodeID, keys: [Int])

    var call: AdminCallID? {
      switch self {
      case .metadata: nil
      case .whole(let call), .brokers(let call), .groups(let call, _), .lookup(let call, _),
        .fulfilment(let call, _, _):
        call
      }
    }
  }

  /// Which broker it goes to (`NodeProvider`).
  enum Destination: Hashable, Sendable {
    /// The least loaded node, even of the bootstrap servers.
    case anyKnown
    /// The least loaded broker.
    case leastLoaded
    case controller
    case node(NodeID)
  }

  let purpose: Purpose
  let destination: Destination
  let deadline: Milliseconds
  var request: Request
  var tries: Int64
  /// Not sent before.
  var nextTry: Milliseconds

  init(
    _ purpose: Purpose, to destination: Destination, deadline: Milliseconds, _ request: Request,
    tries: Int64 = 0, nextTry: Milliseconds = ClientMetadata.longAgo
  ) {
    self.purpose = purpose
    self.destination = destination
    self.deadline = deadline
    self.request = request
    self.tries = tries
    self.nextTry = nextTry
  }
}

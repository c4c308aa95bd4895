/// A member's settings and its client's rules, the same for consumers and Connect workers (`GroupRebalanceConfig`).
package struct GroupMemberSettings: Hashable, Sendable {
  package var group: GroupID
  package var groupInstanceID: String?
  package var clientID: String
  /// `protocol type`: "consumer" or "connect".
  package var protocolType: String
  /// `session.timeout.ms`
  package var sessionTimeout: Milliseconds
  /// `max.poll.interval.ms` of consumers, `rebalance.timeout.ms` of workers.
  package var rebalanceTimeout: Milliseconds
  /// `heartbeat.interval.ms`
  package var heartbeatInterval: Milliseconds
  /// `request.timeout.ms`
  package var requestTimeout: Milliseconds
  /// Between attempts; constant before KIP-580.
  package var retryBackoff: ExponentialBackoff
  /// `internal.leave.group.on.close`
  package var leavesGroupOnClose: Bool
  /// KAFKA-13419 (3.2): ILLEGAL_GENERATION leaves the member its id.
  package var keepsMemberOnIllegalGeneration: Bool
  /// KAFKA-12983 (2.8.1): a member that lost its generation prepares again before it joins.
  package var preparesAfterReset: Bool
  /// KIP-580 (3.7): a failed search for the coordinator waits before the next, also in the heartbeat thread.
  package var backsOffLookups: Bool
  /// KIP-814 (3.2): JoinGroup version 9.
  package var supportsSkippingAssignment: Bool

  package init(
    group: GroupID, groupInstanceID: String?, clientID: String, protocolType: String,
    sessionTimeout: Milliseconds, rebalanceTimeout: Milliseconds,
    heartbeatInterval: Milliseconds, requestTimeout: Milliseconds,
    retryBackoff: ExponentialBackoff, leavesGroupOnClose: Bool,
    keepsMemberOnIllegalGeneration: Bool, preparesAfterReset: Bool, backsOffLookups: Bool,
    supportsSkippingAssignment: Bool
  ) {
    self.group = group
    self.groupInstanceID = groupInstanceID
    self.clientID = clientID
    self.protocolType = protocolType
    self.sessionTimeout = sessionTimeout
    self.rebalanceTimeout = rebalanceTimeout
    self.heartbeatInterval = heartbeatInterval
    self.requestTimeout = requestTimeout
    self.retryBackoff = retryBackoff
    self.leavesGroupOnClose = leavesGroupOnClose
    self.keepsMemberOnIllegalGeneration = keepsMemberOnIllegalGeneration
    self.preparesAfterReset = preparesAfterReset
    self.backsOffLookups = backsOffLookups
    self.supportsSkippingAssignment = supportsSkippingAssignment
  }

  /// How long a JoinGroup may be on its way: the coordinator holds it for a whole rebalance, and 5 s for delays.
  var joinTimeout: Milliseconds {
    max(requestTimeout, rebalanceTimeout + Milliseconds(5_000))
  }
}

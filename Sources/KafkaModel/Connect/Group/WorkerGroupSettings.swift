/// What a worker's settings say about its membership in the Connect cluster's group.
///
/// Source: `DistributedConfig`.
package struct WorkerGroupSettings: Hashable, Sendable {
  /// Of the group's client; `request.timeout.ms` is 40 s there.
  package var client: ClientSettings
  package var member: GroupMemberSettings
  /// `connect.protocol`
  package var compatibility: ConnectCompatibility
  /// `scheduled.rebalance.max.delay.ms`
  package var maxDelay: Milliseconds
  /// Where the worker's REST server listens.
  package var url: String

  package init(
    client: ClientSettings, member: GroupMemberSettings,
    compatibility: ConnectCompatibility = .sessioned,
    maxDelay: Milliseconds = Milliseconds(300_000), url: String = ""
  ) {
    self.client = client
    self.member = member
    self.compatibility = compatibility
    self.maxDelay = maxDelay
    self.url = url
  }

  /// With Connect's own defaults: session 10 s, heartbeat 3 s, rebalance 60 s, requests 40 s.
  package init(group: GroupID, clientID: String, behaviour: ConsumerBehaviour) {
    var client = ClientSettings()
    client.requestTimeout = Milliseconds(40_000)
    self.init(
      client: client,
      member: GroupMemberSettings(
        group: group, groupInstanceID: nil, clientID: clientID, protocolType: "connect",
        sessionTimeout: Milliseconds(10_000), rebalanceTimeout: Milliseconds(60_000),
        heartbeatInterval: Milliseconds(3_000), requestTimeout: client.requestTimeout,
        retryBackoff: ExponentialBackoff(
          initial: client.retryBackoff,
          limit: behaviour.exponentialRetryBackoff ? client.retryBackoffMax : client.retryBackoff),
        leavesGroupOnClose: true,
        keepsMemberOnIllegalGeneration: behaviour.commitsBeforeJoinAsync,
        preparesAfterReset: behaviour.resetsClaimOnGenerationLoss,
        backsOffLookups: behaviour.exponentialRetryBackoff,
        supportsSkippingAssignment: behaviour.skipsAssignment))
  }
}

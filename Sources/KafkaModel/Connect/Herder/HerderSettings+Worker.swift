extension HerderSettings {
  /// What a worker's settings come to for its herder.
  package init(
    _ worker: ConnectWorkerSettings, group: GroupID, clientID: String, url: String,
    behaviour: ConsumerBehaviour
  ) {
    var member = WorkerGroupSettings(group: group, clientID: clientID, behaviour: behaviour)
    member.client = worker.groupClient
    member.member.sessionTimeout = worker.sessionTimeout
    member.member.rebalanceTimeout = worker.rebalanceTimeout
    member.member.heartbeatInterval = worker.heartbeatInterval
    member.member.requestTimeout = worker.groupClient.requestTimeout
    member.member.retryBackoff = ExponentialBackoff(
      initial: worker.groupClient.retryBackoff,
      limit: behaviour.exponentialRetryBackoff
        ? worker.groupClient.retryBackoffMax : worker.groupClient.retryBackoff)
    member.maxDelay = worker.scheduledRebalanceMaxDelay
    member.url = url
    switch worker.connectProtocol {
    case .eager: member.compatibility = .eager
    case .compatible: member.compatibility = .compatible
    case .sessioned: member.compatibility = .sessioned
    }
    self.init(
      group: member, gracefulTimeout: worker.taskShutdownGracefulTimeout,
      syncTimeout: worker.workerSyncTimeout, unsyncBackoff: worker.workerUnsyncBackoff)
  }
}

/// A consumer's side of its group: subscriptions and assignments, rebalance callbacks, committed offsets.
///
/// Methods that block in Kafka are asked again until they have finished, each with the same arguments; all that they
/// remember is here. The owner hands it the answers of its requests (`answered`), tells it when metadata came
/// (`metadataArrived`), runs `member`'s heartbeat thread and passes on `outcomes` after every call.
/// Source: `org.apache.kafka.clients.consumer.internals.ConsumerCoordinator`.
package struct ConsumerCoordinator: Sendable {
  /// What became of commits, to be told in the application's thread; the owner takes them.
  package var outcomes: [CommitOutcome] = []
  /// nil before the first poll.
  var nextAutoCommit: Milliseconds?
  /// `enable.auto.commit`, beside what else each round of a poll asks for.
  let commitsAutomatically: Bool
  package internal(set) var member: GroupMember
  var polling = PollStage.start
  /// The topics of the last JoinGroup.
  var joinedTopics: [String]?
  var snapshot = MetadataSnapshot()
  /// What the leader assigned from; another later makes it rejoin.
  var assignedFrom: MetadataSnapshot?
  var commits = OffsetCommits()
  let settings: ConsumerSettings
  let behaviour: ConsumerBehaviour
  let assignors: Assignors
  /// All assignors can let members keep partitions while they join (`RebalanceProtocol.COOPERATIVE`).
  package let isCooperative: Bool
  package internal(set) var isLeader = false
  /// The leader waits for metadata of its group's topics.
  var election: Election?
  /// What sticky assignors remember of the last assignment.
  var claim: Claim?
  /// The newest generation that this leader's assignor has read.
  var newestGeneration = GenerationID.unknown
  var preparing = PrepareStage.idle
  /// `joinPrepareTimer`: until then the commit before a rebalance is tried.
  var prepareDeadline: Milliseconds?
  var prepareCommit: PrepareCommit?
  var completing = CompleteStage.idle
  var sync: SyncCommit?
  var offsetFetch: CommittedOffsetsFetch?
  var leaving = LeaveStage.idle
  var closing = CloseStage.committing

  struct Election: Hashable, Sendable {
    var response: JoinGroupResponse
    /// The version of the metadata that is too old; nil if it was fresh.
    var awaitsAfter: Int32?
  }

  struct Claim: Hashable, Sendable {
    var partitions: [NamedPartition]
    var generation: GenerationID
  }

  /// - Parameter jitter: draws of retry back-offs.
  package init(
    group: GroupID, settings: ConsumerSettings, behaviour: ConsumerBehaviour,
    assignors: Assignors, jitter: RandomSource
  ) {
    self.settings = settings
    commitsAutomatically = settings.autoCommit
    self.behaviour = behaviour
    self.assignors = assignors
    isCooperative =
      !settings.assignors.isEmpty && settings.assignors.allSatisfy(\.isCooperative)
    member = GroupMember(
      settings: GroupMemberSettings(group: group, settings, behaviour), jitter: jitter)
  }
}

extension GroupMemberSettings {
  /// A consumer's member.
  init(group: GroupID, _ settings: ConsumerSettings, _ behaviour: ConsumerBehaviour) {
    self.init(
      group: group, groupInstanceID: settings.groupInstanceID, clientID: settings.clientID,
      protocolType: "consumer", sessionTimeout: settings.sessionTimeout,
      rebalanceTimeout: settings.maxPollInterval,
      heartbeatInterval: settings.heartbeatInterval,
      requestTimeout: settings.client.requestTimeout,
      retryBackoff: ExponentialBackoff(
        initial: settings.client.retryBackoff,
        limit: behaviour.exponentialRetryBackoff
          ? settings.client.retryBackoffMax : settings.client.retryBackoff),
      leavesGroupOnClose: settings.leavesGroupOnClose,
      keepsMemberOnIllegalGeneration: behaviour.commitsBeforeJoinAsync,
      preparesAfterReset: behaviour.resetsClaimOnGenerationLoss,
      backsOffLookups: behaviour.exponentialRetryBackoff,
      supportsSkippingAssignment: behaviour.skipsAssignment)
  }
}

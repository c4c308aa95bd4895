/// What a machine reports as significant; the shell stamps time, process and cause.
///
/// Only what changes fates or explains them: a journal of a healthy minute is nearly empty. Indirect, so that the rare
/// event does not make the many effects beside it larger.
package indirect enum JournalEvent: Hashable, Sendable {
  // The controller.
  case brokerRegistered(NodeID, epoch: BrokerEpoch)
  case brokerFenced(NodeID)
  case brokerUnfenced(NodeID)
  case leaderElected(
    TopicPartition, leader: NodeID?, epoch: LeaderEpoch, isr: [NodeID], kind: ElectedHow)
  case isrChanged(TopicPartition, isr: [NodeID], partitionEpoch: PartitionEpoch)
  /// A broker asked for the topic because a client had named it.
  case topicMadeForClient(TopicIndex)
  // A broker.
  case becameLeader(TopicPartition, epoch: LeaderEpoch, logEnd: Offset, highWatermark: Offset)
  case becameFollower(TopicPartition, epoch: LeaderEpoch, leader: NodeID?)
  case isrShrinkAsked(TopicPartition, isr: [NodeID])
  case isrExpandAsked(TopicPartition, isr: [NodeID])
  case truncated(TopicPartition, from: Offset, to: Offset, epoch: LeaderEpoch)
  case recovered(TopicPartition, logEnd: Offset, lost: Int64)
  case fetchRefused(TopicPartition, leader: NodeID, error: ErrorCode)
  case produceRefused(TopicPartition, error: ErrorCode)
  case shutdownGranted
  case stopped
  // A producer.
  case disconnected(node: NodeID)
  case requestTimedOut(node: NodeID)
  case learnedLeader(TopicPartition, leader: NodeID?, epoch: LeaderEpoch)
  case epochBumped(ProducerEpoch)
  /// A group's coordinator.
  case group(GroupID, GroupEvent)
  case consumer(ConsumerEvent)
  case worker(WorkerEvent)
}

/// What a Connect worker reports.
package enum WorkerEvent: Hashable, Sendable {
  /// What one of its clients saw of a cluster.
  case client(ClusterIndex, JournalEvent)
  /// The group of this name: its coordinator does not answer any more.
  case coordinatorLost(group: String)
  /// It looked for its coordinator in vain and stops all that it runs.
  case gaveUp(group: String)
  /// It gave these up by the group's wish.
  case revoked(group: String, connectors: Int32, tasks: Int32)
  /// A generation with this many connectors and tasks of its own, and a delay before the next rebalance.
  case joined(
    group: String, generation: GenerationID, connectors: Int32, tasks: Int32, delay: Milliseconds)
  case taskChanged(TaskName, ConnectState)
  case connectorChanged(group: String, connector: String, ConnectState)
  /// A mirror's checkpoint connector has looked for the source's groups, and deals these to its tasks from then on.
  case groupsFound(group: String, connector: String, [GroupID])
  /// A task's thread is there; its connector's half begins.
  case taskStarted(TaskName)
  /// Its worker tells the task to stop.
  case taskStopping(TaskName)
  /// It did not stop in time; it goes on alone.
  case taskNotStopped(TaskName)
  /// A commit of offsets, of so many partitions.
  case commitBegan(TaskName, partitions: Int32)
  /// `put` of a sink task threw this; a `RetriableException` has the same records put again.
  case putFailed(TaskName, exception: String)
  /// A wakeup in a commit inside of a poll made a sink task leave what the poll returned; nobody reads it again.
  case recordsDropped(TaskName, records: Int32)
  /// All of that write is done; a commit that fails or takes too long never gets here.
  case commitStored(TaskName)
}

/// How a partition came by its leader.
package enum ElectedHow: Hashable, Sendable {
  case created
  case clean
  case unclean
  case preferred
  case none
}

/// What a group's coordinator reports.
package enum GroupEvent: Hashable, Sendable {
  case loaded(generation: GenerationID, members: Int32)
  /// The join phase began; `member` is the one that made it necessary, if it was one.
  case rebalanceBegan(generation: GenerationID, member: MemberID?, why: RebalanceReason)
  case generationCompleted(GenerationID, members: Int32)
  case memberExpired(MemberID, MemberExpiry)
  case memberLeft(MemberID)
  case offsetsExpired(TopicPartition, Offset)
}

/// What a coordinator waited for in vain before it removed a member.
///
/// Source: `onExpireHeartbeat`, `completeJoin` ("remove dynamic members who haven't joined the group yet") and
/// `expirePendingSync` of `GroupCoordinator`.
package enum MemberExpiry: Hashable, Sendable {
  /// Anything at all from the member, for the time of its session.
  case session
  /// Its JoinGroup, until the rebalance time-out.
  case join
  /// Its SyncGroup, until the rebalance time-out.
  case sync
}

/// What a consumer reports.
package enum ConsumerEvent: Hashable, Sendable {
  /// The coordinator gave it an id; what the coordinator says of that id is about this process.
  case named(MemberID)
  case coordinatorLost
  /// The coordinator refused the member's identity; it gives up all its partitions and joins anew.
  case fenced(ErrorCode)
  case pollTimerExpired
  case positionMoved(TopicPartition, from: Offset, to: Offset, why: PositionChange)
}

/// Why a group's join phase began.
package enum RebalanceReason: Hashable, Sendable {
  case memberJoined
  case memberRejoined
  case memberLeft
  case memberExpired
  case syncTimedOut
  case staticMemberReplaced
  case storeFailed
}

/// Why a consumer's position moved without records being handed out.
package enum PositionChange: Hashable, Sendable {
  /// Nothing committed, or OFFSET_OUT_OF_RANGE: `auto.offset.reset` decided.
  case reset
  case outOfRange
  /// The log was truncated below the position (KIP-320).
  case truncated
  case sought
}

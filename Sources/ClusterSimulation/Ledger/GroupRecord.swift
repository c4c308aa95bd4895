package import KafkaModel
package import SimulationKernel

/// What a run leaves of one consumer group: who was handed what, who owned what, what was committed.
package struct GroupRecord: Sendable {
  package var members: [MemberRecord]
  /// Stored commits in the order in which the coordinator stored them; one that repeats the last one of its
  /// partition and member is left out.
  package var commits: [StoredCommit]
  /// Generations in the order in which coordinators completed them.
  package var generations: [Generation]
  /// The group's state, committed offsets and lag as the three views show them, at every sample.
  package var samples: [LagSample]

  package init(
    members: [MemberRecord], commits: [StoredCommit], generations: [Generation],
    samples: [LagSample]
  ) {
    self.members = members
    self.commits = commits
    self.generations = generations
    self.samples = samples
  }

  /// One member process over all of its lives.
  package struct MemberRecord: Sendable {
    package var deliveries: [Delivery] = []
    package var ownership: [OwnershipChange] = []
    package var calls: [Call] = []
    /// Lives of a sink task, each on its worker; its incarnation is the place in this list, from 1.
    package var lives: [TaskLife] = []

    package init() {}
  }

  /// A life of a sink task.
  package struct TaskLife: Hashable, Sendable {
    /// The plan's worker.
    package var worker: Int
    package var began: Instant
    /// nil: at the end of the run it goes on.
    package var ended: Instant?

    package init(worker: Int, began: Instant, ended: Instant? = nil) {
      self.worker = worker
      self.began = began
      self.ended = ended
    }
  }

  /// Consecutive records of one batch that one poll handed out, or that a sink task was given to put.
  package struct Delivery: Hashable, Sendable {
    package var batch: DeliveredBatch
    package var at: Instant
    /// The life of the process (from 1).
    package var incarnation: Int32
    /// How many of them were processed, in order, and when the first began and the last processed one ended.
    package var processed: Int32
    package var began: Instant
    package var ended: Instant

    package init(batch: DeliveredBatch, at: Instant, incarnation: Int32) {
      self.batch = batch
      self.at = at
      self.incarnation = incarnation
      processed = 0
      began = at
      ended = at
    }
  }

  /// A call of the rebalance listener.
  package struct OwnershipChange: Hashable, Sendable {
    package var at: Instant
    package var incarnation: Int32
    package var callback: RebalanceCallback
    /// The positions with which assigned partitions begin; `.none` where none is known yet.
    package var positions: [Offset]

    package init(
      at: Instant, incarnation: Int32, callback: RebalanceCallback, positions: [Offset]
    ) {
      self.at = at
      self.incarnation = incarnation
      self.callback = callback
      self.positions = positions
    }
  }

  /// A call that took its time or failed: commitSync, close, or any call with an exception.
  package struct Call: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case poll
      case commitSync
      case commitAsync
      case close
      case other
    }

    package var kind: Kind
    package var began: Instant
    package var ended: Instant
    package var incarnation: Int32
    package var failure: ConsumerException?

    package init(
      kind: Kind, began: Instant, ended: Instant, incarnation: Int32, failure: ConsumerException?
    ) {
      self.kind = kind
      self.began = began
      self.ended = ended
      self.incarnation = incarnation
      self.failure = failure
    }
  }

  /// One partition's offset as a coordinator stored it.
  package struct StoredCommit: Hashable, Sendable {
    package var at: Instant
    package var partition: TopicPartition
    package var offset: OffsetAndEpoch
    package var member: MemberID
    /// The step that set it, where no client committed it.
    package var step: Int?

    package init(
      at: Instant, partition: TopicPartition, offset: OffsetAndEpoch, member: MemberID,
      step: Int? = nil
    ) {
      self.step = step
      self.at = at
      self.partition = partition
      self.offset = offset
      self.member = member
    }
  }

  /// A completed join phase.
  package struct Generation: Hashable, Sendable {
    package var at: Instant
    package var id: GenerationID
    package var members: Int32

    package init(at: Instant, id: GenerationID, members: Int32) {
      self.at = at
      self.id = id
      self.members = members
    }
  }

  /// One partition of a group at one moment, by all views.
  package struct LagSample: Hashable, Sendable {
    package var at: Instant
    package var partition: TopicPartition
    /// `.none` where nothing is committed.
    package var committed: Offset
    /// What an admin client's ListOffsets(latest) answers; `.none` without a leader.
    package var endOffset: Offset
    package var logStart: Offset
    /// Index of the owning member in the group; -1 for none.
    package var owner: Int32
    /// The owner's position; `.none` where there is none.
    package var position: Offset
    /// The client's metrics `records-lag` and `records-lead`; -1 while there are none (NaN in Kafka).
    package var recordsLag: Int64
    package var recordsLead: Int64
    /// The owner's `records-lag-max` over all of its partitions (30 s windows); -1 for none.
    package var recordsLagMax: Int64

    package init(
      at: Instant, partition: TopicPartition, committed: Offset, endOffset: Offset,
      logStart: Offset, owner: Int32, position: Offset, recordsLag: Int64, recordsLead: Int64,
      recordsLagMax: Int64
    ) {
      self.at = at
      self.partition = partition
      self.committed = committed
      self.endOffset = endOffset
      self.logStart = logStart
      self.owner = owner
      self.position = position
      self.recordsLag = recordsLag
      self.recordsLead = recordsLead
      self.recordsLagMax = recordsLagMax
    }
  }
}

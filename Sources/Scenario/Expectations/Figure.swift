extension Scenario {
  /// A number or state that a run yields and an expectation can name.
  package enum Figure: String, Hashable, Sendable, CaseIterable {
    // Counts of records.
    /// Records given to send().
    case sent
    /// Records whose callback came without an error.
    case acked
    /// Records whose callback or send() came with an error; `where: { exception }` takes one class.
    case failed
    /// Records without any callback at the end of the run.
    case unresolved
    /// Records of which the final log holds at least one copy.
    case inLog
    /// Acknowledged records of which the final log holds no copy.
    case acknowledgedLost
    /// Contiguous runs that the lost records form in order of sending.
    case lostRuns
    /// Failed records that are in the final log all the same.
    case failedButInLog
    /// Records with more than one copy in the final log.
    case duplicated
    /// Copies in the final log beyond the first of each record.
    case extraCopies
    /// Records whose first copy stands behind one that was sent later, in one partition.
    case outOfOrder

    // The flow of acknowledgements.
    /// Longest time without any acknowledgement (since the step `from`, if named).
    case writeGap
    /// Beginning of that longest time, counted from the step `from`; negative is before it.
    case gapBegins
    /// End of that longest time, counted from the step `from`.
    case gapEnds
    /// First acknowledgement after the step `from`, counted from it.
    case firstAck
    /// Median time from send() to the acknowledgement.
    case latencyP50
    /// The time that 90 % of the acknowledgements did not exceed.
    case latencyP90
    /// The time that 99 % of the acknowledgements did not exceed.
    case latencyP99
    /// The longest time from send() to an acknowledgement.
    case latencyMax

    // Partitioning.
    /// Part of the sent records that went to the partition.
    case partitionShare
    /// The largest such part of all partitions of the topic.
    case largestShare
    /// The smallest such part of all partitions of the topic.
    case smallestShare
    /// Mean number of records that one producer sends to a partition before it sends to another.
    case runLength

    // Partitions' states.
    /// The leader's id, or none.
    case leader
    /// The ISR as a list of ids, ascending.
    case isr
    /// The number of replicas in the ISR.
    case isrSize
    /// The leader epoch.
    case leaderEpoch
    /// The leader's log end offset.
    case logEndOffset
    /// The leader's high watermark.
    case highWatermark
    /// Changes of leader, of one partition or summed over the scope.
    case leadersMoved
    /// From the step `from` until the controller elects a leader.
    case electionAfter
    /// From the step `from` until the elected leader has applied its election.
    case leaderAppliedAfter
    /// From the step `from` until the producer knows the new leader.
    case leaderLearnedAfter
    /// From the step `from` until the ISR becomes smaller.
    case isrShrunkAfter
    /// From the step `from` until the ISR is full again.
    case isrFullAfter
    /// Times that the leader itself asked for a smaller ISR (AlterPartition).
    case shrinksAskedByLeader

    // Brokers.
    /// From the step `from` until the controller fences the broker.
    case fencedAfter
    /// From the step `from` until the controller unfences the broker.
    case unfencedAfter
    /// From the step `from` until the process has exited.
    case exitedAfter
    /// Truncations of replicas.
    case truncations
    /// The offset that the replica on the broker was truncated to, the last time.
    case truncatedTo

    // Producers.
    /// First failed callback, counted from the step `from`.
    case firstErrorAfter
    /// Last failed callback, counted from the step `from`.
    case lastErrorAfter
    /// send() of the first record that failed, counted from the step `from`.
    case firstFailedSentAfter
    /// send() of the last record that failed, counted from the step `from`.
    case lastFailedSentAfter
    /// Calls of send() that blocked.
    case sendBlocked
    /// The time that all calls of send() were blocked, summed.
    case sendBlockedTotal
    /// The longest time that one call of send() was blocked.
    case sendBlockedLongest
    /// The beginning of the first blocked call, counted from the step `from`.
    case sendBlockedAfter

    // What a group's members were handed.
    /// Records that polls handed out, repetitions counted.
    case delivered
    /// Records that polls handed out, each counted once.
    case deliveredDistinct
    /// Times that a record was handed out although the group had been handed it before.
    case deliveredAgain
    /// Records that the group had been handed before the step `from` and was handed again after it.
    case reRead
    /// Records that a group of the same `group.id` on another cluster had been handed before the step `from`, or the
    /// group itself, and that it was handed after it; a mirror's copy is its original.
    case failoverReRead
    /// Records before a position that the group reached that neither it nor a group of the same `group.id` on another
    /// cluster was ever handed, in the original or a copy.
    case failoverSkipped
    /// Records before a position that the group reached (handed out or committed) that it was never handed; those that
    /// were deleted meanwhile count. `from`: of those sent since.
    case skipped
    /// Records of the final log that the group was never handed.
    case neverDelivered
    /// Records handed out that the final log does not hold; deleted ones do not count.
    case phantoms
    /// The smallest offset of such a record.
    case divergenceOffset
    /// Records handed out below the offset at which the log begins at the end.
    case deliveredBelowLogStart
    /// Records handed out to members between the step `from` and the next call of their listeners.
    case deliveredUntold
    /// Those of them that another member was handed as well.
    case deliveredUntoldAgain
    /// Records that applications processed, repetitions counted.
    case processed
    /// Records that were processed although the group had processed them before.
    case processedTwice
    /// Records before a position that the group reached that it never processed.
    case neverProcessed

    // The flow of deliveries.
    /// Longest time in which a partition's records reached nobody, of all partitions of the scope.
    case deliveryGap
    /// Beginning of that longest time, counted from the step `from`; negative is before it.
    case deliveryGapBegins
    /// End of that longest time, counted from the step `from`.
    case deliveryGapEnds
    /// Longest time in which a record of a partition waited and nothing of it was handed out: a ``deliveryGap`` from when there
    /// was something to hand out.
    case deliveryStall
    /// Times without a delivery that are longer than `over`, partition by partition.
    case deliveryPauses
    /// The sum of these times.
    case deliveryPaused
    /// Partitions with unread records that nothing was handed out of in the last `over` of the run.
    case unreadPartitions
    /// First delivery after the step `from`, counted from it.
    case firstDeliveryAfter
    /// The offset of that first delivery.
    case firstOffsetDelivered
    /// The last offset handed out before the first delivery that does not follow its forerunner.
    case jumpedFrom
    /// The first offset of that delivery, backwards or forwards.
    case jumpedTo
    /// That delivery, counted from the step `from`.
    case jumpedAfter
    /// Median time from send() to the delivery; of a copy from the send() of its original.
    case deliveryAgeP50
    /// The time that 99 % of the deliveries did not exceed.
    case deliveryAgeP99
    /// The longest of these times.
    case deliveryAgeMax

    // Who owned what.
    /// First onPartitionsAssigned with a partition of the scope, counted from the step `from`.
    case assignedAfter
    /// The last such call.
    case lastAssignedAfter
    /// First onPartitionsRevoked with a partition of the scope, counted from the step `from`.
    case revokedAfter
    /// First onPartitionsLost with a partition of the scope, counted from the step `from`.
    case lostAfter
    /// First call of a rebalance listener, counted from the step `from`.
    case callbackAfter
    /// Partitions in calls of onPartitionsAssigned, summed.
    case assignments
    /// Partitions in calls of onPartitionsRevoked, summed.
    case revocations
    /// Partitions in calls of onPartitionsLost, summed.
    case losses
    /// Calls of rebalance listeners, with and without partitions.
    case rebalanceCallbacks
    /// Partitions that members own, just before the moment.
    case ownedPartitions
    /// Join phases that began.
    case rebalances
    /// Generations that coordinators completed.
    case generations
    /// The first completed generation, counted from the step `from`.
    case generationAfter
    /// The longest time from the beginning of a join phase to the completed generation.
    case rebalanceLongest

    // A member's calls.
    /// Exceptions out of poll, commit or close; `where: { exception }` takes one class.
    case memberErrors
    /// The first of them, counted from the step `from`.
    case memberErrorAfter
    /// The longest call of commitSync.
    case commitSyncLongest
    /// The end of that call, counted from the step `from`.
    case commitSyncEnds
    /// The longest call of close.
    case closeTook
    /// The first return from close, counted from the step `from`.
    case closedAfter

    // Offsets and lag.
    /// The offset after the last one that was handed out of the partition, or where its owner began.
    case position
    /// The group's stored offset of the partition.
    case committedOffset
    /// The first offset that can be read.
    case logStartOffset
    /// How long ago an offset was last stored.
    case lastCommitAge
    /// End of log less committed offset, summed over the partitions, as tools show it; negative is beyond the end.
    case groupLag
    /// The clients' metric `records-lag`, the largest of the partitions.
    case recordsLag
    /// The clients' metric `records-lead`, the smallest of the partitions.
    case recordsLead
    /// The clients' metric `records-lag-max`.
    case recordsLagMax
    /// The largest group lag of all samples.
    case largestGroupLag
    /// The smallest group lag of all samples.
    case smallestGroupLag
    /// The largest `records-lag` of all samples.
    case largestRecordsLag
    /// The largest `records-lag-max` of all samples.
    case largestRecordsLagMax
    /// The smallest `records-lead` of all samples.
    case smallestRecordsLead
    /// The first committed offset that expired, counted from the step `from`.
    case offsetsGoneAfter
    /// How long committed offsets were still stored, counted from the step `from`.
    case offsetsSeenUntil

    // What mirrors copied, by the final logs.
    /// Records of the source with at least one copy at the target.
    case mirrored
    /// Acknowledged records of the source that the mirror passed over: not at the target, though a later record of
    /// the partition was copied; those lost at the source itself do not count.
    case mirrorLost
    /// Records at the target that the source's final log does not hold; deleted ones do not count.
    case mirrorPhantoms
    /// Records with more than one copy at the target, the second of which arrived in the window.
    case mirrorDuplicated
    /// Copies at the target beyond the first of each record, by their arrival.
    case mirrorExtraCopies
    /// The largest number of copies of one record.
    case mirrorCopiesMax
    /// Records whose first copy stands behind the first copy of a later record of the source partition.
    case mirrorOutOfOrder
    /// Records that came back, as copies of copies, to the topic that they were sent to, by their arrival.
    case mirrorReturned
    /// send() of the first record that the mirror lost, counted from the step `from`.
    case firstMirrorLostSentAfter
    /// send() of the last such record.
    case lastMirrorLostSentAfter
    /// send() of the first record with an extra copy in the window, counted from the step `from`; negative is
    /// before it.
    case firstMirrorDuplicateSentAfter
    /// send() of the last such record.
    case lastMirrorDuplicateSentAfter
    /// Arrival of the first extra copy, counted from the step `from`.
    case firstMirrorDuplicateAfter
    /// Arrival of the last extra copy, counted from the step `from`.
    case lastMirrorDuplicateAfter

    // The flow of mirrors: arrivals are appends by the target's leader.
    /// Copies that arrived, repetitions counted.
    case mirrorArrivals
    /// Longest time without any arrival (since the step `from`, if named).
    case mirrorGap
    /// Beginning of that longest time, counted from the step `from`; negative is before it.
    case mirrorGapBegins
    /// End of that longest time, counted from the step `from`.
    case mirrorGapEnds
    /// First arrival after the step `from`, counted from it.
    case firstArrivalAfter
    /// Last arrival of the window, counted from the step `from`.
    case lastArrivalAfter
    /// When the last record arrived that took longer than 1 s, counted from the step `from`; 0 if none did.
    case caughtUpAfter
    /// When everything was copied that had been acknowledged before the step `from`, counted from it.
    case backlogCopiedAfter
    /// Records acknowledged at the source until then that are not at the target then.
    case mirrorBacklog
    /// How long ago the oldest such record was acknowledged; 0 without any.
    case mirrorBacklogAge
    /// Records acknowledged at the source before the step `from` that the target does not hold at the end of the
    /// window: the recovery point, in records. Those that the source deleted itself do not count.
    case recoveryPointRecords
    /// How long before that step the oldest of them was acknowledged; 0 without any.
    case recoveryPointAge
    /// The shortest time from send() at the source to the arrival of the first copy, of the records sent in the
    /// window.
    case mirrorLatencyMin
    /// The mean of these times.
    case mirrorLatencyMean
    /// The median of these times.
    case mirrorLatencyP50
    /// The time that 90 % of the first copies did not exceed.
    case mirrorLatencyP90
    /// The time that 99 % of the first copies did not exceed.
    case mirrorLatencyP99
    /// The longest time from send() at the source to the arrival of the first copy.
    case mirrorLatencyMax
    /// Bytes of the batches that arrived, per second from when the first of them could be under way (the window had
    /// begun, its record was sent, a task ran) until the last arrival.
    case mirrorThroughput
    /// Mean number of records of one partition that arrived together.
    case mirrorRecordsPerBatch
    /// When a task was first handed records that it copied, counted from the step `from`.
    case firstMirrorReadAfter
    /// When a task was last handed records that it copied, counted from the step `from`.
    case lastMirrorReadAfter
    /// The position of the first task whose consumer moved it without reading: reset, or truncation found.
    case mirrorJumpedFrom
    /// Where that position went.
    case mirrorJumpedTo
    /// When it went there, counted from the step `from`.
    case mirrorJumpedAfter

    // Connect: connectors, tasks and workers.
    /// The connector's state as its worker last told it: RUNNING, PAUSED, FAILED, UNASSIGNED, RESTARTING,
    /// or "none".
    case connectorState
    /// The task's state likewise; of several tasks the first that is not RUNNING.
    case taskState
    /// Times that a task became FAILED.
    case tasksFailed
    /// First time that a task becomes FAILED, counted from the step `from`.
    case taskFailedAfter
    /// First time that a worker starts a task, counted from the step `from`.
    case taskStartedAfter
    /// Last time that a worker starts a task, counted from the step `from`.
    case lastTaskStartedAfter
    /// First time that a worker tells a task to stop, counted from the step `from`.
    case taskStoppedAfter
    /// First time that a task did not stop within task.shutdown.graceful.timeout.ms, counted from the step `from`.
    case taskStopFailedAfter
    /// Writes of source offsets that tasks began.
    case offsetCommits
    /// Those of them that did not succeed.
    case offsetCommitsFailed
    /// The first commit of source offsets that began, counted from the step `from`.
    case offsetCommitAfter
    /// How long ago the last commit of source offsets began that succeeded; of several tasks the longest.
    case sourceOffsetAge
    /// First time that a worker finds its coordinator unavailable, counted from the step `from`.
    case workerLostCoordinatorAfter
    /// First time that a worker stops all it runs because it finds no coordinator, counted from the step `from`.
    case assignmentGivenUpAfter
    /// First generation that a worker is told its assignment of, counted from the step `from`.
    case workerJoinedAfter
    /// Last such generation, counted from the step `from`.
    case lastWorkerJoinedAfter
    /// The longest delay before the next rebalance that a worker was told (scheduled.rebalance.max.delay.ms).
    case rebalanceDelayLongest

    /// What the figure is counted in.
    package enum Unit: Hashable, Sendable {
      case count
      /// A number with up to three decimals.
      case decimal
      case time
      case share
      /// A broker id or none.
      case node
      /// A set of broker ids.
      case nodes
      /// Bytes per second and the like.
      case bandwidth
      /// The name of a state, as Connect's REST API shows it.
      case word
    }
  }
}

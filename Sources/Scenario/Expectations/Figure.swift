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
    }
  }
}

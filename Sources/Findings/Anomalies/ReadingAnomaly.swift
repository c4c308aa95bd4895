package import ClusterSimulation

/// Contiguous offsets of one partition to which the same thing happened in one group.
package struct ReadingAnomaly: Hashable, Sendable {
  package var kind: Kind
  /// Its place in the plan.
  package var group: Int
  /// Who was handed the records; nil where nobody was.
  package var member: Int?
  package var partition: PartitionRef
  /// Both included.
  package var offsets: ClosedRange<Int64>
  /// When polls handed them out, nanoseconds since the start of the run; nil where none did.
  package var at: ClosedRange<Int64>?
  /// What happened, from the first cause to the last effect, a sentence each; empty where there is too much to tell.
  package var story: [String] = []
  /// Which setting would have changed it, where that is certain.
  package var remark: String?

  package var count: Int { Int(offsets.upperBound - offsets.lowerBound) + 1 }

  /// Names as in Jepsen where the meaning is the same.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Handed out although the group had been handed it before.
    case reRead = "re-read"
    /// Never handed out, though the group went past it.
    case skipped
    /// Handed out and committed, and never processed.
    case unprocessed
    /// Handed out, and in no final log.
    case phantom
    /// A member's next poll went back, without a rebalance between.
    case nonmonotonicPoll = "nonmonotonic-poll"
    /// A member's next poll left records out, without a rebalance between.
    case pollSkip = "poll-skip"
    /// Inside of one poll, back.
    case internalNonmonotonicPoll = "int-nonmonotonic-poll"
    /// Inside of one poll, records left out.
    case internalPollSkip = "int-poll-skip"
  }

  init(
    _ kind: Kind, group: Int, member: Int?, in partition: PartitionRef,
    _ offsets: ClosedRange<Int64>,
    at: ClosedRange<Int64>?
  ) {
    self.kind = kind
    self.group = group
    self.member = member
    self.partition = partition
    self.offsets = offsets
    self.at = at
  }
}

extension ReadingAnomaly.Kind {
  /// What it means, for whoever sees the word for the first time.
  package var abstract: String {
    switch self {
    case .reRead: "handed to the group again"
    case .skipped: "never handed out, though the group went past them"
    case .unprocessed: "handed out and committed, and never processed"
    case .phantom: "handed out, and in no final log"
    case .nonmonotonicPoll: "a member's next poll went back"
    case .pollSkip: "a member's next poll left records out"
    case .internalNonmonotonicPoll: "one poll's records went back"
    case .internalPollSkip: "one poll's records left some out"
    }
  }
}

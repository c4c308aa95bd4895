package import ClusterSimulation

/// Contiguous records of one producer in one partition to which the same thing happened.
package struct Anomaly: Hashable, Sendable {
  package var kind: Kind
  package var producer: Int
  /// Nil for records whose partition was never chosen.
  package var partition: PartitionRef?
  /// Record numbers of the producer, both included.
  package var records: ClosedRange<Int32>
  /// How many of these numbers are meant; the others between them went to other partitions.
  package var count: Int
  /// Nanoseconds since the start of the run.
  package var sent: ClosedRange<Int64>
  /// When their callbacks ran; nil if any never did.
  package var completed: ClosedRange<Int64>?
  /// Offsets that were acknowledged (lost-write) or at which first copies stand; nil if there are none.
  package var offsets: ClosedRange<Int64>?
  /// What happened, from the first cause to the last effect, a sentence each.
  package var story: [String]
  /// Which setting would have changed it, where that is certain.
  package var remark: String?

  /// Names as in Jepsen where the meaning is the same.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Acknowledged, and no surviving log has a copy.
    case lostWrite = "lost-write"
    /// More than one copy in the surviving log.
    case duplicate
    /// The first copy stands behind that of a record which was sent later.
    case orderInversion = "order-inversion"
    /// Reported as failed, and not in the surviving log.
    case expired
    /// Reported as failed, and in the surviving log all the same.
    case falseFailure = "false-failure"
    /// Without any outcome at the end of the run.
    case unresolved
  }
}

extension Anomaly.Kind {
  /// What it means, for whoever sees the word for the first time.
  package var abstract: String {
    switch self {
    case .lostWrite: "acknowledged, and in no surviving log"
    case .duplicate: "more than once in the surviving log"
    case .orderInversion: "behind a record that was sent later"
    case .expired: "reported as failed, and not in the log"
    case .falseFailure: "reported as failed, and in the log all the same"
    case .unresolved: "without any outcome at the end"
    }
  }
}

package import ClusterSimulation

/// Contiguous offsets of one partition of a source to which the same thing happened on their way through a mirror.
package struct MirrorAnomaly: Hashable, Sendable {
  package var kind: Kind
  /// The place of the flow among those of the plan's mirrors.
  package var mirror: Int
  /// At the source.
  package var partition: PartitionRef
  /// Offsets at the source, both included; those that copies were read from.
  package var offsets: ClosedRange<Int64>
  /// Records that are meant.
  package var count: Int
  /// When they were sent to the source, nanoseconds since the start of the run.
  package var sent: ClosedRange<Int64>
  /// What happened, from the first cause to the last effect, a sentence each.
  package var story: [String] = []
  /// Which setting would have changed it, where that is certain.
  package var remark: String?
  /// The first of the records by its dense number, and the copy that is odd, if it is one.
  var first: Int
  var copy: Int?

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Acknowledged at the source, passed over by the mirror.
    case lost = "mirror-lost"
    /// More than one copy at the target.
    case duplicated = "mirror-duplicated"
    /// The first copy stands behind that of a later record.
    case outOfOrder = "mirror-out-of-order"
    /// At the target, and gone from the source's log.
    case phantom = "mirror-phantom"
    /// Brought back to the topic that it was sent to.
    case returned = "mirror-returned"

    /// What it means, for whoever sees the word for the first time.
    package var abstract: String {
      switch self {
      case .lost: "acknowledged at the source, and passed over by the mirror"
      case .duplicated: "more than once at the target"
      case .outOfOrder: "at the target behind a later record of the source"
      case .phantom: "at the target, and gone from the source's log"
      case .returned: "brought back to the topic that it was sent to"
      }
    }
  }
}

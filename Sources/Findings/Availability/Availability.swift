package import ClusterSimulation

/// When a partition acknowledged writes, and when it did not.
package struct Availability: Hashable, Sendable {
  package var partition: PartitionRef
  package var acknowledged: Int
  /// First and last acknowledgement, nanoseconds since the start of the run; nil without any.
  package var writable: ClosedRange<Int64>?
  /// Times without acknowledgement longer than the threshold, in order, in which a record waited as long or was refused,
  /// or the caller stood in send() as long while its leader or in-sync replicas changed. A partition that nobody sent to is not
  /// unavailable: a producer without keys fills one batch after the other, and the others idle.
  package var gaps: [Gap]
  /// Acknowledgements in equal parts of the time from the start of the load to the end of the run.
  package var buckets: [Int]

  package struct Gap: Hashable, Sendable {
    package var gap: WriteGap
    /// When the first who waited in it began to: a record was sent, or its caller entered send(); not before the gap itself.
    package var feltFrom: Int64
    /// What happened meanwhile, with its causes, a sentence each.
    package var story: [String]
    /// What of it did not happen to this partition alone: partitions with the same are told together.
    var roots: [String]
    /// What would have made it shorter; nil where nothing certain can be said.
    package var remark: String?

    /// How much of the gap somebody waited, in nanoseconds.
    package var felt: Int64 { gap.ends - feltFrom }
  }

  /// A gap longer than this is told: three times what an untroubled retry takes.
  package static let threshold: Int64 = 1_000_000_000
  /// Columns of the picture.
  package static let width = 60
}

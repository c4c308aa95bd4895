import ClusterSimulation

/// A time in which nothing of a partition was acknowledged, or nothing of it arrived at the target of its mirror.
struct Silence: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case acknowledgement
    case arrival
  }

  var kind: Kind
  var partition: PartitionRef
  var gap: Availability.Gap
}

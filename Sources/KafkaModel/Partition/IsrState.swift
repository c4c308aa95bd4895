/// The in-sync replicas of a partition as its leader knows them, with a change that may be under way.
///
/// Source: `kafka.cluster.PartitionState` (KIP-497).
package enum IsrState: Hashable, Sendable {
  case committed([NodeID])
  case expanding(proposal: AlterPartitionRequest.Partition, with: NodeID, committed: [NodeID])
  case shrinking(proposal: AlterPartitionRequest.Partition, committed: [NodeID])

  /// The ISR that the controller has confirmed.
  package var committed: [NodeID] {
    switch self {
    case .committed(let isr), .expanding(_, _, let isr), .shrinking(_, let isr): isr
    }
  }

  /// True for every replica that is in the ISR or may be by now: the high watermark waits for these.
  package func maximalContains(_ id: NodeID) -> Bool {
    switch self {
    case .committed(let isr), .shrinking(_, let isr): isr.contains(id)
    case .expanding(_, let candidate, let isr): candidate == id || isr.contains(id)
    }
  }

  package var isInFlight: Bool { proposal != nil }

  /// What was proposed to the controller and is not answered yet.
  package var proposal: AlterPartitionRequest.Partition? {
    switch self {
    case .committed: nil
    case .expanding(let proposal, _, _), .shrinking(let proposal, _): proposal
    }
  }
}

/// Proposed in-sync replicas on their way to the controller: one request in flight, at most one proposal a partition.
///
/// Source: `kafka.server.DefaultAlterPartitionManager`.
struct IsrProposals: Sendable {
  /// In the order they were made; those in flight stay until they are answered.
  private(set) var pending: [AlterPartitionRequest.Partition] = []
  /// What the request in flight carries.
  private(set) var sent: [AlterPartitionRequest.Partition] = []

  /// Ignored if the partition has a proposal already.
  mutating func submit(_ proposal: AlterPartitionRequest.Partition) {
    guard !pending.contains(where: { $0.partition == proposal.partition }) else { return }
    pending.append(proposal)
  }

  /// All that is pending, to be sent now; nil while a request is in flight or nothing is pending.
  mutating func take() -> [AlterPartitionRequest.Partition]? {
    guard sent.isEmpty, !pending.isEmpty else { return nil }
    sent = pending
    return sent
  }

  /// The request failed as a whole; everything stays pending.
  mutating func failed() { sent = [] }

  /// The proposals of an answered request; they are pending no more.
  mutating func answered() -> [AlterPartitionRequest.Partition] {
    defer { sent = [] }
    let done = sent
    pending.removeAll { proposal in done.contains { $0.partition == proposal.partition } }
    return done
  }
}

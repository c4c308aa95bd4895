/// Proposed in-sync replicas on their way to the controller: one request in flight, at most one proposal a partition.
///
/// Source: `kafka.server.DefaultAlterPartitionManager`.
struct IsrProposals: Sendable {
  /// In the order they were made; those in flight stay until they are answered.
  private(set) var pending: [AlterPartitionRequest.Partition] = []
  /// What the request in flight carries.
  private(set) var sent: [AlterPartitionRequest.Partition] = []

  /// False if the partition has an older proposal on its way: the new one is not attempted.
  mutating func submit(_ proposal: AlterPartitionRequest.Partition) -> Bool {
    guard !pending.contains(where: { $0.partition == proposal.partition }) else { return false }
    pending.append(proposal)
    return true
  }

  /// Takes all that is pending to be sent now; false while a request is in flight or nothing is pending.
  mutating func take() -> Bool {
    guard sent.isEmpty, !pending.isEmpty else { return false }
    sent = pending
    return true
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

/// A consumer's commits that are on their way, and those whose outcome the application has not been told.
struct OffsetCommits: Sendable {
  /// Oldest first.
  var inFlight: [InFlight] = []
  /// They wait for a search for the coordinator (`pendingAsyncCommits`).
  var waiting: [Waiting] = []
  /// In the order in which they ended (`completedOffsetCommits`).
  var completed: [Completed] = []
  /// A commit met FENCED_INSTANCE_ID: every later call throws it.
  var isFenced = false

  struct InFlight: Hashable, Sendable {
    var ticket: RequestTicket
    var kind: CommitOutcome.Kind
    /// commitSync waits for it itself; nobody calls a callback.
    var isAwaited: Bool
    var offsets: [PartitionOffset]
    var generation: MemberGeneration
  }

  struct Waiting: Hashable, Sendable {
    var kind: CommitOutcome.Kind
    var offsets: [PartitionOffset]
  }

  struct Completed: Hashable, Sendable {
    var outcome: CommitOutcome
    var isRetriable: Bool
  }

  /// Asynchronous commits on their way.
  var asynchronousCount: Int { inFlight.count { !$0.isAwaited } }

  mutating func complete(
    _ kind: CommitOutcome.Kind, _ offsets: [PartitionOffset], failure: CommitFailure?
  ) {
    // An automatic commit of nothing is nobody's news.
    if offsets.isEmpty, kind == .automatic { return }
    let outcome = CommitOutcome(
      kind: kind, offsets: offsets, failure: failure?.toldToCallback)
    completed.append(
      Completed(outcome: outcome, isRetriable: failure?.isRetriable ?? false))
    if failure == .request(.error(.fencedInstanceID)) { isFenced = true }
  }
}

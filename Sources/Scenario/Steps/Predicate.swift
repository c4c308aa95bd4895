extension Scenario {
  /// Something that holds or does not hold at a moment of the run.
  package indirect enum Predicate: Hashable, Sendable {
    /// `isrFull(c/t/p)`: every replica is in the ISR, of every partition in the scope.
    case isrFull(PartitionScope)
    /// `isrSize(c/t/p) >= 2`.
    case isrSize(PartitionName, Comparison, Int64)
    /// `leaderChanged(c/t/p)` or `leaderChanged(c/t/p, step)`: has a leader, and another one than when the step
    /// fired (the `after` of the same trigger, else the start of the run).
    case leaderChanged(PartitionScope, since: String?)
    /// `leader(c/t/p) == none` or `== 2`.
    case leader(PartitionName, is: Int32?)
    /// `allAcked(producer)`, `allAcked()`: nothing sent is unresolved, of one producer or of all.
    case allAcked(producer: String?)
    /// `sent(producer) >= 1000`.
    case sent(producer: String, Comparison, Int64)
    /// `exited(target)`: every process of the target has ended.
    case exited(Target)
    /// `groupStable(billing)`: the group is STABLE and every running member knows its assignment.
    case groupStable(String)
    /// `caughtUp(billing)`: the committed offsets have reached the ends of all partitions.
    case caughtUp(String)
    /// `delivered(billing) >= 100`: so many records were handed out, repetitions counted.
    case delivered(group: String, Comparison, Int64)
    /// `fenced(c/1)`: the controller has fenced the broker.
    case fenced(NodeName)
    /// `unfenced(c/1)`.
    case unfenced(NodeName)
    /// `stepDone(name)`.
    case stepDone(String)
    /// A list: all of them at the same moment.
    case all([Predicate])

    package enum Comparison: String, Hashable, Sendable, CaseIterable {
      case equal = "=="
      case notEqual = "!="
      case atLeast = ">="
      case atMost = "<="
      case above = ">"
      case below = "<"
    }
  }
}

/// Where a group of the classic protocol stands; a group that is DEAD is not kept at all.
///
/// Source: `kafka.coordinator.group.GroupState`.
package enum GroupState: Hashable, Sendable {
  /// No members; offsets may be there.
  case empty
  /// The join phase: waits for the members to join again.
  case preparingRebalance
  /// A generation is complete; waits for its leader's assignment.
  case completingRebalance
  case stable
}

/// What ends a group's join phase (`DelayedJoin`, `InitialDelayedJoin`).
struct JoinBarrier: Hashable, Sendable {
  /// The extension rule of a group that was empty.
  struct Initial: Hashable, Sendable {
    /// How long the wait in hand is.
    var delay: Milliseconds
    /// How much longer the group may be waited for.
    var remaining: Milliseconds
  }

  var deadline: Milliseconds
  /// Present in the first join phase of a group that was empty, which never ends before its deadline.
  var initial: Initial?
}

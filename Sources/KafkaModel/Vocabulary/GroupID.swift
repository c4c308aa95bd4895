/// A group as clients and coordinators name it (`group.id`): a dense number and what its name hashes to.
///
/// Numbers are unique in the estate; whoever reports has the names.
package struct GroupID: Hashable, Sendable, Comparable {
  package var index: Int32
  /// `String.hashCode` of the name: decides the coordinator's partition.
  package var hash: Int32

  package init(index: Int32, hash: Int32) {
    self.index = index
    self.hash = hash
  }

  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// A source partition's dense number in its task: what a task reads from, by Connect's word.
package struct SourcePartition: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

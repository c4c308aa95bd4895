/// A topic's dense number inside one cluster, given when the topic is created; never reused.
package struct TopicIndex: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

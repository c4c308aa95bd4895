/// A topic's dense number inside one cluster, given when the topic is created; never reused.
@usableFromInline package struct TopicIndex: Hashable, Sendable, Comparable, CustomStringConvertible
{
  @usableFromInline package var raw: Int32

  @inlinable package init(_ raw: Int32) { self.raw = raw }

  @usableFromInline package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  @usableFromInline package var description: String { String(raw) }
}

extension Array {
  /// Empties an outbox or another array of few elements and keeps its storage; for those it is several times quicker
  /// than `removeAll(keepingCapacity:)`, which goes the way of a general replacement.
  @inlinable
  @inline(__always)
  package mutating func clear() {
    while !isEmpty { removeLast() }
  }

  /// Takes the next element out of an outbox, which is empty after the last; what it carries is moved, not shared. As many
  /// as `taken` are out, and blanks in their places.
  @inlinable
  @inline(__always)
  package mutating func takeNext(_ taken: inout Int, leaving blank: Element) -> Element? {
    if taken + 1 < count {
      var next = blank
      swap(&next, &self[taken])
      taken += 1
      return next
    }
    guard !isEmpty else { return nil }
    let last = removeLast()
    if taken > 0 {
      clear()
      taken = 0
    }
    return last
  }
}

extension Array {
  /// Empties an outbox or another array of few elements and keeps its storage; for those it is several times quicker
  /// than `removeAll(keepingCapacity:)`, which goes the way of a general replacement.
  @inline(__always)
  mutating func clear() {
    while !isEmpty { removeLast() }
  }

  /// Takes the next element out of an outbox, which is empty after the last; what it carries is moved, not shared. As many
  /// as `taken` are out, and blanks in their places.
  @inline(__always)
  mutating func takeNext(_ taken: inout Int, leaving blank: Element) -> Element? {
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

  /// Appends where the element mostly stays alone: room for one is made in half the time of a growth.
  @inline(__always)
  mutating func append(oftenAlone element: consuming Element) {
    if capacity == 0 { self = [element] } else { append(element) }
  }

  /// Drops all elements from a place on, which are few; as `clear` does.
  mutating func shorten(to count: Int) {
    while self.count > count { removeLast() }
  }

  /// Takes out an element that mostly is the only one, which is quicker than to close a gap.
  @discardableResult
  mutating func remove(oftenAlone place: Int) -> Element {
    count == 1 ? removeLast() : remove(at: place)
  }

  /// The last element, taken out, if there is one: `popLast`, but inlined.
  @inline(__always)
  mutating func takeLast() -> Element? { isEmpty ? nil : removeLast() }

  /// The first element, taken out; quick where it is the only one, as in most queues.
  mutating func takeFirst() -> Element { count == 1 ? removeLast() : removeFirst() }
}

extension Array {
  /// Empties an outbox or another array of few elements and keeps its storage; for those it is several times quicker
  /// than `removeAll(keepingCapacity:)`, which goes the way of a general replacement.
  @inline(__always)
  mutating func clear() {
    while !isEmpty { removeLast() }
  }

  /// Takes an element out of an outbox that is emptied as a whole later; what it carries is moved, not shared.
  mutating func take(at place: Int, leaving blank: Element) -> Element {
    var taken = blank
    swap(&taken, &self[place])
    return taken
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

extension Array {
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
}

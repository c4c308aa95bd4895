extension Array {
  /// Empties an outbox of few elements and keeps its storage; for those it is several times quicker than
  /// `removeAll(keepingCapacity:)`, which goes the way of a general replacement.
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
}

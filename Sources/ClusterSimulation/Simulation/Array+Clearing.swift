extension Array {
  /// Empties an outbox of few elements and keeps its storage; for those it is several times quicker than
  /// `removeAll(keepingCapacity:)`, which goes the way of a general replacement.
  mutating func clear() {
    while !isEmpty { removeLast() }
  }
}

extension ClosedRange<Int64> {
  /// Whether two times may be told as one: they share most of the shorter one, and from the first beginning to the last end it is
  /// not much longer than the longer one.
  func isAlongside(_ other: Self) -> Bool {
    let (own, its) = (upperBound - lowerBound, other.upperBound - other.lowerBound)
    let common = Swift.min(upperBound, other.upperBound) - Swift.max(lowerBound, other.lowerBound)
    return common > Swift.min(own, its) / 2 && (own + its - common) <= Swift.max(own, its) / 4 * 5
  }
}

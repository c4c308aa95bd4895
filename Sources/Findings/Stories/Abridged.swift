extension [String] {
  /// A story without its middle: the first sentences, which have the cause, and the last ones, which ended it.
  func abridged(first: Int, last: Int) -> [String] {
    let hidden = count - first - last
    guard hidden > 1 else { return self }
    return prefix(first) + ["(\(hidden) more)"] + suffix(last)
  }
}

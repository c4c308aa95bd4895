extension String {
  /// Whether both are spelt with the same bytes: quicker than `==` where most strings differ, as their lengths are
  /// looked at first.
  @inline(__always)
  func isSpelt(as other: String) -> Bool {
    utf8.count == other.utf8.count && self == other
  }
}

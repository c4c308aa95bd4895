extension String {
  /// `java.lang.String.hashCode`: over UTF-16 code units, modulo 2^32.
  package var javaHash: Int32 {
    var hash: Int32 = 0
    for unit in utf16 { hash = hash &* 31 &+ Int32(unit) }
    return hash
  }

  /// `java.lang.String.compareTo`, by UTF-16 code units: whether this text sorts before the other.
  package func precedesInJava(_ other: String) -> Bool {
    utf16.lexicographicallyPrecedes(other.utf16)
  }
}

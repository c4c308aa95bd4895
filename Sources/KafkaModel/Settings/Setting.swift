/// One entry of a properties file or of a drill's `config`.
package struct Setting: Hashable, Sendable {
  package var key: String
  package var value: String
  /// The line of the file where the key stands, from 1; nil if it comes from elsewhere.
  package var line: Int?

  package init(_ key: String, _ value: String, line: Int? = nil) {
    self.key = key
    self.value = value
    self.line = line
  }
}

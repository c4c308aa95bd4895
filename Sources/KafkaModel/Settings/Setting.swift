/// One entry of a properties file or of a drill's `config`.
package struct Setting: Hashable, Sendable {
  package var key: String
  package var value: String
  /// The line of the file where the key stands, from 1; nil if it comes from elsewhere.
  package var line: Int?
  /// The name of that file; nil if it comes from elsewhere.
  package var file: String?

  package init(_ key: String, _ value: String, line: Int? = nil, file: String? = nil) {
    self.key = key
    self.value = value
    self.line = line
    self.file = file
  }

  /// The same entry under the key by which somebody else reads it.
  package func called(_ key: String) -> Setting {
    Setting(key, value, line: line, file: file)
  }
}

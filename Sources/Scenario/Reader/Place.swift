/// Where something stands in a file: line and column, both counted from 1, columns in characters of Unicode.
package struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var line: UInt32
  package var column: UInt32

  package init(line: UInt32, column: UInt32) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  package var description: String { "\(line):\(column)" }
}

extension Place {
  /// The place of what was built in Swift and never stood in a file.
  package static let none = Place(line: 0, column: 0)
}

/// What is wrong with the text of a drill, and where.
public struct DrillError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the caller named the text.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in characters of Unicode.
  public let column: Int
  /// What is wrong, what is allowed, and the nearest known name.
  public let reason: String

  /// `file:line:column: reason`, as editors and terminals link it.
  public var description: String { "\(file):\(line):\(column): \(reason)" }
}

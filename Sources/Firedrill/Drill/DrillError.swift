import Scenario

/// What is wrong with a drill, and where.
public struct DrillError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the caller named the text; empty for a scenario that was built in Swift.
  public let file: String
  /// Counted from 1, in the text of the drill; for a scenario built in Swift in its ``Scenario/text``.
  public let line: Int
  /// Counted from 1, in characters of Unicode.
  public let column: Int
  /// The part of the drill that is wrong, such as `producers[shop].config.acks`; empty where no part can be named.
  public let path: String
  /// What is wrong, what is allowed, and the nearest known name.
  public let reason: String

  init(file: String, line: Int, column: Int, path: String, reason: String) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.reason = reason
  }

  /// `file:line:column: reason`, as editors and terminals link it; `path: reason` for a scenario built in Swift.
  public var description: String {
    guard file.isEmpty else { return "\(file):\(line):\(column): \(reason)" }
    return path.isEmpty ? reason : "\(path): \(reason)"
  }
}

extension DrillError {
  /// - Parameter root: The tree of the text, if it could be read at all.
  init(_ error: ScenarioError, in root: Node?) {
    self.init(
      file: error.file, line: Int(error.place.line), column: Int(error.place.column),
      path: root?.path(of: error.place) ?? "", reason: "\(error.kind)")
  }
}

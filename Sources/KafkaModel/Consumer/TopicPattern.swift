/// A subscription's pattern: the part of `java.util.regex` that names of topics need.
///
/// Literal text, `.` for any character, `*`, `+` and `?` after one, `[…]` classes, `\\` before a literal, groups with
/// `|`. The whole name must match.
package struct TopicPattern: Hashable, Sendable {
  package var text: String

  package init(_ text: String) { self.text = text }
}

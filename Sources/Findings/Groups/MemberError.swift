/// A class of exceptions that a member's application met out of poll, commit or close.
package struct MemberError: Hashable, Sendable {
  /// The simple name of the class.
  package var exception: String
  package var count: Int64
  /// When the first call with it ended, nanoseconds since the start of the run.
  package var first: Int64
}

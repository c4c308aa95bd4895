/// `errors.tolerance`
package enum ErrorTolerance: String, Hashable, Sendable {
  /// The first error fails the task.
  case none
  /// Records that fail are left out, and their offsets pass.
  case all
}

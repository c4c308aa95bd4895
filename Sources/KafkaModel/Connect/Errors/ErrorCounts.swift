/// What a task's error metrics have counted.
///
/// Source: `ErrorHandlingMetrics`.
package struct ErrorCounts: Hashable, Sendable {
  package var failures: Int64 = 0
  package var errors: Int64 = 0
  package var skipped: Int64 = 0
  package var retries: Int64 = 0
  /// How often the time of the last error was set.
  package var errorTimestamps: Int64 = 0

  package init() {}
}

/// What a task's state is in the status topic.
///
/// Source: `AbstractStatus.State`.
package enum TaskStatus: Hashable, Sendable {
  case running
  case paused
  indirect case failed(TaskFailure)
  case unassigned
}

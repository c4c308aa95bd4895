/// A task by its connector and its number in it.
package struct TaskName: Hashable, Sendable {
  package var connector: String
  package var task: Int32

  package init(connector: String, task: Int32) {
    self.connector = connector
    self.task = task
  }
}

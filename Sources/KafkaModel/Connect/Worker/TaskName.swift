/// A task by its connector and its number in it.
package struct TaskName: Hashable, Sendable {
  /// `group.id` of its Connect cluster: a dedicated MirrorMaker runs connectors of one name for each of its flows.
  package var group: String
  package var connector: String
  package var task: Int32

  package init(group: String, connector: String, task: Int32) {
    self.group = group
    self.connector = connector
    self.task = task
  }
}

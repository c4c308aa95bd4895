/// What a round changes for one worker; the rest of what it runs it keeps.
///
/// Source: `ExtendedAssignment`.
package struct WorkerChange: Hashable, Sendable {
  package var worker: MemberID
  /// What it shall run on top of what it has.
  package var assigned: ConnectorsAndTasks
  /// What it shall stop.
  package var revoked: ConnectorsAndTasks

  package init(
    worker: MemberID, assigned: ConnectorsAndTasks = ConnectorsAndTasks(),
    revoked: ConnectorsAndTasks = ConnectorsAndTasks()
  ) {
    self.worker = worker
    self.assigned = assigned
    self.revoked = revoked
  }
}

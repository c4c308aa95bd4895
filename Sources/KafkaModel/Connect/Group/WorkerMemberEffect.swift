/// What a worker's membership asks of the herder that owns it, in order; beside them it minds `nextWake`.
package enum WorkerMemberEffect: Hashable, Sendable {
  /// Open a connection to the node.
  case connect(ConsumerNode)
  case close(ConsumerNode)
  case send(ConsumerNode, correlation: Int32, Request, bytes: Int32)
  case journal(JournalEvent)
  /// Stop these; the tick thread waits inside `poll` until `revoked`.
  case revoke(ConnectorsAndTasks)
  /// The member is in this generation and shall run this; what it had before is part of it.
  case assigned(WorkerAssignment, GenerationID)
  /// `poll` returned, or left with a WakeupException.
  case returned(isWokenUp: Bool)
  /// The group refused the worker for good: the tick thread dies, and the process with it.
  case failed(MemberFailure)
}

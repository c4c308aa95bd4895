/// What a herder asks of its worker, in order; beside them the worker minds `nextWake`.
package enum HerderEffect: Hashable, Sendable {
  // The client of the group.
  case connect(ConsumerNode)
  case close(ConsumerNode)
  case send(ConsumerNode, correlation: Int32, Request, bytes: Int32)
  case journal(JournalEvent)
  /// Start the internal topics' clients and read them to their ends; answered by `servicesStarted`.
  case startServices
  /// Read the config topic to its end; answered by `configRead`.
  case readConfigToEnd(timeout: Milliseconds)
  /// Nobody waits for it; once it runs, it asks for its tasks by `taskConfigsRequested`.
  case startConnector(ConnectorIndex)
  /// Answered by `connectorStopped`, also for one that does not run.
  case stopConnector(ConnectorIndex)
  /// Its time to stop is over: nobody waits for it any more.
  case cancelConnector(ConnectorIndex)
  case startTask(ConnectTask)
  /// Answered by `taskStopped`, also for one that does not run. It is cancelled at the deadline.
  case stopTask(ConnectTask, deadline: Milliseconds)
  case cancelTask(ConnectTask)
  /// Push all statuses to the status topic; answered by `statusFlushed`.
  case flushStatus
  /// Write the connector's task configs to the config topic; answered by `taskConfigsPublished`.
  case writeTaskConfigs(TaskConfigs)
  /// The leader shall write them; answered by `taskConfigsPublished`.
  case forwardTaskConfigs(TaskConfigs, to: MemberID)
  /// The worker joined a generation.
  case assigned(WorkerAssignment, GenerationID)
  /// The worker gave these up, by the group's wish or by itself.
  case revoked(ConnectorsAndTasks)
  /// The group refused the worker for good.
  case failed(MemberFailure)
  /// All is stopped and the group left.
  case stopped
}

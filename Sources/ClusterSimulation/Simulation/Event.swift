import KafkaModel

/// Everything that can happen at an instant. Small and plain, as millions pass through the queue.
enum Event: Sendable {
  case network(NetworkEvent)
  case brokerTimer(Int32, incarnation: Int32, BrokerTimer)
  case controllerTimer(Int32, incarnation: Int32, ControllerTimer)
  case synced(ProcessIndex, incarnation: Int32, SyncToken)
  case producerWake(Int32)
  /// A producer's network thread, woken by the calling thread, has got a processor.
  case producerRuns(Int32)
  case arrival(Int32)
  case memberWake(Int32)
  /// A member's application goes on.
  case applicationWake(Int32)
  /// A client of a Connect worker looks at the clock.
  case clientWake(Int32, ClientSlot)
  /// One of a Connect worker's own threads does.
  case workerWake(Int32)
  /// Task configurations reach the leader of a Connect cluster.
  case workerForward(Int32)
  case lagSample
  case delivery(ProcessIndex, Delivery)
  case processStarts(ProcessIndex)
  case processTornDown(ProcessIndex, incarnation: Int32)
  case topicsAreCreated(cluster: Int32)
  case loadBegins
  case triggerDue(Int32)
  case undo(step: Int32)
  case cycle(step: Int32, pause: Bool)
  case restartGoesOn(step: Int32)
  /// A step that sets a group's offsets looks for its coordinator again.
  case coordinatorIsSought(step: Int32)
  case reset(ConnectionID)
}

/// What the network brought to one process, by the names that its machines have for their connections.
enum Delivery: Sendable {
  case accepted(ServerConnection)
  case request(MessageID, ServerConnection)
  case closedByClient(ServerConnection, isReset: Bool)
  case established(ConnectionTable.Client, ConnectionID)
  case response(MessageID, ConnectionTable.Client, ConnectionID)
  /// Refused, closed, reset or given up.
  case lost(ConnectionTable.Client, ConnectionID)
}

import KafkaModel

/// Everything that can happen at an instant. Small and plain, as millions pass through the queue.
enum Event: Sendable {
  case network(NetworkEvent)
  case brokerTimer(broker: Int32, incarnation: Int32, BrokerTimer)
  case controllerTimer(cluster: Int32, incarnation: Int32, ControllerTimer)
  case synced(ProcessIndex, incarnation: Int32, SyncToken)
  case producerWake(Int32)
  case arrival(Int32)
  case start(ProcessIndex)
  case tornDown(ProcessIndex, incarnation: Int32)
  case createTopics(cluster: Int32)
  case loadBegins
  case stepDue(Int32)
  case undo(Int32)
  case duty(step: Int32, pause: Bool)
  case resetConnection(ConnectionID)
  /// Deliveries of the network that waited for a paused process.
  case delivery(Delivery)
}

/// What the network brought to one end of a connection.
enum Delivery: Sendable {
  case accepted(ConnectionID)
  case established(ConnectionID)
  case failed(ConnectionID)
  case message(MessageID, ConnectionID, ConnectionSide)
  case closed(ConnectionID, ConnectionSide)
}

/// What a broker asks of its surroundings, in order.
package enum BrokerEffect: Hashable, Sendable {
  /// The server socket is open from now on; before this, connection attempts are refused.
  case listen
  case respond(ServerConnection, correlation: Int32, Response, bytes: Int32)
  case closeConnection(ServerConnection)
  /// Open a connection; `channelConnected` or `channelClosed` follows, or the broker gives up with `closeChannel`.
  case connect(channel: ChannelID, to: NodeID)
  case send(channel: ChannelID, correlation: Int32, Request, bytes: Int32)
  /// Nothing of the old connection may reach the broker any more.
  case closeChannel(ChannelID)
  /// Call `timerFired`; a later one of the same timer replaces it, and one that comes too early is ignored.
  case setTimer(BrokerTimer, at: Milliseconds)
  /// Flush a checkpoint file, then call `synced` with the token.
  case sync(SyncToken)
  case journal(JournalEvent)
  /// The client on this connection named a topic that is missing; the controller is asked to make it.
  case asksForTopic(String, for: ServerConnection)
  /// Look up these batches with the brokers that wrote them (`BatchContent.groupLogWriter`,
  /// `Broker.groupLog`), then call `groupLogRead`.
  case readGroupLog(TopicPartition, [BatchContent])
  /// A member's commit is replicated; only for whoever watches.
  indirect case offsetsStored(GroupID, MemberID, [PartitionOffset])
  /// The process has left by itself: logs are flushed, sockets are closed.
  case exited
}

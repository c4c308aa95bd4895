/// What a Connect worker asks of its shell, in order.
package enum WorkerEffect: Sendable {
  /// Open a connection for a client; negative ids are the bootstrap servers of the client's cluster.
  case connect(ClientSlot, ConsumerNode)
  /// Close the connection: bytes already written still travel.
  case close(ClientSlot, ConsumerNode)
  case send(ClientSlot, ConsumerNode, correlation: Int32, Request, bytes: Int32)
  /// Call `wakeClient` at this reading of the host's clock, or on the client's next input; replaces the
  /// earlier one.
  case wakeClient(ClientSlot, at: Milliseconds)
  /// Call `wake` at this reading; replaces the earlier one.
  case wake(at: Milliseconds)
  /// A client was handed these: what they say is asked of the ledger and given to `recordsRead`.
  case read(ClientSlot, [DeliveredBatch])
  /// The same of a sink task's consumer, for `sinkRecordsRead`.
  case readForSink(ClientSlot, [DeliveredBatch])
  case sink(TaskName, SinkEvent)
  /// A client sends a record of its own; numbers of one client follow one another from 0.
  case wrote(ClientSlot, record: Int32, ConnectRecord, topic: TopicIndex)
  /// A client sends copies, numbered from `first` on, of consecutive records that another client read.
  case copied(ClientSlot, first: Int32, of: DeliveredBatch, reader: ClientSlot, topic: TopicIndex)
  /// A send() waits for a topic that is missing; `expect` says what its number will be.
  case awaitsTopic(ClusterIndex, String)
  /// The callbacks of a batch.
  case completed(ClientSlot, BatchContent, DeliveryOutcome)
  /// send() of one record failed at once.
  case refused(ClientSlot, record: Int32, ProducerException)
  /// The client is closed; only what it wrote is left of it.
  case ended(ClientSlot, BatchContents)
  case journal(WorkerEvent)
  /// Hand a connector's task configurations to the group's leader over Connect's REST interface; answered by
  /// `forwardAnswered`.
  case forward(group: GroupID, ConnectorIndex, [TaskConfiguration], leader: MemberID)
  /// The process is over.
  case exited
}

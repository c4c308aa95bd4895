/// What a sink task's machine asks of its shell, in order; beside them the shell minds its `deadline`.
package enum SinkTaskEffect: Hashable, Sendable {
  /// Subscribe, then `SinkTask.start`; answered by `started` or `startFailed`.
  case startTask
  /// `poll` of the consumer; answered by `polled`, `pollWokenUp` or `pollFailed`, after the listener's calls in it.
  case poll(timeout: Milliseconds)
  /// `SinkTask.put`, perhaps of nothing; answered by `putReturned` or `putFailed`.
  case put([SinkRun])
  /// `SinkTask.preCommit`; answered by `preCommitted` or `preCommitFailed`.
  case preCommit(SinkOffsets)
  /// `commitAsync` of the consumer; its callback is `asyncCommitted`.
  case commitAsync(sequence: Int32, SinkOffsets)
  /// `commitSync`; answered by `syncCommitted`.
  case commitSync(SinkOffsets)
  case seek(TopicPartition, Offset)
  case pause([TopicPartition])
  case resume([TopicPartition])
  /// `SinkTask.open`; answered by `opened` or `openFailed`.
  case open([TopicPartition])
  /// `SinkTask.close`
  case close([TopicPartition])
  /// The consumer's rebalance listener has returned.
  case listenerReturned
  /// `wakeup` of the consumer: the poll or commitSync that it is in, else the next one, ends with a WakeupException.
  case wakeUp
  /// `SinkTask.stop`; answered by `taskStopped`.
  case stopTask
  /// `close` of the consumer; answered by `consumerClosed`.
  case closeConsumer
  /// Records of a poll are left: its positions stand behind them, and they are never put.
  case dropped(records: Int32)
  case status(TaskStatus)
  /// The task's thread is gone.
  case ended
}

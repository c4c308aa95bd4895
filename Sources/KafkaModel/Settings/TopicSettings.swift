/// The settings of a topic that brokers and controller act on; values are effective (topic override or broker default).
package struct TopicSettings: Hashable, Sendable {
  /// `min.insync.replicas`
  package var minInsyncReplicas: Int32 = 1
  /// `unclean.leader.election.enable`
  package var uncleanLeaderElection = false
  /// `max.message.bytes`
  package var maxMessageBytes: Int32 = 1_048_588
  /// `segment.bytes`
  package var segmentBytes: Int32 = 1_073_741_824
  /// `flush.messages`; nil never flushes by count.
  package var flushMessages: Int64?
  /// `flush.ms`; nil never flushes by time.
  package var flushInterval: Milliseconds?

  /// `message.timestamp.after.max.ms`, which is an hour since KIP-1030 (4.0); nil takes any timestamp.
  package var timestampAfterMax: Milliseconds?

  package init() {}
}

package import KafkaModel

/// One partition at one moment, as its controller and its leader's log have it.
package struct PartitionView: Hashable, Sendable {
  package var leader: NodeID?
  package var leaderEpoch: LeaderEpoch
  package var replicas: [NodeID]
  package var isr: [NodeID]
  /// Of the leader's log; nil while there is no leader whose process is there.
  package var log: LogEnds?

  package struct LogEnds: Hashable, Sendable {
    package var start: Offset
    package var end: Offset
    package var highWatermark: Offset
  }
}

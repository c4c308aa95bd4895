/// Rules of the Java producer that changed between versions, one flag each, named by KIP or issue.
package struct ProducerBehaviour: Hashable, Sendable {
  /// KIP-794 (3.3): the built-in partitioner that switches by bytes, in place of sticky-until-new-batch.
  package var builtInPartitioner: Bool
  /// Before KAFKA-17632 (4.0; 2.4 to 3.9.1): a record that opens a batch asks a custom partitioner twice.
  package var partitionsTwiceOnNewBatch: Bool
  /// KIP-580 (3.7): retry back-off grows exponentially with jitter instead of being constant.
  package var exponentialRetryBackoff: Bool
  /// KAFKA-15415 (3.6): a newer leader epoch in the metadata skips a batch's back-off.
  package var skipsBackoffOnNewLeader: Bool
  /// KIP-951 (3.7): NOT_LEADER_OR_FOLLOWER answers carry the new leader and the client applies it.
  package var leaderDiscoveryInResponses: Bool
  /// 3.5: a client-side request time-out fails batches with REQUEST_TIMED_OUT instead of NETWORK_EXCEPTION.
  package var timeoutIsRequestTimedOut: Bool
  /// 3.3: the drain position is kept per node and stays on a blocking partition.
  package var drainIndexPerNode: Bool
  /// KIP-899 (4.0 default): a client without reachable nodes goes back to its bootstrap servers.
  package var rebootstraps: Bool

  package init(
    builtInPartitioner: Bool, partitionsTwiceOnNewBatch: Bool, exponentialRetryBackoff: Bool,
    skipsBackoffOnNewLeader: Bool, leaderDiscoveryInResponses: Bool,
    timeoutIsRequestTimedOut: Bool, drainIndexPerNode: Bool, rebootstraps: Bool
  ) {
    self.builtInPartitioner = builtInPartitioner
    self.partitionsTwiceOnNewBatch = partitionsTwiceOnNewBatch
    self.exponentialRetryBackoff = exponentialRetryBackoff
    self.skipsBackoffOnNewLeader = skipsBackoffOnNewLeader
    self.leaderDiscoveryInResponses = leaderDiscoveryInResponses
    self.timeoutIsRequestTimedOut = timeoutIsRequestTimedOut
    self.drainIndexPerNode = drainIndexPerNode
    self.rebootstraps = rebootstraps
  }
}

/// The built-in partitioner of one topic for records without a key: sticky, switched by bytes (KIP-794).
///
/// Keyed records never come here. Order of calls per record: `current`, then after the append
/// `recordAppended`; before an append that finds all batches drained, `recordAppended` with 0 bytes.
///
/// Source: `org.apache.kafka.clients.producer.internals.BuiltInPartitioner`.
package struct BuiltInPartitioner: Hashable, Sendable {
  /// `max(1, batch.size)`: so many bytes go to one partition before the next is chosen.
  package let stickyBatchSize: Int32
  private var partition: PartitionIndex?
  private var producedBytes: Int64 = 0
  /// Counts the sticky choices made, so that a caller can tell a switch to the same number.
  package private(set) var choices = 0
  /// Weights by queue length (adaptive partitioning); nil chooses uniformly.
  ///
  /// Made when a partition is chosen, from what the last pass collected: most passes are followed by another first.
  package var loadTable: PartitionLoadTable? { hasLoads ? PartitionLoadTable(loads) : nil }
  private var loads = PartitionLoads(queueCount: 0)
  private var hasLoads = false

  package init(batchSize: Int32) {
    stickyBatchSize = max(1, batchSize)
  }

  /// The partition for the next keyless record; the first question draws it.
  package mutating func current(
    among candidates: PartitionCandidates, random: inout RandomSource
  ) -> PartitionIndex {
    if let partition { return partition }
    return choose(among: candidates, random: &random)
  }

  /// Bytes went to the current partition; switches once enough did.
  ///
  /// - Parameters:
  ///   - bytes: growth of the batch's estimated size; a new batch counts its header too.
  ///   - enableSwitch: the partition's last batch is full, or its queue is empty.
  package mutating func recordAppended(
    bytes: Int32, enableSwitch: Bool, among candidates: PartitionCandidates,
    random: inout RandomSource
  ) {
    producedBytes += Int64(bytes)
    let enough = producedBytes >= Int64(stickyBatchSize) && enableSwitch
    if enough || producedBytes >= 2 * Int64(stickyBatchSize) {
      _ = choose(among: candidates, random: &random)
    }
  }

  /// A sender pass collected the queues; nil switches to uniform choice (adaptive off, or not every
  /// partition has a queue yet).
  package mutating func queuesCollected(_ collected: PartitionLoads?) {
    hasLoads = collected != nil
    if let collected { loads = collected }
  }

  /// Exchanges the storage of the last collection with that of a new one.
  mutating func queuesCollected(swapping collected: inout PartitionLoads) {
    hasLoads = true
    swap(&loads, &collected)
  }

  private mutating func choose(
    among candidates: PartitionCandidates, random: inout RandomSource
  ) -> PartitionIndex {
    let draw = random.nextInt32() & 0x7fff_ffff
    let chosen = loadTable?.pick(draw) ?? candidates.pick(draw)
    partition = chosen
    producedBytes = 0
    choices += 1
    return chosen
  }
}

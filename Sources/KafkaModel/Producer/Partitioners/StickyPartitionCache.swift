/// One topic's sticky partition, moved when a new batch begins (KIP-480, clients 2.4 to 3.9).
///
/// Source: `org.apache.kafka.clients.producer.internals.StickyPartitionCache`.
package struct StickyPartitionCache: Hashable, Sendable {
  /// The partition that keyless records stick to; nil before the first.
  package private(set) var sticky: PartitionIndex?

  package init() {}

  /// The sticky partition, chosen now if there is none.
  package mutating func partition(
    among candidates: PartitionCandidates, random: inout RandomSource
  ) -> PartitionIndex {
    if let sticky { return sticky }
    return choose(among: candidates, random: &random)
  }

  /// A record for `previous` found no batch with room; moves on if that is the sticky one, or if there is none.
  package mutating func newBatch(
    previous: PartitionIndex, among candidates: PartitionCandidates, random: inout RandomSource
  ) {
    if sticky == nil || sticky == previous {
      _ = choose(among: candidates, random: &random)
    }
  }

  private mutating func choose(
    among candidates: PartitionCandidates, random: inout RandomSource
  ) -> PartitionIndex {
    let available = candidates.available
    var chosen: PartitionIndex
    switch available.count {
    case 0:
      chosen = candidates.pick(random.nextInt32() & 0x7fff_ffff)
    case 1:
      chosen = available[0]
    default:
      // Kafka draws until the number differs; a still source would never end, so it steps on.
      chosen = candidates.pick(random.nextInt32() & 0x7fff_ffff)
      while chosen == sticky, !random.isStillOrSpent {
        chosen = candidates.pick(random.nextInt32() & 0x7fff_ffff)
      }
      if chosen == sticky {
        let index = available.firstIndex(of: chosen) ?? 0
        chosen = available[(index + 1) % available.count]
      }
    }
    sticky = chosen
    return chosen
  }
}

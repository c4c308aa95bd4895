import KafkaModel
import Testing

@Suite struct PartitionerTests {
  @Test func `An empty key is hashed, no key is not`() {
    #expect(RecordKey([]).partition(of: 10) == PartitionIndex(1))
    #expect(RecordKey.null.partition(of: 10) == nil)
  }

  @Test func `Queues of 0, 3 and 1 batches weigh 4, 1 and 3`() throws {
    let table = try #require(
      PartitionLoadTable(
        PartitionLoads(
          queueSizes: [0, 3, 1], partitions: (0..<3).map { PartitionIndex($0) }, length: 3)))
    #expect(table.cumulative == [4, 5, 8])
    #expect((0..<8).map { table.pick($0).raw } == [0, 0, 0, 0, 1, 2, 2, 2])
  }

  @Test func `An excluded queue leaves its length to the next one if that is empty`() throws {
    var loads = PartitionLoads(queueCount: 3)
    loads.visit(PartitionIndex(0))
    loads.hasQueued(5, excluded: true)
    loads.visit(PartitionIndex(1))
    loads.visit(PartitionIndex(2))
    let table = try #require(PartitionLoadTable(loads))
    #expect(table.partitions == [PartitionIndex(1), PartitionIndex(2)])
    #expect(table.cumulative == [1, 7])
  }

  @Test func `VIP customers get 8 of 10 partitions`() {
    let rule = WeightedRule(keyPrefix: "vip-", share: 8, of: 10)
    var random = RandomSource.recorded([7, -1, 12345], next: 0)
    for number in 0..<200 {
      let favoured = RecordKey("vip-\(number)".utf8.map { $0 }, rule: rule)
      let other = RecordKey("shop-\(number)".utf8.map { $0 }, rule: rule)
      #expect(rule.partition(key: favoured, of: 10, random: &random).raw < 8)
      #expect(rule.partition(key: other, of: 10, random: &random).raw >= 8)
    }
    #expect(rule.partition(key: .null, of: 10, random: &random) == PartitionIndex(9))
    #expect(rule.partition(key: .null, of: 1, random: &random) == PartitionIndex(0))
  }

  @Test func `A still source still moves the sticky partition on`() {
    var cache = StickyPartitionCache()
    var random = RandomSource.still
    let candidates = PartitionCandidates(
      count: 3, available: (0..<3).map { PartitionIndex($0) })
    let first = cache.partition(among: candidates, random: &random)
    cache.newBatch(previous: first, among: candidates, random: &random)
    #expect(cache.sticky != first)
  }

  @Test func `Back-off jitter stays inside a fifth of the span`() {
    var random = RandomSource.recorded([0, 399_999, -1], next: 0)
    #expect(random.jittered(Milliseconds(1_000)) == Milliseconds(800))
    #expect(random.jittered(Milliseconds(1_000)) == Milliseconds(1_199))
    #expect((800..<1_200).contains(random.jittered(Milliseconds(1_000)).raw))
  }
}

import KafkaModel
import Testing

@Suite struct StripedPlacementTests {
  private func brokers(_ list: [(Int32, String?)], fenced: Set<Int32> = []) -> [StripedPlacement
    .Broker]
  {
    list.map {
      StripedPlacement.Broker(id: NodeID($0.0), rack: $0.1, isFenced: fenced.contains($0.0))
    }
  }

  private func place(
    _ brokers: [StripedPlacement.Broker], _ partitions: Int, _ factor: Int, draws: [Int32]
  ) -> [[Int32]]? {
    var random = RandomSource.recorded(draws, next: 0)
    var placement = StripedPlacement(brokers, random: &random)
    return placement.place(partitions: partitions, replicationFactor: factor, random: &random)?
      .map { $0.map(\.raw) }
  }

  @Test func `K1 and K2: three brokers without racks`() {
    let three = brokers([(1, nil), (2, nil), (3, nil)])
    #expect(place(three, 3, 3, draws: [0, 0]) == [[1, 2, 3], [2, 3, 1], [3, 1, 2]])
    #expect(place(three, 3, 2, draws: [2, 0]) == [[3, 1], [1, 2], [2, 3]])
  }

  @Test func `K3: three racks of three`() {
    let nine = brokers((0..<9).map { ($0, ["A", "B", "C"][Int($0) / 3]) })
    #expect(
      place(nine, 6, 3, draws: []) == [
        [0, 3, 6], [4, 7, 1], [8, 2, 5], [0, 3, 6], [4, 7, 1], [8, 2, 5],
      ])
  }

  @Test func `K4: a fenced broker is used only when its rack has no other`() {
    let six = brokers(
      [(1, "A"), (2, "A"), (3, "B"), (4, "B"), (5, "C"), (6, "C")], fenced: [6])
    #expect(place(six, 4, 3, draws: []) == [[1, 3, 5], [4, 5, 2], [5, 1, 3], [2, 4, 5]])
  }

  @Test func `K5: uneven racks`() {
    let three = brokers([(1, "A"), (2, "A"), (3, "B")])
    #expect(place(three, 2, 3, draws: []) == [[1, 3, 2], [3, 2, 1]])
  }

  @Test func `K6: lists are shuffled when every broker has led once`() {
    let four = brokers((0..<4).map { ($0, nil) })
    var draws = MockRandom()
    let list = draws.bounded([4, 1, 4, 3, 2, 4, 3, 2])
    #expect(
      place(four, 9, 2, draws: list) == [
        [2, 3], [3, 0], [0, 1], [1, 2], [1, 0], [0, 2], [2, 3], [3, 1], [1, 0],
      ])
  }

  @Test func `K7: fenced brokers follow, never lead`() {
    let three = brokers([(1, nil), (2, nil), (3, nil)], fenced: [1, 3])
    var draws = MockRandom()
    #expect(place(three, 2, 3, draws: draws.bounded([2, 1, 1])) == [[2, 3, 1], [2, 1, 3]])
  }

  @Test func `more replicas than brokers, none, or nobody unfenced is refused`() {
    let two = brokers([(1, nil), (2, nil)], fenced: [2])
    #expect(place(two, 1, 3, draws: []) == nil)
    #expect(place(two, 1, 0, draws: []) == nil)
    #expect(place(brokers([(1, nil)], fenced: [1]), 1, 1, draws: []) == nil)
  }
}

/// Kafka's `MockRandom(17)` with Java's `Random.nextInt(bound)` on top of it.
struct MockRandom {
  private var state: UInt64 = 17

  private mutating func next(_ bits: UInt64) -> Int32 {
    state = state &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    return Int32(truncatingIfNeeded: state >> (64 - bits))
  }

  private mutating func nextInt(_ bound: Int32) -> Int32 {
    var bits = next(31)
    if bound & (bound - 1) == 0 {
      return Int32(truncatingIfNeeded: (Int64(bound) * Int64(bits)) >> 31)
    }
    while bits &- (bits % bound) &+ (bound - 1) < 0 { bits = next(31) }
    return bits % bound
  }

  mutating func bounded(_ bounds: [Int32]) -> [Int32] { bounds.map { nextInt($0) } }
}

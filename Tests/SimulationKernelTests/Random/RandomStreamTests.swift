import SimulationKernel
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  private func stream(_ name: String = "broker-1", _ purpose: String = "jitter") -> RandomStream {
    RandomStream(seed: 42, name: name, purpose: purpose)
  }

  @Test
  func `SplitMix64 gives its published numbers`() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 16_294_208_416_658_607_535)
    #expect(generator.next() == 7_960_286_522_194_355_700)
  }

  @Test
  func `a seed and two names fix the numbers on every machine`() {
    var stream = stream()
    #expect(
      (0..<3).map { _ in stream.next() } == [
        10_283_952_123_135_722_025, 10_198_233_409_694_752_957, 9_992_672_887_758_524_615,
      ])
    #expect((0..<4).map { _ in stream.below(1000) } == [159, 11, 389, 570])
    #expect((0..<4).map { _ in stream.uniform(in: -50...50) } == [-5, 36, 25, -35])
    #expect(
      (0..<4).map { _ in stream.exponential(mean: 1_000_000_000) } == [
        1_462_523_965, 267_761_042, 23_978_097, 2_667_400_693,
      ])
    #expect(
      (0..<4).map { _ in stream.normalLike(mean: 1000, deviation: 100) } == [1120, 841, 1098, 1239])
    var items = Array(0..<10)
    stream.shuffle(&items)
    #expect(items == [6, 2, 7, 0, 5, 9, 8, 3, 1, 4])
  }

  @Test
  func `seed, name and purpose each make another stream`() {
    var firsts: Set<UInt64> = []
    var streams = [
      stream(), stream("broker-2"), stream("broker-1", "delay"), stream("broker-1j", "itter"),
      stream("", ""), RandomStream(seed: 43, name: "broker-1", purpose: "jitter"),
    ]
    for index in streams.indices { firsts.insert(streams[index].next()) }
    #expect(firsts.count == streams.count)
  }

  @Test(arguments: [UInt64(1), 2, 3, 10, 1000])
  func `numbers below a bound come equally often`(bound: UInt64) {
    var stream = stream()
    var counts = [Int](repeating: 0, count: Int(bound))
    for _ in 0..<100_000 { counts[Int(stream.below(bound))] += 1 }
    let expected = 100_000 / Double(bound)
    let squares = counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }
    // Chi-squared: its mean is bound - 1, its deviation the root of twice that.
    let freedom = Double(bound) - 1
    #expect(squares.reduce(0, +) <= freedom + 4 * (2 * freedom).squareRoot())
  }

  @Test
  func `a bound just above half of all numbers is not biased`() {
    var stream = stream()
    let bound: UInt64 = 3 << 62
    var low = 0
    for _ in 0..<30_000 where stream.below(bound) < 1 << 62 { low += 1 }
    #expect(abs(low - 10_000) < 330)
  }

  @Test
  func `ranges reach both ends, the widest too`() {
    var stream = stream()
    let draws = Set((0..<200).map { _ in stream.uniform(in: -2...2) })
    #expect(draws == [-2, -1, 0, 1, 2])
    #expect(stream.uniform(in: 7...7) == 7)
    let wide = (0..<100).map { _ in stream.uniform(in: Int64.min...Int64.max) }
    #expect(wide.contains { $0 < 0 } && wide.contains { $0 > 0 })
  }

  @Test
  func `a probability is met, none and certainty exactly`() {
    var stream = stream()
    var hits = 0
    for _ in 0..<100_000 where stream.bool(numerator: 3, denominator: 10) { hits += 1 }
    #expect(abs(hits - 30_000) < 600)
    for _ in 0..<100 {
      let never = stream.bool(numerator: 0, denominator: 5)
      let always = stream.bool(numerator: 5, denominator: 5)
      #expect(!never && always)
    }
  }

  @Test
  func `a shuffle puts everything everywhere`() {
    var stream = stream()
    var places = [Int](repeating: 0, count: 5)
    for _ in 0..<10_000 {
      var items = [0, 1, 2, 3, 4]
      stream.shuffle(&items)
      #expect(items.sorted() == [0, 1, 2, 3, 4])
      places[items.firstIndex(of: 0) ?? 0] += 1
    }
    for count in places { #expect(abs(count - 2000) < 200) }
  }
}

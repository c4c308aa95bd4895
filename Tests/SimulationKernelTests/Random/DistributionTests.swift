import Foundation
import SimulationKernel
import Testing

@Suite("Distributions")
struct DistributionTests {
  private static let draws = 200_000

  private func stream(_ purpose: String) -> RandomStream {
    RandomStream(seed: 7, name: "distribution", purpose: purpose)
  }

  @Test
  func `exponential times have the mean, the deviation and the tail they should`() {
    var stream = stream("exponential")
    let mean: Int64 = 1_000_000_000
    let values = (0..<Self.draws).map { _ in Double(stream.exponential(mean: mean)) / Double(mean) }
    let average = values.reduce(0, +) / Double(Self.draws)
    let square = values.map { $0 * $0 }.reduce(0, +) / Double(Self.draws)
    #expect(abs(average - 1) < 0.01)
    #expect(abs(square - 2) < 0.05)
    for limit in [0.1, 0.5, 1, 2, 4, 7] {
      let share = Double(values.count { $0 > limit }) / Double(Self.draws)
      #expect(abs(share - exp(-limit)) < 0.005)
    }
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 45 })
  }

  @Test
  func `an exponential time is minus the logarithm of its draw`() {
    var stream = stream("logarithm")
    for _ in 0..<10_000 {
      var twin = stream
      let draw = Double(twin.next() | 1) / 18_446_744_073_709_551_616.0
      let time = Double(stream.exponential(mean: 1 << 40)) / Double(1 << 40)
      #expect(abs(time + log(draw)) < 5e-7)
    }
  }

  @Test
  func `a mean of nothing waits for nothing and a huge one stops at the largest number`() {
    var stream = stream("edges")
    var largest: Int64 = 0
    for _ in 0..<100 {
      #expect(stream.exponential(mean: 0) == 0)
      let time = stream.exponential(mean: Int64.max)
      #expect(time >= 0)
      largest = max(largest, time)
    }
    #expect(largest == Int64.max)
  }

  @Test
  func `normal-like numbers have their mean and deviation and no far tails`() {
    var stream = stream("normal")
    let values = (0..<Self.draws).map { _ in
      Double(stream.normalLike(mean: 5_000_000, deviation: 1_000_000)) / 1_000_000 - 5
    }
    let average = values.reduce(0, +) / Double(Self.draws)
    let variance = values.map { $0 * $0 }.reduce(0, +) / Double(Self.draws)
    #expect(abs(average) < 0.01)
    #expect(abs(variance - 1) < 0.02)
    #expect(abs(Double(values.count { abs($0) < 1 }) / Double(Self.draws) - 0.6827) < 0.01)
    #expect(values.allSatisfy { abs($0) <= 6 })
  }

  @Test
  func `large and missing deviations are exact`() {
    var stream = stream("normal edges")
    #expect(stream.normalLike(mean: -3, deviation: 0) == -3)
    let wide = (0..<1000).map { _ in stream.normalLike(mean: 0, deviation: 1 << 58) }
    #expect(wide.allSatisfy { abs($0) < 6 << 58 })
    #expect(wide.contains { $0 < 0 } && wide.contains { $0 > 0 })
  }

  @Test(arguments: [0, 500, 1000, 1375, 2000])
  func `Zipf ranks come as often as their weights say`(thousandths: Int) {
    var stream = stream("zipf \(thousandths)")
    let law = Zipf(count: 100, exponentThousandths: thousandths)
    var counts = [Int](repeating: 0, count: law.count)
    for _ in 0..<Self.draws { counts[law.sample(&stream)] += 1 }
    let weights = (1...100).map { pow(Double($0), -Double(thousandths) / 1000) }
    let total = weights.reduce(0, +)
    for rank in [0, 1, 2, 9, 99] {
      let share = weights[rank] / total
      #expect(abs(Double(counts[rank]) / Double(Self.draws) - share) < 0.004)
    }
  }

  @Test
  func `Zipf draws are the same on every machine`() {
    var stream = stream("zipf golden")
    let law = Zipf(count: 1000, exponentThousandths: 990)
    #expect((0..<8).map { _ in law.sample(&stream) } == [0, 5, 18, 27, 2, 26, 613, 6])
    #expect(Zipf(count: 1, exponentThousandths: 1000).sample(&stream) == 0)
  }
}

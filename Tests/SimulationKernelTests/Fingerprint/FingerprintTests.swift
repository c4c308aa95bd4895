import SimulationKernel
import Testing

@Suite("The fingerprint")
struct FingerprintTests {
  private func fold(_ words: [UInt64]) -> Fingerprint {
    words.reduce(into: Fingerprint()) { $0.fold($1) }
  }

  @Test
  func `the order, the number and every bit of words count`() {
    var seen: Set<UInt64> = [Fingerprint().value]
    let lists: [[UInt64]] = [[0], [0, 0], [0, 0, 0], [1, 2], [2, 1], [1], [2]]
    for list in lists { #expect(seen.insert(fold(list).value).inserted) }
    for bit in 0..<64 { #expect(seen.insert(fold([7, 1 << UInt64(bit), 7]).value).inserted) }
  }

  @Test
  func `the same words give the same value on every machine`() {
    #expect(fold([1, 2, 3]).description == "9bde36133276fa2d")
    #expect(Fingerprint().description == "9e3779b97f4a7c15")
  }
}

package import KafkaModel
package import SimulationKernel

/// The keys of a workload, hashed once each so that a record costs no hashing.
package struct KeyTable: Sendable {
  /// A key as the producer needs it: what it hashes to, how long it is, which weighted rule it meets.
  package struct Key: Hashable, Sendable {
    package var hash: UInt32
    package var size: Int32
    package var text: Int32
  }

  package private(set) var texts: [String]
  private var keys: [Key]
  private var choice: Choice

  private enum Choice: Sendable {
    case none
    case cycle
    case zipf(Zipf)
    case weighted(cumulative: [Int64])
  }

  package init(_ plan: PlannedWorkload.Keys) {
    switch plan {
    case .none:
      texts = []
      choice = .none
    case .cycle(let count):
      texts = (0..<count).map { String($0) }
      choice = .cycle
    case .fixed(let text):
      texts = [text]
      choice = .cycle
    case .zipf(let count, let exponent):
      texts = (0..<count).map { String($0) }
      choice = .zipf(Zipf(count: Int(count), exponentHundredths: Int(exponent)))
    case .weighted(let list):
      texts = list.map(\.text)
      var sum: Int64 = 0
      choice = .weighted(
        cumulative: list.map {
          sum += $0.weight
          return sum
        })
    }
    keys = texts.enumerated().map { index, text in
      let bytes = Array(text.utf8)
      return Key(
        hash: murmur2(bytes), size: Int32(bytes.count), text: Int32(index))
    }
  }

  package func key(of number: Int64, draws: inout RandomStream) -> Key? {
    switch choice {
    case .none: return nil
    case .cycle: return keys[Int(number % Int64(keys.count))]
    case .zipf(let zipf): return keys[zipf.sample(using: &draws)]
    case .weighted(let cumulative):
      let drawn = Int64(draws.below(UInt64(cumulative[cumulative.count - 1])))
      return keys[cumulative.firstIndex { drawn < $0 }!]
    }
  }
}

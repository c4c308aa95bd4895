package import KafkaModel
package import SimulationKernel

/// The keys of a workload, hashed once each so that a record costs no hashing.
package struct KeyTable: Sendable {
  /// A key as the producer needs it, and its number in the table.
  package struct Key: Hashable, Sendable {
    package var key: RecordKey
    package var size: Int32
    package var number: Int32
  }

  private var keys: [Key]
  /// The keys' texts, by number.
  package let texts: [String]
  private var choice: Choice

  private enum Choice: Sendable {
    case none
    case cycle
    case weighted(cumulative: [Int64])
    case zipf(Zipf)
  }

  package init(_ plan: PlannedWorkload.Keys, rule: WeightedRule?) {
    let texts: [String]
    switch plan {
    case .none:
      texts = []
      choice = .none
    case .cycle(let list):
      texts = list
      choice = .cycle
    case .weighted(let list):
      texts = list.map(\.text)
      var sum: Int64 = 0
      choice = .weighted(
        cumulative: list.map {
          sum += $0.weight
          return sum
        })
    case .zipf(let list, let exponent):
      texts = list
      choice = .zipf(Zipf(count: list.count, exponentThousandths: Int(exponent)))
    }
    self.texts = texts
    keys = texts.enumerated().map { number, text in
      let bytes = Array(text.utf8)
      return Key(
        key: RecordKey(bytes, rule: rule), size: Int32(bytes.count), number: Int32(number))
    }
  }

  package func key(of number: Int64, draws: inout RandomStream) -> Key? {
    switch choice {
    case .none: return nil
    case .cycle: return keys[Int(number % Int64(keys.count))]
    case .weighted(let cumulative):
      let drawn = Int64(draws.below(UInt64(cumulative[cumulative.count - 1])))
      return cumulative.firstIndex { drawn < $0 }.map { keys[$0] }
    case .zipf(let zipf): return keys[zipf.sample(&draws)]
    }
  }
}

/// The producer's table of batch contents: the record numbers of every batch that was closed.
struct BatchContents: Sendable {
  private var numbers: [Int32] = []
  private var starts: [Int32] = [0]

  mutating func add(_ records: [Int32]) -> Int32 {
    numbers.append(contentsOf: records)
    starts.append(Int32(numbers.count))
    return Int32(starts.count - 2)
  }

  subscript(_ index: Int32) -> ArraySlice<Int32> {
    numbers[Int(starts[Int(index)])..<Int(starts[Int(index) + 1])]
  }
}

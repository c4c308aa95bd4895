/// The producer's table of batch contents: the record numbers of every batch that was closed.
package struct BatchContents: Sendable {
  private var numbers: [Int32] = []
  private var starts: [Int32] = [0]

  package init() {}

  /// Closes a batch of these records and returns its number.
  package mutating func add(_ records: [Int32]) -> Int32 {
    if records.count == 1 {
      numbers.append(records[0])
    } else {
      numbers.append(contentsOf: records)
    }
    starts.append(Int32(numbers.count))
    return Int32(starts.count - 2)
  }

  /// How many batches were closed.
  package var count: Int { starts.count - 1 }

  /// The record numbers of a batch, in order.
  package subscript(_ index: Int32) -> ArraySlice<Int32> { numbers[places(of: index)] }

  /// Where the record numbers of a batch are among all: what the numbers are read by one by one, and nothing is shared.
  package func places(of index: Int32) -> Range<Int> {
    Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
  }

  package func number(at place: Int) -> Int32 { numbers[place] }
}

import Testing

@testable import KafkaModel

/// The blocks of a log's batches, against an array.
struct BatchListTests {
  private static func batch(_ number: Int) -> RecordBatch {
    RecordBatch(
      content: BatchContent(producer: 0, index: Int32(number)), recordCount: 1, sizeInBytes: 100,
      maxTimestamp: .zero)
  }

  @Test func `A list over many blocks reads as an array does`() {
    var list = BatchList()
    for number in 0..<1000 { list.append(Self.batch(number)) }
    #expect(list.count == 1000)
    #expect(list.map(\.content.index) == Array(0..<1000))
    #expect(list[255...257].map(\.content.index) == [255, 256, 257])
  }

  @Test(arguments: [0, 1, 255, 256, 257, 512, 700])
  func `What is taken out in front and cut off at the end leaves the rest as it was`(removed: Int) {
    for kept in [0, 1, 55, 56, 200, 300] {
      var list = BatchList()
      for number in 0..<1000 { list.append(Self.batch(number)) }
      list.removeFirst(removed)
      list.shorten(to: kept)
      for number in 0..<600 { list.append(Self.batch(-1 - number)) }
      let expected = Array(removed..<removed + kept) + (0..<600).map { -1 - $0 }
      #expect(list.map { Int($0.content.index) } == expected)
    }
  }

  @Test func `A copy goes its own way`() {
    var list = BatchList()
    for number in 0..<300 { list.append(Self.batch(number)) }
    let copy = list
    list.shorten(to: 10)
    list.append(Self.batch(7))
    #expect(copy.map(\.content.index) == Array(0..<300))
    #expect(list.map(\.content.index) == Array(0..<10) + [7])
  }
}

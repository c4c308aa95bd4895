/// The batches of a log, in blocks: nothing is moved when it grows, and a copy of it shares every block but those that
/// grow or shrink.
package struct BatchList: Sendable {
  private static var blockSize: Int { 256 }

  /// All but the last one are full.
  private var blocks: [[RecordBatch]] = []
  /// Bytes of all batches in the blocks before each block, those gone included: only differences count.
  private var starts: [Int64] = []
  /// Places of the first block whose batches are gone.
  private var dropped = 0
  package private(set) var count = 0

  package init() {}

  mutating func append(_ batch: RecordBatch) {
    let block = (dropped + count) / Self.blockSize
    if block == blocks.count { addBlock() }
    blocks[block].append(batch)
    count += 1
  }

  /// A log of a few batches takes no more room than they need; one that has filled a block will fill others.
  @inline(never)
  private mutating func addBlock() {
    let last = blocks.count - 1
    starts.append(last < 0 ? 0 : starts[last] + bytes(in: last, at: 0..<Self.blockSize))
    blocks.append([])
    if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(Self.blockSize) }
  }

  /// Takes so many batches out at the front.
  mutating func removeFirst(_ removed: Int) {
    precondition(removed <= count, "a list has so many batches")
    dropped += removed
    count -= removed
    blocks.removeFirst(dropped / Self.blockSize)
    starts.removeFirst(dropped / Self.blockSize)
    dropped %= Self.blockSize
  }

  /// Drops all batches from a place on.
  mutating func shorten(to kept: Int) {
    precondition(kept <= count, "a list has so many batches")
    count = kept
    let end = dropped + kept
    blocks.removeLast(blocks.count - (end + Self.blockSize - 1) / Self.blockSize)
    starts.removeLast(starts.count - blocks.count)
    let inLast = end - (blocks.count - 1) * Self.blockSize
    if let last = blocks.indices.last { blocks[last].removeLast(blocks[last].count - inLast) }
  }

  mutating func removeAll() { self = BatchList() }

  /// Bytes of the batches at these places; O(1) but for the first and the last block.
  func bytes(at places: Range<Int>) -> Int64 {
    guard !places.isEmpty else { return 0 }
    let (low, high) = (dropped + places.lowerBound, dropped + places.upperBound - 1)
    let (first, last) = (low / Self.blockSize, high / Self.blockSize)
    let (start, end) = (low % Self.blockSize, high % Self.blockSize + 1)
    if first == last { return bytes(in: first, at: start..<end) }
    return bytes(in: first, at: start..<Self.blockSize) + starts[last] - starts[first + 1]
      + bytes(in: last, at: 0..<end)
  }

  private func bytes(in block: Int, at places: Range<Int>) -> Int64 {
    var bytes: Int64 = 0
    for place in places { bytes += Int64(blocks[block][place].sizeInBytes) }
    return bytes
  }
}

extension BatchList: RandomAccessCollection {
  package typealias Indices = Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(place: Int) -> RecordBatch {
    precondition(place >= 0 && place < count, "no batch at this place")
    let place = dropped + place
    return blocks[place / Self.blockSize][place % Self.blockSize]
  }
}

extension BatchList: Equatable {
  package static func == (left: BatchList, right: BatchList) -> Bool { left.elementsEqual(right) }
}

extension BatchList: ExpressibleByArrayLiteral {
  package init(arrayLiteral batches: RecordBatch...) {
    for batch in batches { append(batch) }
  }
}

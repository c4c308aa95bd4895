/// The batches of a log, in blocks: nothing is moved when it grows, and a copy of it shares every block but those that
/// grow or shrink.
package struct BatchList: Sendable {
  private static var blockSize: Int { 256 }

  /// Those that are full.
  private var blocks: [[RecordBatch]] = []
  /// The block behind them, which grows. By itself, so that an append finds it at once.
  private var newest: [RecordBatch] = []
  /// Bytes of all batches in the blocks before each block and the newest, those gone included: only differences count.
  private var starts: [Int64] = [0]
  /// Places of the first block whose batches are gone.
  private var dropped = 0
  package private(set) var count = 0

  package init() {}

  mutating func append(_ batch: RecordBatch) {
    if newest.count == Self.blockSize { beginBlock() }
    newest.append(batch)
    count += 1
  }

  /// A log of a few batches takes no more room than they need; one that has filled a block will fill others.
  @inline(never)
  private mutating func beginBlock() {
    starts.append(starts[blocks.count] + bytes(in: blocks.count, at: 0..<Self.blockSize))
    blocks.append(newest)
    newest = []
    newest.reserveCapacity(Self.blockSize)
  }

  /// Takes so many batches out at the front.
  mutating func removeFirst(_ removed: Int) {
    precondition(removed <= count, "a list has so many batches")
    dropped += removed
    count -= removed
    let gone = Swift.min(dropped / Self.blockSize, blocks.count)
    blocks.removeFirst(gone)
    starts.removeFirst(gone)
    dropped -= gone * Self.blockSize
  }

  /// Drops all batches from a place on.
  mutating func shorten(to kept: Int) {
    precondition(kept <= count, "a list has so many batches")
    guard kept < count else { return }
    count = kept
    let (block, end) = (dropped + kept).quotientAndRemainder(dividingBy: Self.blockSize)
    if block < blocks.count {
      newest = blocks[block]
      blocks.removeLast(blocks.count - block)
      starts.removeLast(starts.count - block - 1)
    }
    newest.removeLast(newest.count - end)
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
    let batches = block < blocks.count ? blocks[block] : newest
    var bytes: Int64 = 0
    for place in places { bytes += Int64(batches[place].sizeInBytes) }
    return bytes
  }
}

extension BatchList: RandomAccessCollection {
  package typealias Indices = Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  @inline(__always)
  package subscript(place: Int) -> RecordBatch {
    precondition(place >= 0 && place < count, "no batch at this place")
    let place = dropped + place
    if place / Self.blockSize < blocks.count {
      return blocks[place / Self.blockSize][place % Self.blockSize]
    }
    return newest[place % Self.blockSize]
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

/// The batches of a log, in blocks: nothing is moved when it grows, and a copy of it shares every block but those that
/// grow or shrink.
package struct BatchList: Sendable {
  private static var blockSize: Int { 256 }

  /// All but the last one are full.
  private var blocks: [[RecordBatch]] = []
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
    blocks.append([])
    if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(Self.blockSize) }
  }

  /// Takes so many batches out at the front.
  mutating func removeFirst(_ removed: Int) {
    precondition(removed <= count, "a list has so many batches")
    dropped += removed
    count -= removed
    blocks.removeFirst(dropped / Self.blockSize)
    dropped %= Self.blockSize
  }

  /// Drops all batches from a place on.
  mutating func shorten(to kept: Int) {
    precondition(kept <= count, "a list has so many batches")
    count = kept
    let end = dropped + kept
    blocks.removeLast(blocks.count - (end + Self.blockSize - 1) / Self.blockSize)
    let inLast = end - (blocks.count - 1) * Self.blockSize
    if let last = blocks.indices.last { blocks[last].removeLast(blocks[last].count - inLast) }
  }

  mutating func removeAll() { self = BatchList() }
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

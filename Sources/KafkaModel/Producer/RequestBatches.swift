/// The batches of a produce request, in their order; mostly there is one, which needs no list.
struct RequestBatches: RandomAccessCollection, Sendable {
  private let alone: BatchSlot
  private var others: [BatchSlot] = []

  init(_ first: BatchSlot) { alone = first }

  mutating func append(_ slot: BatchSlot) { others.append(slot) }

  var startIndex: Int { 0 }
  var endIndex: Int { others.count + 1 }

  subscript(_ place: Int) -> BatchSlot { place == 0 ? alone : others[place - 1] }
}

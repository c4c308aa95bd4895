/// The records of the batches that one broker ever wrote to `__consumer_offsets`, by the batch's number.
///
/// Logs carry batches by identity only; this stands for their bytes, so no crash takes it away.
struct GroupLogTable: Sendable {
  private var records: [GroupLogRecord] = []
  /// For each batch, the end of its records.
  private var ends: [Int] = []

  /// Takes in a batch and gives its number.
  mutating func add(_ batch: [GroupLogRecord]) -> Int32 {
    records += batch
    ends.append(records.count)
    return Int32(ends.count - 1)
  }

  subscript(_ number: Int32) -> ArraySlice<GroupLogRecord> {
    let index = Int(number)
    guard ends.indices.contains(index) else { return [] }
    return records[(index > 0 ? ends[index - 1] : 0)..<ends[index]]
  }
}

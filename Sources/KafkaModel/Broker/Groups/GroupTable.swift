/// The groups of one coordinator, found by id; their order means nothing.
struct GroupTable: Sendable {
  var rows: [CoordinatedGroup] = []
  /// By `GroupID.index`; -1 where there is none.
  private var places: [Int32] = []
  private var lastSerial: Int32 = 0

  @inline(__always)
  func row(of id: GroupID) -> Int? { row(index: id.index) }

  /// The group that was meant; nil if it is gone, whether or not another has come.
  func row(of origin: GroupWrite.Origin) -> Int? {
    guard let row = row(of: origin.group), rows[row].serial == origin.serial else { return nil }
    return row
  }

  @inline(__always)
  func row(index: Int32) -> Int? {
    guard Int(index) < places.count, places[Int(index)] >= 0 else { return nil }
    return Int(places[Int(index)])
  }

  mutating func nextSerial() -> Int32 {
    lastSerial &+= 1
    return lastSerial
  }

  mutating func add(_ group: CoordinatedGroup) -> Int {
    let index = Int(group.id.index)
    while places.count <= index { places.append(-1) }
    places[index] = Int32(rows.count)
    rows.append(group)
    return rows.count - 1
  }

  mutating func remove(_ id: GroupID) {
    guard let row = row(of: id) else { return }
    places[Int(id.index)] = -1
    let last = rows.removeLast()
    guard row < rows.count else { return }
    rows[row] = last
    places[Int(last.id.index)] = Int32(row)
  }

  /// Ascending.
  var ids: [GroupID] { rows.map(\.id).sorted() }
}

/// The offset syncs of one partition that translation uses: 64 places, the newest first, older ones ever farther apart.
///
/// Two rules hold between places i < j that hold different syncs: the later is not too old for its place,
/// `s[i] <= s[j] + 2^j - 2^i` by upstream offsets, and the two are not too close, `s[i] >= s[j] + 2^max(i-2, 0)`.
/// A new sync moves others on until the first rule holds again, and drops those that the second rule forbids.
///
/// Source: `OffsetSyncStore.updateSyncArray` (KAFKA-14666, KAFKA-15202).
struct SyncHistory: Sendable {
  static let count = 64

  /// A sync with a number of its own: the rules tell two syncs of equal offsets apart.
  private struct Entry {
    var sync: OffsetSync
    var number: Int

    var upstream: Int64 { sync.upstream.raw }
  }

  private var entries: [Entry]
  private var nextNumber = 1

  init(_ first: OffsetSync) {
    entries = Array(repeating: Entry(sync: first, number: 0), count: Self.count)
  }

  var newest: OffsetSync { entries[0].sync }

  /// The newest sync at or before an offset of the source; else the oldest.
  func sync(for upstream: Offset) -> OffsetSync {
    (entries.first { $0.sync.upstream <= upstream } ?? entries[Self.count - 1]).sync
  }

  /// Each sync once, with its first place, newest first.
  var places: [(place: Int, sync: OffsetSync)] {
    entries.indices
      .filter { $0 == 0 || entries[$0].number != entries[$0 - 1].number }
      .map { ($0, entries[$0].sync) }
  }

  /// Takes a newer sync in.
  ///
  /// - Parameter looksAhead: KAFKA-15202: an old sync that does not fit a place may fit a later one; before, only the sync
  ///   that stood at a place was tried for the next.
  mutating func add(_ sync: OffsetSync, looksAhead: Bool) {
    let new = Entry(sync: sync, number: nextNumber)
    nextNumber += 1
    if looksAhead { insertLookingAhead(new) } else { insertShifting(new) }
  }

  private mutating func insertShifting(_ new: Entry) {
    var (replacement, moved) = (new, entries[0])
    entries[0] = new
    for place in 1..<Self.count {
      if fits(moved, at: place), isApartFromNext(moved, at: place) { replacement = moved }
      if isRecent(entries[place], at: place) { return }
      moved = entries[place]
      entries[place] = replacement
    }
  }

  private mutating func insertLookingAhead(_ new: Entry) {
    let old = entries
    var (replacement, candidate) = (new, 0)
    entries[0] = new
    for place in 1..<Self.count {
      var isPassedOver: Bool
      repeat {
        let entry = old[candidate]
        let isApart = isApartFromPrevious(entry, at: place)
        let isRepeated =
          candidate + 1 < Self.count && entry.number == old[candidate + 1].number
        let isPromoted =
          isRecent(entry, at: place) && isApart && isApartFromNext(entry, at: place)
        if isPromoted { replacement = entry }
        // It can be of no use to a later place either.
        isPassedOver = isRepeated || !isApart
        if isPromoted || isPassedOver { candidate += 1 }
      } while candidate < place && isPassedOver
      if isRecent(entries[place], at: place) { return }
      entries[place] = replacement
    }
  }

  private func fits(_ entry: Entry, at place: Int) -> Bool {
    isRecent(entry, at: place) && isApartFromPrevious(entry, at: place)
  }

  private func isRecent(_ entry: Entry, at place: Int) -> Bool {
    Self.isRecent(entries[place - 1], at: place - 1, entry, at: place)
  }

  private func isApartFromPrevious(_ entry: Entry, at place: Int) -> Bool {
    Self.areApart(entries[place - 1], at: place - 1, entry)
  }

  private func isApartFromNext(_ entry: Entry, at place: Int) -> Bool {
    place + 1 >= Self.count || Self.areApart(entry, at: place, entries[place + 1])
  }

  /// The first rule; a bound that overflows holds.
  private static func isRecent(_ newer: Entry, at i: Int, _ older: Entry, at j: Int) -> Bool {
    let bound = older.upstream &+ (1 &<< Int64(j)) &- (1 &<< Int64(i))
    return newer.number == older.number || bound < 0 || newer.upstream <= bound
  }

  /// The second rule; a bound that overflows does not hold.
  private static func areApart(_ newer: Entry, at i: Int, _ older: Entry) -> Bool {
    let bound = older.upstream &+ (1 &<< Int64(max(i - 2, 0)))
    return newer.number == older.number || (bound >= 0 && newer.upstream >= bound)
  }
}

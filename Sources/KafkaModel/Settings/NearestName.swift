/// Finds the known name that a mistyped one probably meant.
package struct NearestName {
  private let wanted: [UInt8]
  private var row: [Int] = []
  private var bestDistance: Int
  /// The nearest name so far; the first of equals.
  package private(set) var best: String?

  package init(to name: String) {
    wanted = Array(name.utf8)
    // A third of the letters may be wrong, or two.
    bestDistance = max(2, wanted.count / 3) + 1
  }

  /// Takes the name if it is nearer than all before: fewest letters inserted, left out or replaced.
  package mutating func consider(_ name: String) {
    let candidate = Array(name.utf8)
    guard abs(candidate.count - wanted.count) < bestDistance else { return }
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: 0...candidate.count)
    for (index, letter) in wanted.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in 0..<candidate.count {
        let replaced = diagonal + (candidate[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    if row[candidate.count] < bestDistance {
      bestDistance = row[candidate.count]
      best = name
    }
  }
}

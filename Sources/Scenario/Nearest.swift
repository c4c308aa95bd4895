/// Finds the known name that was probably meant.
enum Nearest {
  /// "; did you mean 'x'?", or nothing if no name is near.
  static func suggestion(for name: String, in known: [String]) -> String {
    self.name(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The known name with the fewest edits, if they are at most a third of its length; the first of several.
  static func name(to name: String, in known: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    var best: (name: String, distance: Int)?
    let withoutDigits = name.filter { !$0.isNumber }
    for candidate in known {
      // Another number is no slip of the pen: 'upstream/4' does not mean 'upstream/1'.
      if candidate != name, candidate.filter({ !$0.isNumber }) == withoutDigits {
        continue
      }
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
      let distance = distance(wanted, letters)
      guard distance <= max(1, letters.count / 3), distance < max(letters.count, 1) else {
        continue
      }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        var cost = last[column] + (left[row] == right[column] ? 0 : 1)
        cost = min(cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}

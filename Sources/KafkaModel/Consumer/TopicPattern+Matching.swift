extension TopicPattern {
  /// Whether the whole name matches.
  package func matches(_ name: String) -> Bool {
    let pattern = Array(text.utf8)
    let name = Array(name.utf8)
    return Matcher(pattern: pattern, name: name).ends(
      of: 0..<pattern.count, from: [0]
    ).contains(name.count)
  }

  /// Finds where a part of the pattern can end in the name, for all places where it may begin.
  private struct Matcher {
    let pattern: [UInt8]
    let name: [UInt8]

    /// The places, ascending, at which the part can end.
    func ends(of part: Range<Int>, from starts: [Int]) -> [Int] {
      var found: [Int] = []
      for branch in branches(of: part) {
        for end in endsOfSequence(branch, from: starts) where !found.contains(end) {
          found.append(end)
        }
      }
      return found.sorted()
    }

    /// The alternatives between the `|` at the part's own level.
    private func branches(of part: Range<Int>) -> [Range<Int>] {
      var branches: [Range<Int>] = []
      var (start, index) = (part.lowerBound, part.lowerBound)
      while index < part.upperBound {
        if pattern[index] == UInt8(ascii: "|") {
          branches.append(start..<index)
          start = index + 1
          index += 1
        } else {
          index = endOfAtom(at: index, limit: part.upperBound)
        }
      }
      branches.append(start..<part.upperBound)
      return branches
    }

    private func endsOfSequence(_ part: Range<Int>, from starts: [Int]) -> [Int] {
      var (places, index) = (starts, part.lowerBound)
      while index < part.upperBound, !places.isEmpty {
        let end = endOfAtom(at: index, limit: part.upperBound)
        let atom = index..<end
        let sign = end < part.upperBound ? pattern[end] : 0
        switch sign {
        case UInt8(ascii: "*"):
          places = closure(of: atom, from: places)
          index = end + 1
        case UInt8(ascii: "+"):
          places = closure(of: atom, from: endsOfAtom(atom, from: places))
          index = end + 1
        case UInt8(ascii: "?"):
          places = union(places, endsOfAtom(atom, from: places))
          index = end + 1
        case _:
          places = endsOfAtom(atom, from: places)
          index = end
        }
      }
      return places
    }

    private func closure(of atom: Range<Int>, from starts: [Int]) -> [Int] {
      var (all, newest) = (starts, starts)
      while !newest.isEmpty {
        newest = endsOfAtom(atom, from: newest).filter { !all.contains($0) }
        all = union(all, newest)
      }
      return all
    }

    private func union(_ left: [Int], _ right: [Int]) -> [Int] {
      (left + right.filter { !left.contains($0) }).sorted()
    }

    private func endsOfAtom(_ atom: Range<Int>, from starts: [Int]) -> [Int] {
      if pattern[atom.lowerBound] == UInt8(ascii: "(") {
        return ends(of: inside(atom), from: starts)
      }
      return starts.filter { $0 < name.count && accepts(name[$0], atom) }.map { $0 + 1 }
    }

    /// What lies between the brackets; nothing if the closing one is missing.
    private func inside(_ atom: Range<Int>) -> Range<Int> {
      (atom.lowerBound + 1)..<max(atom.lowerBound + 1, atom.upperBound - 1)
    }

    private func accepts(_ character: UInt8, _ atom: Range<Int>) -> Bool {
      switch pattern[atom.lowerBound] {
      case UInt8(ascii: "."): true
      case UInt8(ascii: "\\"): pattern[atom.upperBound - 1] == character
      case UInt8(ascii: "["):
        isInClass(character, inside(atom))
      case let literal: literal == character
      }
    }

    private func isInClass(_ character: UInt8, _ part: Range<Int>) -> Bool {
      var index = part.lowerBound
      let negated = index < part.upperBound && pattern[index] == UInt8(ascii: "^")
      if negated { index += 1 }
      var isIn = false
      while index < part.upperBound {
        if pattern[index] == UInt8(ascii: "\\"), index + 1 < part.upperBound { index += 1 }
        let low = pattern[index]
        if index + 2 < part.upperBound, pattern[index + 1] == UInt8(ascii: "-") {
          if low <= character, character <= pattern[index + 2] { isIn = true }
          index += 3
        } else {
          if low == character { isIn = true }
          index += 1
        }
      }
      return isIn != negated
    }

    /// Where the character, class or group that begins at `index` ends.
    private func endOfAtom(at index: Int, limit: Int) -> Int {
      switch pattern[index] {
      case UInt8(ascii: "\\"):
        return min(index + 2, limit)
      case UInt8(ascii: "["):
        var end = index + 1
        while end < limit, pattern[end] != UInt8(ascii: "]") {
          end += pattern[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(end + 1, limit)
      case UInt8(ascii: "("):
        var end = index + 1
        while end < limit, pattern[end] != UInt8(ascii: ")") {
          end = endOfAtom(at: end, limit: limit)
        }
        return min(end + 1, limit)
      case _:
        return index + 1
      }
    }
  }
}

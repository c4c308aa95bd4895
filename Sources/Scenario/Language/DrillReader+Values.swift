import KafkaModel

/// Values of one kind, by the name of their key.
extension DrillReader {
  func wrongKind(_ node: Node, _ key: String, wanted: String) -> ScenarioError {
    failure(.wrongKind(key: key, found: node.kindName, wanted: wanted), at: node.place)
  }

  func text(_ node: Node, _ key: String) throws(ScenarioError) -> String {
    guard let text = node.string else { throw wrongKind(node, key, wanted: "a text in quotes") }
    return text
  }

  func list(_ node: Node, _ key: String) throws(ScenarioError) -> [Node] {
    guard let elements = node.elements else { throw wrongKind(node, key, wanted: "a list [ ... ]") }
    return elements
  }

  func members(_ node: Node, _ key: String) throws(ScenarioError) -> [Node.Member] {
    guard let members = node.members else {
      throw wrongKind(node, key, wanted: "an object { name: ... }")
    }
    return members
  }

  /// Far above any estate; holds the time to read a file down.
  static let sectionLimit = 1000

  /// The elements or members of a section, of which there are not too many.
  func section(_ node: Node, _ key: String) throws(ScenarioError) -> [Node] {
    let elements = try list(node, key)
    guard elements.count <= Self.sectionLimit else {
      throw failure(.tooMany(key, limit: Self.sectionLimit), at: node.place)
    }
    return elements
  }

  func sectionMembers(
    _ node: Node, _ key: String, limit: Int
  ) throws(ScenarioError) -> [Node.Member] {
    let members = try members(node, key)
    guard members.count <= limit else {
      throw failure(.tooMany(key, limit: limit), at: node.place)
    }
    return members
  }

  func flag(_ node: Node, _ key: String) throws(ScenarioError) -> Bool {
    guard let bool = node.bool else { throw wrongKind(node, key, wanted: "true or false") }
    return bool
  }

  func whole(
    _ node: Node, _ key: String, in range: ClosedRange<Int64>
  ) throws(ScenarioError) -> Int64 {
    let wanted =
      range == Int64.min...Int64.max
      ? "a whole number"
      : range.upperBound == Int64.max
        ? "a whole number from \(range.lowerBound) on"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let number = node.number else { throw wrongKind(node, key, wanted: wanted) }
    guard let value = number.integer else {
      let isLarge = range.upperBound == Int64.max && number.text.utf8.allSatisfy(Reader.isDigit)
      throw failure(
        .wrongKind(
          key: key, found: number.text, wanted: wanted + (isLarge ? " and below 2^63" : "")),
        at: node.place)
    }
    guard range.contains(value) else {
      throw failure(.wrongKind(key: key, found: number.text, wanted: wanted), at: node.place)
    }
    return value
  }

  /// As large as the option `--seed` may be.
  func seed(_ node: Node) throws(ScenarioError) -> UInt64 {
    let wanted = "a whole number from 0 to \(UInt64.max)"
    guard let number = node.number else { throw wrongKind(node, "seed", wanted: wanted) }
    guard let seed = number.unsigned else {
      throw failure(
        .wrongKind(key: "seed", found: number.text, wanted: wanted), at: node.place)
    }
    return seed
  }

  func small(
    _ node: Node, _ key: String, from least: Int64, to most: Int64 = Int64(Int32.max)
  ) throws(ScenarioError) -> Int32 {
    Int32(truncatingIfNeeded: try whole(node, key, in: least...most))
  }

  /// Every broker keeps all partitions of its cluster; far above what one topic of Kafka's has.
  static let partitionLimit: Int64 = 200_000

  /// Nodes are kept by their ids.
  static let nodeLimit: Int64 = 1_000_000

  func time(_ node: Node, _ key: String) throws(ScenarioError) -> TimeSpan {
    let wanted = "a time with its unit, such as \"30s\", \"15ms\" or \"2m\""
    guard let text = node.string else { throw wrongKind(node, key, wanted: wanted) }
    guard let span = Amount.time(text[...]) else {
      throw failure(.badValue(text, what: "a time", wanted: wanted), at: node.place)
    }
    guard span >= .zero else {
      throw failure(
        .badValue(text, what: "allowed as '\(key)'", wanted: "a time that is not negative"),
        at: node.place)
    }
    guard span <= Self.longestTime else {
      throw failure(
        .badValue(text, what: "allowed as '\(key)'", wanted: "a time of at most 10000d"),
        at: node.place)
    }
    return span
  }

  /// Times are added to each other, and 64 bits of nanoseconds end after 292 years.
  private static let longestTime = TimeSpan(nanoseconds: Milliseconds.longestInNanoseconds)

  /// A time that may be negative.
  func signedTime(_ node: Node, _ key: String) throws(ScenarioError) -> TimeSpan {
    guard let text = node.string, text.first == "-", let span = Amount.time(text[...]) else {
      return try time(node, key)
    }
    guard span.nanoseconds >= -Self.longestTime.nanoseconds else {
      throw failure(
        .badValue(text, what: "allowed as '\(key)'", wanted: "a time of at most 10000d"),
        at: node.place)
    }
    return span
  }

  func positiveTime(_ node: Node, _ key: String) throws(ScenarioError) -> TimeSpan {
    let span = try time(node, key)
    guard span > .zero else {
      throw failure(
        .badValue("\(span)", what: "allowed as '\(key)'", wanted: "a time above 0"), at: node.place)
    }
    return span
  }

  /// A run does something each time anew.
  func period(_ node: Node, _ key: String) throws(ScenarioError) -> TimeSpan {
    let span = try positiveTime(node, key)
    guard span >= Self.shortestPeriod else {
      throw failure(
        .badValue(
          "\(span)", what: "allowed as '\(key)'", wanted: "at least \(Self.shortestPeriod)"),
        at: node.place)
    }
    return span
  }

  /// Far below what anybody does over and over; a run of less would not end.
  private static let shortestPeriod = TimeSpan(milliseconds: 1)

  /// "3s", "2ms..36ms", { from, to } or a list of measured times.
  func timeRange(_ node: Node, _ key: String) throws(ScenarioError) -> TimeRange {
    let range: TimeRange
    if case .array(let items) = node.value {
      var times: [TimeSpan] = []
      for item in items { times.append(try time(item, key)) }
      guard let measured = TimeRange(measured: times) else {
        throw failure(
          .badValue("[]", what: "allowed as '\(key)'", wanted: "at least one time"),
          at: node.place)
      }
      return measured
    }
    if case .object = node.value {
      let fields = try Fields(node, .range, file: file)
      range = TimeRange(
        from: try time(try fields.required("from"), "from"),
        to: try time(try fields.required("to"), "to"))
    } else if let (from, to) = ends(of: node) {
      range = TimeRange(from: try time(from, key), to: try time(to, key))
    } else {
      range = TimeRange(try time(node, key))
    }
    guard range.from <= range.to else {
      throw failure(
        .contradiction(
          "'\(key)' is drawn from \(range.from) to \(range.to); the first end must not be the larger"
        ),
        at: node.place)
    }
    return range
  }

  /// The two ends of "a..b", each as a text at its own place.
  private func ends(of node: Node) -> (Node, Node)? {
    guard let text = node.string else { return nil }
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      if scalars[index] == ".", next < scalars.endIndex, scalars[next] == "." {
        let second = scalars.index(after: next)
        var place = node.place
        place.column += UInt32(scalars.distance(from: scalars.startIndex, to: second) + 1)
        return (
          Node(.string(String(text[..<index])), at: node.place),
          Node(.string(String(text[second...])), at: place)
        )
      }
      index = next
    }
    return nil
  }

  func byteRange(_ node: Node, _ key: String) throws(ScenarioError) -> ByteRange {
    let range: ByteRange
    if case .object = node.value {
      let fields = try Fields(node, .range, file: file)
      range = ByteRange(
        from: try bytes(try fields.required("from"), "from"),
        to: try bytes(try fields.required("to"), "to"))
    } else if let (from, to) = ends(of: node) {
      range = ByteRange(from: try bytes(from, key), to: try bytes(to, key))
    } else {
      range = ByteRange(try bytes(node, key))
    }
    guard range.from <= range.to else {
      throw failure(
        .contradiction(
          "'\(key)' is drawn from \(range.from) to \(range.to) bytes; the first end must not be the larger"
        ),
        at: node.place)
    }
    return range
  }

  private func bytes(_ node: Node, _ key: String) throws(ScenarioError) -> Int64 {
    let wanted = "a size such as \"1KiB\", \"100B\" or a number of bytes"
    if node.number != nil { return try whole(node, key, in: 0...(1 << 40)) }
    guard let text = node.string else { throw wrongKind(node, key, wanted: wanted) }
    guard let value = Amount.bytes(text[...]) else {
      throw failure(.badValue(text, what: "a size", wanted: wanted), at: node.place)
    }
    return value
  }

  func rate(_ node: Node, _ key: String) throws(ScenarioError) -> Rate {
    let wanted = "a rate with its unit, such as \"200/s\", \"30/min\" or \"2.5/s\""
    guard let text = node.string else { throw wrongKind(node, key, wanted: wanted) }
    guard let rate = Amount.rate(text[...]) else {
      throw failure(.badValue(text, what: "a rate", wanted: wanted), at: node.place)
    }
    guard rate.count <= Self.mostRecords(in: rate.per) else {
      throw failure(
        .badValue(text, what: "allowed as '\(key)'", wanted: "at most 10000000/s"),
        at: node.place)
    }
    return rate
  }

  /// Ten million a second, ten times what a thread can give to a real producer; a run of more would not end.
  static func mostRecords(in time: TimeSpan) -> Int64 { time.nanoseconds / 100 }

  /// The rate of a load that sends something.
  func positiveRate(_ node: Node, _ key: String) throws(ScenarioError) -> Rate {
    let rate = try rate(node, key)
    guard rate.count > 0 else {
      throw failure(
        .badValue("\(rate)", what: "allowed as '\(key)'", wanted: "a rate above 0"), at: node.place)
    }
    return rate
  }

  func share(_ node: Node, _ key: String) throws(ScenarioError) -> Share {
    let wanted = "a share such as \"0.1%\" or 0.001"
    var value: Share?
    if let number = node.number {
      value = Amount.number(number, times: 1_000_000_000).map { Share(partsPerBillion: $0) }
    } else if let text = node.string {
      value = Amount.percentage(text[...])
    } else {
      throw wrongKind(node, key, wanted: wanted)
    }
    guard let value, (0...1_000_000_000).contains(value.partsPerBillion) else {
      throw failure(
        .badValue(
          node.string ?? node.number?.text ?? "", what: "a share between 0 and 1", wanted: wanted),
        at: node.place)
    }
    return value
  }

  /// A link carries something; what a run is expected to copy a second may be nothing.
  func bandwidth(
    _ node: Node, _ key: String, orNone: Bool = false
  ) throws(ScenarioError) -> Bandwidth {
    let wanted = "a bandwidth such as \"1Gbit/s\", \"100Mbit/s\" or \"10MiB/s\""
    guard let text = node.string else { throw wrongKind(node, key, wanted: wanted) }
    guard let value = Amount.bandwidth(text[...]), orNone || value.bitsPerSecond > 0 else {
      throw failure(.badValue(text, what: "a bandwidth", wanted: wanted), at: node.place)
    }
    return value
  }

  /// A word from a fixed list.
  func word<Word: RawRepresentable & CaseIterable>(
    _ node: Node, _ key: String, what: String
  ) throws(ScenarioError) -> Word where Word.RawValue == String {
    let text = try text(node, key)
    guard let word = Word(rawValue: text) else {
      throw failure(
        .unknownWord(text, what: what, known: Word.allCases.map(\.rawValue)), at: node.place)
    }
    return word
  }

  /// "3.9.1", or "3.9" for the patch release that stands for 3.9.
  func version(_ node: Node, _ key: String) throws(ScenarioError) -> KafkaVersion {
    let wanted = "a Kafka release such as \"3.9.1\" (\"3.9\" means 3.9.1)"
    guard let text = node.string ?? node.number?.text else {
      throw wrongKind(node, key, wanted: wanted)
    }
    guard let version = Self.version(text) else {
      throw failure(.badValue(text, what: "a Kafka version", wanted: wanted), at: node.place)
    }
    return version
  }

  static func version(_ text: String) -> KafkaVersion? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy(Reader.isDigit) ? Int($0) : nil }
    guard numbers.count == parts.count, numbers.allSatisfy({ (0...999).contains($0) }) else {
      return nil
    }
    switch numbers.count {
    case 3: return KafkaVersion(numbers[0], numbers[1], numbers[2])
    case 2:
      return KafkaVersion(numbers[0], numbers[1], lastPatch(numbers[0], numbers[1]) ?? 0)
    default: return nil
    }
  }

  /// The patch release that a version of two numbers stands for (kafka.apache.org/downloads).
  private static func lastPatch(_ major: Int, _ minor: Int) -> Int? {
    let patches2 = [4: 1, 5: 1, 6: 3, 7: 2, 8: 2]
    let patches3 = [0: 2, 1: 2, 2: 3, 3: 2, 4: 1, 5: 2, 6: 2, 7: 2, 8: 1, 9: 1]
    switch major {
    case 2: return patches2[minor]
    case 3: return patches3[minor]
    case 4: return minor == 0 || minor == 1 ? 1 : nil
    default: return nil
    }
  }
}

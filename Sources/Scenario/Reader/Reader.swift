/// Reads JSON5 (json5.org, version 1.0.0) from bytes.
///
/// Stricter than JSON5 in one point: a key that occurs twice in one object is an error. Every value
/// keeps its place. Never recurses deeper than its limit, looks at every byte a bounded number of times.
package struct Reader {
  let file: String
  let bytes: [UInt8]
  let limits: Limits
  /// The next byte to look at.
  var index = 0
  private var line: UInt32 = 1
  /// Where the line of `index` begins.
  private var lineStart = 0
  /// Bytes of the line before `index` that only continue a character.
  private var continuations = 0
  private var depth = 0

  /// What a text may ask of the reader.
  package struct Limits: Hashable, Sendable {
    package var bytes: Int
    package var depth: Int

    package init(bytes: Int, depth: Int) {
      self.bytes = bytes
      self.depth = depth
    }

    /// 64 MiB and 128 levels: far above any drill file, far below what hurts.
    package static let standard = Limits(bytes: 64 << 20, depth: 128)
  }

  private init(_ bytes: [UInt8], file: String, limits: Limits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
  }

  /// The one value that `bytes` hold.
  package static func read(
    _ bytes: [UInt8], file: String, limits: Limits = .standard
  ) throws(ScenarioError) -> Node {
    var reader = Reader(bytes, file: file, limits: limits)
    return try reader.readDocument()
  }

  /// The one value that `text` holds.
  package static func read(
    _ text: String, file: String, limits: Limits = .standard
  ) throws(ScenarioError) -> Node {
    try read(Array(text.utf8), file: file, limits: limits)
  }

  private mutating func readDocument() throws(ScenarioError) -> Node {
    if bytes.count > limits.bytes {
      throw failure(.tooLong(bytes: bytes.count, limit: limits.bytes))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
    }
    try checkUnicode()
    try skipSpace()
    guard index < bytes.count else { throw failure(.empty) }
    let node = try readValue()
    try skipSpace()
    guard index == bytes.count else { throw failure(.trailing(found: found())) }
    return node
  }

  // MARK: Places

  /// The place of the next byte.
  var place: Place {
    Place(line: line, column: UInt32(index - lineStart - continuations + 1))
  }

  func failure(_ kind: ScenarioError.Kind, at place: Place? = nil) -> ScenarioError {
    ScenarioError(file: file, place: place ?? self.place, kind: kind)
  }

  /// Steps over the byte at `index`, which is in range.
  mutating func advance() {
    let byte = bytes[index]
    index += 1
    if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
      line += 1
      lineStart = index
      continuations = 0
    } else if byte & 0xC0 == 0x80 {
      continuations += 1
    }
  }

  /// Steps over `count` bytes of ASCII that end no line.
  mutating func advance(ascii count: Int) { index += count }

  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  func byte(after distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  // MARK: Values

  mutating func readValue() throws(ScenarioError) -> Node {
    let start = place
    guard let byte = current else {
      throw failure(.unexpected(found: "the end of the file", wanted: "a value"))
    }
    switch byte {
    case UInt8(ascii: "{"): return Node(.object(try readMembers()), at: start)
    case UInt8(ascii: "["): return Node(.array(try readElements()), at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return Node(.string(try readString()), at: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return Node(.number(try readNumber()), at: start)
    default: return Node(try readWord(), at: start)
    }
  }

  private mutating func enter() throws(ScenarioError) {
    guard depth < limits.depth else { throw failure(.tooDeep(limit: limits.depth)) }
    depth += 1
    advance(ascii: 1)
  }

  private mutating func readElements() throws(ScenarioError) -> [Node] {
    let opened = place
    try enter()
    var elements: [Node] = []
    while true {
      try skipSpace()
      guard let byte = current else {
        throw failure(.unterminated(what: "a list", opened: opened))
      }
      if byte == UInt8(ascii: "]") { break }
      elements.append(try readValue())
      try skipSpace()
      if current == UInt8(ascii: ",") {
        advance(ascii: 1)
      } else if let byte = current, byte != UInt8(ascii: "]") {
        throw failure(.unexpected(found: found(), wanted: "',' or ']'"))
      }
    }
    advance(ascii: 1)
    depth -= 1
    return elements
  }

  private mutating func readMembers() throws(ScenarioError) -> [Node.Member] {
    let opened = place
    try enter()
    var members: [Node.Member] = []
    // Filled only when an object is too large to be searched member by member.
    var known: [String: Int] = [:]
    while true {
      try skipSpace()
      guard let byte = current else {
        throw failure(.unterminated(what: "an object", opened: opened))
      }
      if byte == UInt8(ascii: "}") { break }
      let keyPlace = place
      let key = try readKey()
      if let first = Self.firstIndex(of: key, in: members, known: &known) {
        throw failure(.duplicateKey(key, first: members[first].keyPlace), at: keyPlace)
      }
      try skipSpace()
      guard let colon = current else {
        throw failure(.unterminated(what: "an object", opened: opened))
      }
      guard colon == UInt8(ascii: ":") else {
        throw failure(.unexpected(found: found(), wanted: "':' after the key '\(key)'"))
      }
      advance(ascii: 1)
      try skipSpace()
      guard current != nil else {
        throw failure(.unterminated(what: "an object", opened: opened))
      }
      let value = try readValue()
      members.append(Node.Member(key: key, keyPlace: keyPlace, value: value))
      try skipSpace()
      if current == UInt8(ascii: ",") {
        advance(ascii: 1)
      } else if let byte = current, byte != UInt8(ascii: "}") {
        throw failure(.unexpected(found: found(), wanted: "',' or '}'"))
      }
    }
    advance(ascii: 1)
    depth -= 1
    return members
  }

  private static func firstIndex(
    of key: String, in members: [Node.Member], known: inout [String: Int]
  ) -> Int? {
    if members.count < 16 { return members.firstIndex { $0.key == key } }
    for index in known.count..<members.count { known[members[index].key] = index }
    return known[key]
  }
}

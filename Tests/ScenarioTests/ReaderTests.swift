import Scenario
import Testing

@Suite struct `The reader` {
  @Test func `keeps the order of members and the place of every value`() throws {
    let node = try Reader.read("// head\n{ b: 1,\n  'a': [ true, null, ], }", file: "x.json5")
    #expect(node.members?.map(\.key) == ["b", "a"])
    #expect(node.place == Place(line: 2, column: 1))
    #expect(node["a"]?.place == Place(line: 3, column: 8))
    #expect(node["a"]?[1]?.place == Place(line: 3, column: 16))
  }

  @Test(arguments: [
    ("12", 12), ("-3", -3), ("+7", 7), ("0x1F", 31), ("-0Xff", -255), ("1e3", 1000), ("5.", 5),
    (".5e1", 5), ("9223372036854775807", Int64.max), ("0", 0), ("-0", 0), ("100e-2", 1),
  ])
  func `reads whole numbers exactly`(_ text: String, _ value: Int64) throws {
    #expect(try Reader.read(text, file: "x").integer == value)
  }

  @Test(arguments: [
    (".5", 0.5), ("5.25", 5.25), ("-1e-3", -0.001),
    ("9223372036854775808", 9_223_372_036_854_775_808),
    ("Infinity", Double.infinity), ("-Infinity", -Double.infinity),
  ])
  func `keeps the text of other numbers`(_ text: String, _ value: Double) throws {
    let number = try #require(try Reader.read(text, file: "x").number)
    #expect(number.text == text)
    #expect(number.integer == nil)
    #expect(number.double == value)
  }

  @Test(
    arguments: [
      (#"'it''"#, ""), (#""\b\f\n\r\t\v\0""#, "\u{8}\u{C}\n\r\t\u{B}\0"),
      (#"'\x41\u00e9\q\''"#, "Aéq'"),
      (#""\uD83D\uDE00""#, "😀"), ("'a\\\nb\\\r\nc\\\u{2028}d'", "abcd"), ("'\u{2028}'", "\u{2028}"),
    ].dropFirst())
  func `reads escapes and continued lines`(_ text: String, _ value: String) throws {
    #expect(try Reader.read(text, file: "x").string == value)
  }

  @Test(arguments: [
    "{$_a1: 1}", "{é: 1}", "{\\u0061b: 1}", "{'a b': 1}", "\u{FEFF}{a:1}", "{a:1}//",
  ])
  func `reads bare and quoted keys`(_ text: String) throws {
    #expect(try Reader.read(text, file: "x").members?.first?.value.integer == 1)
  }

  @Test(arguments: [
    ("", "1:1: the file holds no value; a drill file is one object { ... }"),
    ("// only\n", "2:1: the file holds no value; a drill file is one object { ... }"),
    ("{a: 1", "1:6: the file ends inside an object that began at 1:1"),
    ("{a:", "1:4: the file ends inside an object that began at 1:1"),
    ("[1,\n[2", "2:3: the file ends inside a list that began at 2:1"),
    ("'abc", "1:5: the file ends inside a text that began at 1:1"),
    ("/* a", "1:5: the file ends inside a comment that began at 1:1"),
    (
      "'a\nb'",
      "1:3: found the end of the line where the end of the text that began at 1:1 "
        + "(a text goes on after '\\') was expected"
    ),
    ("{a 1}", "1:4: found '1' where ':' after the key 'a' was expected"),
    ("{a: 1 b: 2}", "1:7: found 'b' where ',' or '}' was expected"),
    ("[1 2]", "1:4: found '2' where ',' or ']' was expected"),
    ("[,]", "1:2: found ',' where a value was expected"),
    ("{,}", "1:2: found ',' where a key or '}' was expected"),
    ("{1a: 2}", "1:2: found '1' where a key or '}' was expected"),
    ("{a: yes}", "1:5: found 'yes' where a value (texts stand in quotes) was expected"),
    ("1 2", "1:3: found '2' after the end of the value; a file holds one value"),
    (
      "[012]",
      "1:2: '012' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    ),
    (
      "[30s]",
      "1:2: '30s' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    ),
    (
      "[.]",
      "1:2: '.' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    ),
    (
      "[1e]",
      "1:2: '1e' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    ),
    (
      "[0x]",
      "1:2: '0x' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    ),
    ("['\\x4']", "1:3: an escape is \\x and two hexadecimal digits"),
    ("['\\u12g4']", "1:3: an escape is \\u and four hexadecimal digits"),
    ("['\\07']", "1:3: octal escapes are not allowed; write \\x00 or \\u0000"),
    ("['\\7']", "1:3: octal escapes are not allowed; write \\x01 or \\u0001"),
    (
      "['\\uD800x']",
      "1:3: half of a surrogate pair alone is no character; write both \\u halves"
    ),
    ("{é: 1,\n 'é': 2}", "2:2: key 'é' stands here a second time; the first is at 1:2"),
    ("{/a: 1}", "1:2: found '/' where a comment // or /* */ was expected"),
    ("[\u{1}]", "1:2: found U+0001 where a value was expected"),
  ])
  func `says what is wrong and where`(_ text: String, _ message: String) {
    let error = #expect(throws: ScenarioError.self) { try Reader.read(text, file: "x") }
    #expect(error?.description == "x:" + message)
  }

  @Test func `counts columns in characters and lines by every line end`() throws {
    let node = try Reader.read("/* é😀 */ 1", file: "x")
    #expect(node.place == Place(line: 1, column: 10))
    let list = try Reader.read("[\r\n1,\r2,\n3]", file: "x")
    #expect(list.elements?.map(\.place.line) == [2, 3, 4])
  }

  @Test func `refuses bytes that are not UTF-8`() {
    let error = #expect(throws: ScenarioError.self) {
      try Reader.read([0x5B, 0x0A, 0x27, 0xC3, 0x28, 0x27], file: "x")
    }
    #expect(error?.description == "x:2:2: byte 0xc3 is not UTF-8; drill files are UTF-8 text")
  }

  @Test func `stops at its limits of depth and size`() {
    let deep = String(repeating: "[", count: 100_000)
    let tooDeep = #expect(throws: ScenarioError.self) { try Reader.read(deep, file: "x") }
    #expect(
      tooDeep?.description == "x:1:129: more than 128 objects and lists inside each other")
    let tooLong = #expect(throws: ScenarioError.self) {
      try Reader.read("[1, 2]", file: "x", limits: Reader.Limits(bytes: 3, depth: 3))
    }
    #expect(tooLong?.description == "x:1:1: the file is 6 bytes long; at most 3 are read")
  }

  @Test func `finds a duplicate key among many`() {
    let keys = (0..<100).map { "k\($0): 0" }.joined(separator: ", ")
    let error = #expect(throws: ScenarioError.self) {
      try Reader.read("{\(keys), k42: 1}", file: "x")
    }
    #expect(error?.kind == .duplicateKey("k42", first: Place(line: 1, column: 328)))
  }
}

@Suite struct `Damaged files` {
  /// A small generator of its own, so that every run damages the same bytes.
  private struct Damage {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func apply(to bytes: inout [UInt8]) {
      let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\\u", "//", "/*", "-", "0", "9e9", "null", "(",
        ")",
        "..", "s", "\u{2028}",
      ]
      for _ in 0...below(3) where !bytes.isEmpty {
        let at = below(bytes.count)
        switch below(5) {
        case 0: bytes[at] = UInt8(below(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: Array(pieces[below(pieces.count)].utf8), at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + below(20)))
        default:
          let from = below(bytes.count)
          bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + below(40))]), at: at)
        }
      }
    }
  }

  @Test func `give an error or a scenario that prints as itself`() throws {
    var damage = Damage(state: 7)
    var accepted = 0
    for name in try DrillFiles.names(in: "Drills") {
      let whole = try DrillFiles.bytes(name, in: "Drills")
      for _ in 0..<150 {
        var bytes = whole
        damage.apply(to: &bytes)
        guard let scenario = try? Scenario.read(bytes, file: name) else { continue }
        accepted += 1
        #expect(try Scenario.read(Array(scenario.text.utf8), file: name) == scenario)
      }
    }
    #expect(accepted > 50)
  }
}

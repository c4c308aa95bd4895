/// The options after a bench's name, each taken out by the bench that knows it.
struct BenchOptions {
  private var words: [String]

  init(_ words: [String]) { self.words = words }

  /// Takes every `--name VALUE` out; the last one counts.
  mutating func text(_ name: String) throws(BenchError) -> String? {
    var value: String?
    while let place = words.firstIndex(of: "--\(name)") {
      guard place + 1 < words.count else { throw .valueMissing(option: name) }
      value = words[place + 1]
      words.removeSubrange(place...place + 1)
    }
    return value
  }

  /// Takes every `--name` out; true if there was one.
  mutating func flag(_ name: String) -> Bool {
    let count = words.count
    words.removeAll { $0 == "--\(name)" }
    return words.count < count
  }

  /// Takes `--name NUMBER` out; a number is a whole one from 1 on, and underscores may group digits.
  mutating func number(_ name: String, default fallback: Int) throws(BenchError) -> Int {
    guard let text = try text(name) else { return fallback }
    guard let number = Int(text.filter { $0 != "_" }), number > 0 else {
      throw .notANumber(option: name, value: text)
    }
    return number
  }

  /// Fails when something is left that nobody took.
  func expectNothingLeft(bench: Bench) throws(BenchError) {
    if let word = words.first { throw .unknownOption(word, bench: bench) }
  }
}

import Findings

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Standard output and standard error.
enum Terminal {
  static func print(_ text: String) { put(text, to: 1) }

  /// A sentence on standard error, under the command's name unless it names a file itself.
  static func complain(_ sentence: String) { put("firedrill: \(sentence)\n", to: 2) }

  /// An error of a drill file: `file:line:column: sentence`, as editors and terminals link it.
  static func complain(at located: String) { put(located + "\n", to: 2) }

  /// A line that the next one overwrites; empty takes it away.
  static func progress(_ text: String) { put("\r\u{1B}[K" + text, to: 2) }

  static var showsProgress: Bool { isatty(2) != 0 }

  /// Coloured on a terminal that has colours, unless NO_COLOR says otherwise.
  static var style: Style {
    guard isatty(1) != 0, getenv("NO_COLOR") == nil else { return .plain }
    if let name = getenv("TERM"), String(cString: name) == "dumb" { return .plain }
    return .coloured
  }

  private static func put(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}

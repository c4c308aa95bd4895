extension TimeSpan {
  /// A time as people type it on a command line: "90s", "1.5m", "4m30s", "1h 5m"; nil if it is none.
  package init?(typed text: String) {
    guard text.first != "-", let span = Amount.time(text.filter { $0 != " " }[...]) else {
      return nil
    }
    self = span
  }
}

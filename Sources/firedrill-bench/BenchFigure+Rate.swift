extension Duration {
  /// Seconds with their fraction.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// How many of so many things this is a second.
  func rate(of count: Int) -> Int { Int(Double(count) / inSeconds) }

  var inMicroseconds: Int { Int(inSeconds * 1e6) }
}

/// A host that has more to do than processors: now and then a wait is many times as long as the others.
package struct ProcessorPeak: Hashable, Sendable {
  package var wait: DrawnSpan
  /// How many waits of a billion are such ones.
  package var partsPerBillion: Int64
  /// How busy a run is, in parts of a billion, is drawn from here to all of it: that part of the other waits'
  /// length and of the share of the long ones.
  package var calmest: Int64

  package init(wait: DrawnSpan, partsPerBillion: Int64, calmest: Int64 = 1_000_000_000) {
    let whole = Int64(0)...1_000_000_000
    precondition(
      whole.contains(partsPerBillion) && whole.contains(calmest), "a share is a part of a whole")
    self.wait = wait
    self.partsPerBillion = partsPerBillion
    self.calmest = calmest
  }
}

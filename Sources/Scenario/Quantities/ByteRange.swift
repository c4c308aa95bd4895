/// A size in bytes that is drawn uniformly between two ends, both included; fixed if they are the same.
///
/// Written "1KiB", 100, "100B..2KiB" or { from: "100B", to: "2KiB" }.
package struct ByteRange: Hashable, Sendable {
  package var from: Int64
  package var to: Int64

  package init(from: Int64, to: Int64) {
    self.from = from
    self.to = to
  }

  package init(_ fixed: Int64) { self.init(from: fixed, to: fixed) }
}

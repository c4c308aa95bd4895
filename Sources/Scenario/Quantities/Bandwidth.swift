/// What a link carries at most, written "1Gbit/s", "100Mbit/s", "10MiB/s".
package struct Bandwidth: Hashable, Sendable {
  package var bitsPerSecond: Int64

  package init(bitsPerSecond: Int64) { self.bitsPerSecond = bitsPerSecond }
}

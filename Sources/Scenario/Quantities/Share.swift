/// A part of a whole in parts per billion, written "0.1%" or 0.001.
package struct Share: Hashable, Sendable, Comparable {
  package var partsPerBillion: Int64

  package init(partsPerBillion: Int64) { self.partsPerBillion = partsPerBillion }

  package static func < (left: Self, right: Self) -> Bool {
    left.partsPerBillion < right.partsPerBillion
  }
}

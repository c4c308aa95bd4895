/// A partition's place in the list of those that a source task copies.
package struct MirroredPartition: Hashable, Sendable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package var description: String { String(raw) }
}

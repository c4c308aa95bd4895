/// A connection that a client or another broker has opened to this process; numbered by the shell, ascending.
package struct ServerConnection: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

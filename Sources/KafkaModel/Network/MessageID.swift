/// The shell's number for a frame on its way; the network returns it exactly once, arrived or
/// discarded.
package struct MessageID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: UInt32

  package init(_ raw: UInt32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension MessageID {
  /// The end of a stream (FIN) on its way; never handed out, so the shell may not use this number.
  static let endOfStream = MessageID(.max)
}

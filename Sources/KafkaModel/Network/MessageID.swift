/// The shell's number for a frame on its way; the network returns it exactly once, arrived or
/// discarded.
@usableFromInline
package struct MessageID: Hashable, Sendable, Comparable, CustomStringConvertible {
  @usableFromInline package var raw: UInt32

  @inlinable package init(_ raw: UInt32) { self.raw = raw }

  @usableFromInline package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  @usableFromInline package var description: String { String(raw) }
}

extension MessageID {
  /// The end of a stream (FIN) on its way; never handed out, so the shell may not use this number.
  static let endOfStream = MessageID(.max)
}

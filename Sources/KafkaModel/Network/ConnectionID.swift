/// A connection: its slot, and the generation that tells a reused slot from the one meant.
///
/// Every input and event with an id whose connection is over is ignored, so ids may outlive it.
@usableFromInline
package struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
  /// The dense slot, reused after the connection is over; good for a table beside the network.
  @usableFromInline package let slot: UInt32
  /// How many connections have had this slot before.
  @usableFromInline package let generation: UInt32

  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  @usableFromInline package var description: String { "\(slot).\(generation)" }
}

/// What the queue moves around for a pending event: its time, and where its payload lies.
///
/// An entry outlives its event when that is cancelled: then the slot's generation has moved on.
@frozen
@usableFromInline
struct QueueEntry: BitwiseCopyable, Sendable {
  /// Nanoseconds since the start, never negative.
  @usableFromInline let time: Int64
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(time: Int64, slot: UInt32, generation: UInt32) {
    self.time = time
    self.slot = slot
    self.generation = generation
  }
}

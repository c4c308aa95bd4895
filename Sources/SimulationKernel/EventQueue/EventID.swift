/// Names one pending event of one ``EventQueue``, for cancelling it.
///
/// It stays harmless for ever: once its event was popped or cancelled it names nothing, although the
/// queue uses the same storage again. It is valid in the queue that gave it and in copies of that queue.
@frozen
public struct EventID: Hashable, Sendable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }
}

/// The payloads of pending events, each in a slot that stays where it is until the event is over.
///
/// A slot is a payload followed by its generation: odd while the slot is occupied, even while it is
/// free. Every use moves the generation on, so a stale number never matches; a slot whose generations
/// are used up is not used again. Slots freed last are used first, while they are still in the cache.
@frozen
@usableFromInline
struct PayloadSlab<Payload>: ~Copyable {
  @usableFromInline var slots: UnsafeMutableRawPointer
  /// The stack of free slots that have been used before.
  @usableFromInline var free: UnsafeMutablePointer<UInt32>
  @usableFromInline var freeCount: Int
  /// Slots below this index have been used at least once and hold a generation.
  @usableFromInline var used: Int
  @usableFromInline var capacity: Int

  @inlinable
  init(capacity: Int) {
    precondition(capacity > 0 && capacity < Int(UInt32.max), "a queue cannot hold that many events")
    self.slots = Self.allocateSlots(capacity)
    self.free = .allocate(capacity: capacity)
    self.freeCount = 0
    self.used = 0
    self.capacity = capacity
  }

  @inlinable
  deinit {
    for slot in 0..<used where isOccupied(slot) { payload(slot).deinitialize(count: 1) }
    slots.deallocate()
    free.deallocate()
  }

  @inlinable
  static var generationOffset: Int { (MemoryLayout<Payload>.size + 3) & ~3 }

  @inlinable
  static var alignment: Int { max(MemoryLayout<Payload>.alignment, 4) }

  @inlinable
  static var stride: Int { (generationOffset + 4 + alignment - 1) & ~(alignment - 1) }

  @inlinable
  static func allocateSlots(_ count: Int) -> UnsafeMutableRawPointer {
    .allocate(byteCount: count * stride, alignment: alignment)
  }

  /// Bytes allocated, without what payloads themselves refer to.
  @inlinable
  var allocatedBytes: Int { capacity * (Self.stride + MemoryLayout<UInt32>.stride) }

  @inlinable
  func payload(_ slot: Int) -> UnsafeMutablePointer<Payload> {
    (slots + slot &* Self.stride).assumingMemoryBound(to: Payload.self)
  }

  @inlinable
  func generation(_ slot: Int) -> UInt32 {
    slots.load(fromByteOffset: slot &* Self.stride &+ Self.generationOffset, as: UInt32.self)
  }

  @inlinable
  func setGeneration(_ slot: Int, _ generation: UInt32) {
    slots.storeBytes(
      of: generation, toByteOffset: slot &* Self.stride &+ Self.generationOffset, as: UInt32.self)
  }

  @inlinable
  func isOccupied(_ slot: Int) -> Bool { generation(slot) & 1 == 1 }

  /// Whether `slot` still holds the payload that was stored as `generation`.
  @inlinable
  func holds(_ slot: UInt32, _ generation: UInt32) -> Bool {
    Int(slot) < used && self.generation(Int(slot)) == generation
  }

  /// Stores `payload` in a free slot. Amortised O(1).
  @inlinable
  mutating func store(_ payload: consuming Payload) -> EventID {
    let slot: Int
    let generation: UInt32
    if freeCount > 0 {
      freeCount &-= 1
      slot = Int(free[freeCount])
      generation = self.generation(slot) &+ 1
    } else {
      if used == capacity { grow() }
      slot = used
      used &+= 1
      generation = 1
    }
    self.payload(slot).initialize(to: payload)
    setGeneration(slot, generation)
    return EventID(slot: UInt32(truncatingIfNeeded: slot), generation: generation)
  }

  /// Takes the payload out of an occupied slot, which is free afterwards. O(1).
  @inlinable
  mutating func take(_ slot: UInt32) -> Payload {
    let slot = Int(slot)
    let generation = self.generation(slot)
    precondition(slot < used && generation & 1 == 1, "a free slot holds no payload")
    let payload = self.payload(slot).move()
    setGeneration(slot, generation &+ 1)
    if generation != UInt32.max {
      free[freeCount] = UInt32(truncatingIfNeeded: slot)
      freeCount &+= 1
    }
    return payload
  }

  @inlinable
  @inline(never)
  mutating func grow() {
    let larger = capacity * 2
    precondition(larger < Int(UInt32.max), "a queue cannot hold that many events")
    let old = slots
    slots = Self.allocateSlots(larger)
    for slot in 0..<used {
      let source = old + slot * Self.stride
      let generation = source.load(fromByteOffset: Self.generationOffset, as: UInt32.self)
      if generation & 1 == 1 {
        payload(slot).moveInitialize(from: source.assumingMemoryBound(to: Payload.self), count: 1)
      }
      setGeneration(slot, generation)
    }
    old.deallocate()
    let stack = free
    free = .allocate(capacity: larger)
    free.moveInitialize(from: stack, count: freeCount)
    stack.deallocate()
    capacity = larger
  }

  /// A slab with the same payloads in the same slots. O(slots).
  @inlinable
  func copy() -> PayloadSlab {
    var copy = PayloadSlab(capacity: capacity)
    for slot in 0..<used {
      if isOccupied(slot) { copy.payload(slot).initialize(from: payload(slot), count: 1) }
      copy.setGeneration(slot, generation(slot))
    }
    copy.free.initialize(from: free, count: freeCount)
    copy.freeCount = freeCount
    copy.used = used
    return copy
  }
}

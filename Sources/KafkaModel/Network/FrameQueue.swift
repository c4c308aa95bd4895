/// A frame between being written and arriving.
struct Frame: Sendable {
  /// Nanoseconds; `never` while no packet with it is on its way.
  var arrival: Int64
  var message: MessageID
  var bytes: Int32

  static let never = Int64.max
}

/// The frames of one stream in the order written: a ring that grows and is kept for the slot's next
/// connection.
struct FrameQueue: Sendable {
  private var ring: [Frame] = []
  private var head = 0
  private(set) var count = 0

  var first: Frame? { count == 0 ? nil : ring[head] }

  var last: Frame? { count == 0 ? nil : self[count - 1] }

  subscript(position: Int) -> Frame {
    get { ring[(head + position) & (ring.count - 1)] }
    set { ring[(head + position) & (ring.count - 1)] = newValue }
  }

  @inline(__always)
  mutating func append(_ frame: Frame) {
    if count == ring.count { grow() }
    ring[(head + count) & (ring.count - 1)] = frame
    count += 1
  }

  @discardableResult
  mutating func removeFirst() -> Frame {
    let frame = ring[head]
    head = (head + 1) & (ring.count - 1)
    count -= 1
    return frame
  }

  /// Takes the oldest frame, if it has arrived.
  mutating func removeFirst(arrivedBy now: Int64) -> Frame? {
    guard count > 0, ring[head].arrival <= now else { return nil }
    return removeFirst()
  }

  @discardableResult
  mutating func removeLast() -> Frame {
    count -= 1
    return ring[(head + count) & (ring.count - 1)]
  }

  @inline(never)
  private mutating func grow() {
    var wider: [Frame] = []
    wider.reserveCapacity(max(4, ring.count * 2))
    for position in 0..<count { wider.append(self[position]) }
    let blank = Frame(arrival: 0, message: .endOfStream, bytes: 0)
    while wider.count < max(4, ring.count * 2) { wider.append(blank) }
    ring = wider
    head = 0
  }
}

/// A frame between being written and arriving.
struct Frame: Sendable {
  /// Nanoseconds; `never` while no packet with it is on its way.
  var arrival: Int64
  var message: MessageID
  var bytes: Int32

  static let never = Int64.max

  /// Fills a place that holds no frame.
  fileprivate static let blank = Frame(arrival: 0, message: .endOfStream, bytes: 0)
}

/// The frames of one stream in the order written.
///
/// The oldest lies in place, as on most streams it is alone; those behind it in a ring that grows and is kept for the
/// slot's next connection.
struct FrameQueue: Sendable {
  private var oldest = Frame.blank
  private var ring: [Frame] = []
  /// Where in the ring the second frame is.
  private var second: Int32 = 0
  private var frames: Int32 = 0

  var count: Int { Int(frames) }

  var first: Frame? { frames == 0 ? nil : oldest }

  var last: Frame? { frames == 0 ? nil : self[count - 1] }

  subscript(position: Int) -> Frame {
    get { position == 0 ? oldest : ring[place(of: position)] }
    set {
      if position == 0 { oldest = newValue } else { ring[place(of: position)] = newValue }
    }
  }

  @inline(__always)
  mutating func append(_ frame: Frame) {
    if frames == 0 {
      oldest = frame
    } else {
      if count > ring.count { grow() }
      ring[place(of: count)] = frame
    }
    frames += 1
  }

  @discardableResult
  @inline(__always)
  mutating func removeFirst() -> Frame {
    let frame = oldest
    frames -= 1
    if frames > 0 {
      oldest = ring[place(of: 1)]
      second = Int32(place(of: 2))
    }
    return frame
  }

  /// Takes the oldest frame, if it has arrived.
  @inline(__always)
  mutating func removeFirst(arrivedBy now: Int64) -> Frame? {
    guard frames > 0, oldest.arrival <= now else { return nil }
    return removeFirst()
  }

  @discardableResult
  mutating func removeLast() -> Frame {
    frames -= 1
    return self[count]
  }

  private func place(of position: Int) -> Int { (Int(second) + position - 1) & (ring.count - 1) }

  @inline(never)
  private mutating func grow() {
    var wider: [Frame] = []
    wider.reserveCapacity(max(4, ring.count * 2))
    for position in 1..<max(count, 1) { wider.append(self[position]) }
    while wider.count < max(4, ring.count * 2) { wider.append(.blank) }
    ring = wider
    second = 0
  }
}

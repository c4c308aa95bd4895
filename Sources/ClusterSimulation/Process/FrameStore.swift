import KafkaModel

/// Requests and responses on their way, by the number that the network carries.
struct FrameStore: Sendable {
  private var frames: [Frame?] = []
  private var free: [UInt32] = []

  enum Frame: Sendable {
    case request(correlation: Int32, Request)
    case response(correlation: Int32, Response)
  }

  mutating func add(_ frame: consuming Frame) -> MessageID {
    guard let slot = free.popLast() else {
      frames.append(frame)
      return MessageID(UInt32(frames.count - 1))
    }
    // Swapped in, as an assignment would copy it.
    var place: Frame? = frame
    swap(&place, &frames[Int(slot)])
    return MessageID(slot)
  }

  mutating func take(_ id: MessageID) -> Frame {
    guard let frame = frames[Int(id.raw)].take() else {
      preconditionFailure("a frame arrives or is discarded once")
    }
    free.append(id.raw)
    return frame
  }
}

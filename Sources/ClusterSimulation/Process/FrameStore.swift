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
    if let slot = free.popLast() {
      frames[Int(slot)] = frame
      return MessageID(slot)
    }
    frames.append(frame)
    return MessageID(UInt32(frames.count - 1))
  }

  mutating func take(_ id: MessageID) -> Frame {
    guard let frame = frames[Int(id.raw)].take() else {
      preconditionFailure("a frame arrives or is discarded once")
    }
    free.append(id.raw)
    return frame
  }
}

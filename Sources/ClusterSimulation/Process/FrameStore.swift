import KafkaModel

/// Requests and responses on their way, by the number that the network carries.
struct FrameStore: Sendable {
  private var frames: [Frame] = []
  /// The place that was left last; each of them names the one before.
  private var free = Self.none

  enum Frame: Sendable {
    case request(correlation: Int32, Request)
    case response(correlation: Int32, Response)
    /// A place without a frame.
    case free(next: UInt32)
  }

  /// Puts a frame into a free place. It is swapped in, as an assignment would copy it.
  mutating func add(_ frame: consuming Frame) -> MessageID {
    guard free != Self.none else {
      frames.append(frame)
      return MessageID(UInt32(frames.count - 1))
    }
    let place = free
    swap(&frame, &frames[Int(place)])
    guard case .free(let next) = frame else { preconditionFailure("a place has one frame") }
    free = next
    return MessageID(place)
  }

  mutating func take(_ id: MessageID) -> Frame {
    var frame = Frame.free(next: free)
    swap(&frame, &frames[Int(id.raw)])
    free = id.raw
    if case .free = frame { preconditionFailure("a frame arrives or is discarded once") }
    return frame
  }

  private static var none: UInt32 { .max }
}

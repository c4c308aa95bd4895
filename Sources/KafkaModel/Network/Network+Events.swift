package import SimulationKernel

extension Network {
  /// Handles an event at the instant it was scheduled for, and says which frame has arrived by it, if one has; the
  /// effects come before that.
  package mutating func handle(
    _ event: NetworkEvent, at now: Instant, into effects: inout [NetworkEffect]
  ) -> ArrivedFrame? {
    let now = now.nanoseconds
    switch event {
    case .frameArrives(let id, let side):
      guard let slot = slot(of: id) else { return nil }
      let stream = stream(of: side, in: slot)
      if let message = takePlainly(from: stream, at: now) {
        return ArrivedFrame(message: message, connection: id, side: side.peer)
      }
      return frameArrives(on: stream, id, at: now, into: &effects)
    case .retransmissionDue(let id, let side):
      guard let slot = slot(of: id) else { return nil }
      retransmissionDue(on: stream(of: side, in: slot), at: now, into: &effects)
    case .resetArrives(let id, let side):
      guard let slot = slot(of: id) else { return nil }
      resetArrives(at: stream(of: side, in: slot), at: now, into: &effects)
    case .connectRetryDue(let id):
      guard let slot = slot(of: id) else { return nil }
      connectRetryDue(slot, at: now, into: &effects)
    case .connectArrives(let id):
      guard let slot = slot(of: id) else { return nil }
      connectArrives(slot, at: now, into: &effects)
    case .connectAnswered(let id):
      guard let slot = slot(of: id) else { return nil }
      connectAnswered(slot, at: now, into: &effects)
    case .refusalArrives(let id):
      guard let slot = slot(of: id) else { return nil }
      refusalArrives(slot, into: &effects)
    case .handshakeCompletes(let id):
      guard let slot = slot(of: id) else { return nil }
      handshakeCompletes(slot, at: now, into: &effects)
    }
    return nil
  }
}

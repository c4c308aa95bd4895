package import SimulationKernel

extension Network {
  /// Handles an event at the instant it was scheduled for.
  package mutating func handle(
    _ event: NetworkEvent, at now: Instant, into effects: inout [NetworkEffect]
  ) {
    let now = now.nanoseconds
    switch event {
    case .frameArrives(let id, let side):
      guard let slot = slot(of: id) else { return }
      frameArrives(on: stream(of: side, in: slot), id, at: now, into: &effects)
    case .retransmissionDue(let id, let side):
      guard let slot = slot(of: id) else { return }
      retransmissionDue(on: stream(of: side, in: slot), at: now, into: &effects)
    case .resetArrives(let id, let side):
      guard let slot = slot(of: id) else { return }
      resetArrives(at: stream(of: side, in: slot), at: now, into: &effects)
    case .connectRetryDue(let id):
      guard let slot = slot(of: id) else { return }
      connectRetryDue(slot, at: now, into: &effects)
    case .connectArrives(let id):
      guard let slot = slot(of: id) else { return }
      connectArrives(slot, at: now, into: &effects)
    case .connectAnswered(let id):
      guard let slot = slot(of: id) else { return }
      connectAnswered(slot, at: now, into: &effects)
    case .refusalArrives(let id):
      guard let slot = slot(of: id) else { return }
      refusalArrives(slot, into: &effects)
    case .handshakeCompletes(let id):
      guard let slot = slot(of: id) else { return }
      handshakeCompletes(slot, at: now, into: &effects)
    }
  }
}

import SimulationKernel

/// The draws of one direction of one connection: what its packets meet on a link with jitter or loss.
///
/// Each connection has its own, so that one more of them on a link moves the fate of no other's packets.
struct PacketDraws: Sendable {
  var jitter: RandomStream
  var loss: RandomStream

  /// `name` says which hosts, which of their connections, and which way.
  init(seed: UInt64, name: String) {
    jitter = RandomStream(seed: seed, name: name, purpose: "jitter")
    loss = RandomStream(seed: seed, name: name, purpose: "loss")
  }
}

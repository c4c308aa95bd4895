package import SimulationKernel

extension Network {
  /// Changes what a link does from now on; frames already sent keep their time.
  package mutating func setQuality(
    of link: LinkIndex, to quality: LinkQuality, at now: Instant,
    into effects: inout [NetworkEffect]
  ) {
    let lane = links[Int(link.raw)].lane
    lanes[lane].quality = quality
    lanes[lane + 1].quality = quality
    refreshPaths(at: now.nanoseconds, into: &effects)
  }

  /// Drops in silence every packet from a host of `from` to a host of `to`, and back if `bothWays`;
  /// never inside a host. Packets that left before still arrive.
  package mutating func cut(
    from: [HostIndex], to: [HostIndex], bothWays: Bool, at now: Instant,
    into effects: inout [NetworkEffect]
  ) -> CutID {
    cuts.append(Cut(from: from, to: to, bothWays: bothWays))
    refreshPaths(at: now.nanoseconds, into: &effects)
    return CutID(Int32(cuts.count - 1))
  }

  /// Ends one cut. Traffic resumes when the senders' kernels next try.
  package mutating func heal(
    _ cut: CutID, at now: Instant, into effects: inout [NetworkEffect]
  ) {
    cuts[Int(cut.raw)] = nil
    refreshPaths(at: now.nanoseconds, into: &effects)
  }

  /// Makes a host silent or lets it answer again (`up`), or takes or gives its power. Off forgets
  /// all its connections; the shell kills its processes itself and starts them after the return.
  package mutating func setPower(
    of host: HostIndex, to power: HostPower, at now: Instant, into effects: inout [NetworkEffect]
  ) {
    hosts[Int(host.raw)].power = power
    if power == .off { forgetConnections(of: host, at: now.nanoseconds, into: &effects) }
    refreshPaths(at: now.nanoseconds, into: &effects)
  }
}

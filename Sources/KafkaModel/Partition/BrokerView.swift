/// A broker as another broker's metadata cache knows it.
package struct KnownBroker: Hashable, Sendable {
  package var epoch: BrokerEpoch
  package var fenced: Bool
  package var inControlledShutdown: Bool

  package init(epoch: BrokerEpoch, fenced: Bool, inControlledShutdown: Bool) {
    self.epoch = epoch
    self.fenced = fenced
    self.inControlledShutdown = inControlledShutdown
  }
}

/// The registered brokers by id, as one broker has applied them from the metadata log (`KRaftMetadataCache`).
package struct BrokerView: Hashable, Sendable {
  private var slots: [KnownBroker?] = []

  package init() {}

  package subscript(_ id: NodeID) -> KnownBroker? {
    get {
      let index = Int(id.raw)
      return index < slots.count ? slots[index] : nil
    }
    set {
      let index = Int(id.raw)
      while slots.count <= index { slots.append(nil) }
      slots[index] = newValue
    }
  }

  /// The epoch of a broker that is registered and not fenced.
  package func aliveEpoch(of id: NodeID) -> BrokerEpoch? {
    guard let broker = self[id], !broker.fenced else { return nil }
    return broker.epoch
  }
}

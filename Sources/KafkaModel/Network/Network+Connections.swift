import SimulationKernel

extension Network {
  /// The client and server process of a connection; nil when it is over.
  package func processes(
    of connection: ConnectionID
  ) -> (client: ProcessIndex, server: ProcessIndex)? {
    guard let slot = slot(of: connection) else { return nil }
    return (connections[slot].client, connections[slot].server)
  }

  @inline(__always)
  func slot(of connection: ConnectionID) -> Int? {
    let slot = Int(connection.slot)
    guard slot < connections.count, connections[slot].generation == connection.generation,
      connections[slot].phase != .free
    else { return nil }
    return slot
  }

  func id(of slot: Int) -> ConnectionID {
    ConnectionID(slot: UInt32(slot), generation: connections[slot].generation)
  }

  /// The stream that `side` of the connection in `slot` writes.
  func stream(of side: ConnectionSide, in slot: Int) -> Int { slot * 2 + Int(side.rawValue) }

  /// The side that writes a stream.
  func writer(of stream: Int) -> ConnectionSide { stream & 1 == 0 ? .client : .server }

  /// The stream the other side writes.
  func opposite(of stream: Int) -> Int { stream ^ 1 }

  func schedule(_ event: NetworkEvent, at nanoseconds: Int64) -> NetworkEffect {
    .schedule(event, at: Instant(nanoseconds: nanoseconds))
  }

  mutating func takeSlot() -> Int {
    guard let free = freeSlots.popLast() else {
      connections.append(Connection())
      for _ in 0..<2 {
        streams.append(ByteStream())
        draws.append(PacketDraws(seed: 0, name: "unused"))
      }
      return connections.count - 1
    }
    streams[Int(free) * 2].prepare()
    streams[Int(free) * 2 + 1].prepare()
    return Int(free)
  }

  mutating func release(_ slot: Int) {
    connections[slot].phase = .free
    connections[slot].generation += 1
    freeSlots.append(UInt32(slot))
  }

  /// Frees the slot when neither process can use the connection and no frame is left to account
  /// for.
  mutating func releaseIfOver(_ slot: Int) {
    let (there, back) = (slot * 2, slot * 2 + 1)
    guard connections[slot].phase != .free, !streams[there].writer.isUsable,
      !streams[back].writer.isUsable, streams[there].frames.count == 0,
      streams[back].frames.count == 0
    else { return }
    release(slot)
  }
}

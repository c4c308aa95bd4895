/// Places replicas in stripes over racks and brokers; anew for each topic.
///
/// Source: `org.apache.kafka.metadata.placement.StripedReplicaPlacer`.
package struct StripedPlacement: Sendable {
  /// A broker that may get replicas: registered and not shutting down.
  package struct Broker: Hashable, Sendable {
    package var id: NodeID
    package var rack: String?
    package var isFenced: Bool

    package init(id: NodeID, rack: String?, isFenced: Bool) {
      self.id = id
      self.rack = rack
      self.isFenced = isFenced
    }
  }

  /// Ids handed out once per epoch, from a start that moves on by one with each epoch.
  private struct Cycle: Sendable {
    var ids: [NodeID] = []
    var epoch = 0
    var index = 0
    var offset = 0

    mutating func next(_ epoch: Int) -> NodeID? {
      guard !ids.isEmpty else { return nil }
      if self.epoch != epoch {
        self.epoch = epoch
        index = 0
        offset = (offset + 1) % ids.count
      }
      guard index < ids.count else { return nil }
      let id = ids[(index + offset) % ids.count]
      index += 1
      return id
    }
  }

  private struct Rack: Sendable {
    var name: String?
    var fenced = Cycle()
    var unfenced = Cycle()
  }

  /// In the order of placement: by name, no name first, until shuffled.
  private var racks: [Rack] = []
  /// Names in the order of draws.
  private let drawOrder: [String?]
  private let brokerCount: Int
  private let unfencedCount: Int
  private var epoch = 0
  private var rackOffset = 0

  /// `rackDrawOrder` is the order of Kafka's hash map of rack names; nil takes them ascending.
  package init(_ brokers: [Broker], rackDrawOrder: [String?]? = nil, random: inout RandomSource) {
    for broker in brokers.sorted(by: { $0.id < $1.id }) {
      var place = racks.firstIndex { $0.name == broker.rack }
      if place == nil {
        place = racks.count
        racks.append(Rack(name: broker.rack))
      }
      guard let place else { continue }
      if broker.isFenced {
        racks[place].fenced.ids.append(broker.id)
      } else {
        racks[place].unfenced.ids.append(broker.id)
      }
    }
    racks.sort { left, right in
      guard let right = right.name else { return false }
      guard let left = left.name else { return true }
      return left < right
    }
    drawOrder = rackDrawOrder ?? racks.map(\.name)
    brokerCount = brokers.count
    unfencedCount = brokers.count { !$0.isFenced }
    for name in drawOrder {
      guard let rack = racks.firstIndex(where: { $0.name == name }) else { continue }
      let (fenced, unfenced) = (racks[rack].fenced.ids.count, racks[rack].unfenced.ids.count)
      if fenced > 0 { racks[rack].fenced.offset = Int(random.below(Int32(fenced))) }
      if unfenced > 0 { racks[rack].unfenced.offset = Int(random.below(Int32(unfenced))) }
    }
    if !racks.isEmpty { rackOffset = Int(random.below(Int32(racks.count))) }
  }

  /// Replica lists for new partitions, the leader first; nil is INVALID_REPLICATION_FACTOR.
  package mutating func place(
    partitions: Int, replicationFactor: Int, random: inout RandomSource
  ) -> [[NodeID]]? {
    guard replicationFactor > 0, replicationFactor <= brokerCount, unfencedCount > 0 else {
      return nil
    }
    return (0..<partitions).map { _ in
      placePartition(replicationFactor: replicationFactor, random: &random)
    }
  }

  private mutating func placePartition(
    replicationFactor: Int, random: inout RandomSource
  ) -> [NodeID] {
    if epoch == unfencedCount, unfencedCount > 1 {
      shuffle(&random)
      epoch = 0
    }
    if rackOffset == racks.count { rackOffset = 0 }
    var replicas: [NodeID] = []
    var firstRack = rackOffset
    while replicas.isEmpty {
      if let leader = racks[firstRack].unfenced.next(epoch) {
        replicas.append(leader)
      } else {
        firstRack = (firstRack + 1) % racks.count
      }
    }
    var rack = rackOffset
    var skipped: Int? = firstRack
    while replicas.count < replicationFactor {
      if rack == skipped {
        skipped = nil
      } else if let id = racks[rack].unfenced.next(epoch) ?? racks[rack].fenced.next(epoch) {
        replicas.append(id)
      }
      rack = (rack + 1) % racks.count
    }
    epoch += 1
    rackOffset += 1
    return replicas
  }

  private mutating func shuffle(_ random: inout RandomSource) {
    Self.shuffle(&racks, &random)
    for name in drawOrder {
      guard let rack = racks.firstIndex(where: { $0.name == name }) else { continue }
      Self.shuffle(&racks[rack].fenced.ids, &random)
      Self.shuffle(&racks[rack].unfenced.ids, &random)
    }
  }

  /// `java.util.Collections.shuffle`
  private static func shuffle<Element>(_ list: inout [Element], _ random: inout RandomSource) {
    for size in stride(from: list.count, to: 1, by: -1) {
      list.swapAt(size - 1, Int(random.below(Int32(size))))
    }
  }
}

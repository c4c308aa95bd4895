/// When each incarnation of a broker was heard last, since KAFKA-17793: of fenced ones as well, so that a broker that left
/// cleanly and comes back within its session is refused until that is over.
///
/// Source: `org.apache.kafka.controller.BrokerHeartbeatTracker` (4.0).
struct BrokerContacts: Sendable {
  /// A broker by its registration (`BrokerIdAndEpoch`).
  struct Incarnation: Hashable, Sendable {
    let broker: NodeID
    let epoch: BrokerEpoch

    /// `Objects.hash(id, epoch)`
    fileprivate var hash: Int32 {
      let epoch = Int32(truncatingIfNeeded: epoch.raw ^ epoch.raw >> 32)
      return (31 &* (31 &+ broker.raw)) &+ epoch
    }
  }

  private let timeout: Milliseconds
  private var contacts: [(incarnation: Incarnation, at: Milliseconds, key: Int)] = []
  /// That of the concurrent map of contacts, which decides who is fenced first where several are over.
  private var order = JavaHashOrder()
  private var nextKey = 0

  init(timeout: Milliseconds) { self.timeout = timeout }

  mutating func touch(_ incarnation: Incarnation, now: Milliseconds) {
    if let index = contacts.firstIndex(where: { $0.incarnation == incarnation }) {
      contacts[index].at = now
    } else {
      contacts.append((incarnation, now, nextKey))
      order.insert(nextKey, hash: incarnation.hash)
      nextKey += 1
    }
  }

  func isValid(_ incarnation: Incarnation, now: Milliseconds) -> Bool {
    contacts.contains { $0.incarnation == incarnation && $0.at + timeout >= now }
  }

  /// The first in the map's order that is over, which is forgotten (`maybeRemoveExpired`).
  mutating func takeExpired(now: Milliseconds) -> Incarnation? {
    guard contacts.contains(where: { $0.at + timeout < now }) else { return nil }
    for key in order.keys {
      guard
        let index = contacts.firstIndex(where: { $0.key == key && $0.at + timeout < now })
      else { continue }
      order.remove(key)
      return contacts.remove(at: index).incarnation
    }
    return nil
  }
}

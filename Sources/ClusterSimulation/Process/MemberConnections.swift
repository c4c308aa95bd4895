import KafkaModel

/// A member's open connections by the names it has for the nodes.
struct MemberConnections: Sendable {
  /// The last one to a coordinator, where most requests go, lies with the member: a list of thousands of members has
  /// left the caches whenever it is asked.
  private var coordinator: Entry?
  private var others: [Entry] = []

  private struct Entry: Sendable {
    var node: ConsumerNode
    var id: ConnectionID
  }

  subscript(node: ConsumerNode) -> ConnectionID? {
    @inline(__always)
    get {
      if let coordinator, coordinator.node.isSame(as: node) { return coordinator.id }
      for index in others.indices.reversed() where others[index].node.isSame(as: node) {
        return others[index].id
      }
      return nil
    }
    set {
      if let known = coordinator, known.node.isSame(as: node) { coordinator = nil }
      others.removeAll { $0.node.isSame(as: node) }
      guard let newValue else { return }
      let entry = Entry(node: node, id: newValue)
      guard node.isCoordinator else { return others.append(entry) }
      if let coordinator { others.append(coordinator) }
      coordinator = entry
    }
  }

  var all: [ConnectionID] { others.map(\.id) + (coordinator.map { [$0.id] } ?? []) }
}

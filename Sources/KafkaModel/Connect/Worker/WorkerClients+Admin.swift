/// Admin clients: calls that wait for nobody, each answered once.
extension WorkerClients {
  mutating func openAdmin(
    _ settings: AdminSettings, _ behaviour: ClientBehaviour, at cluster: ClusterIndex,
    for owner: ClientOwner, named name: String
  ) -> ClientSlot {
    let slot = ClientSlot(next)
    var draws = AdminDraws()
    draws.client = clientDraws(name)
    draws.retryJitter = stream(name, "retry jitter")
    draws.controller = stream(name, "controller")
    add(
      Row(
        cluster: cluster, owner: owner,
        admin: AdminClient(
          settings: settings, behaviour: behaviour, bootstrap: bootstrap(of: cluster),
          draws: draws)))
    return slot
  }

  /// One call; `Answer.admin` with the number given back follows.
  @discardableResult
  mutating func call(
    _ slot: ClientSlot, _ call: AdminCall, timeout: Milliseconds? = nil, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) -> AdminCallID {
    let place = place(slot)
    let id = AdminCallID(rows[place].nextRecord)
    rows[place].nextRecord += 1
    rows[place].admin?.call(id, call, timeout: timeout, now: now, into: &adminEffects)
    drainAdmin(slot, into: &effects)
    effects.append(.wakeClient(slot, at: now))
    return id
  }

  mutating func closeAdmin(
    _ slot: ClientSlot, timeout: Milliseconds, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    rows[place(slot)].admin?.close(timeout: timeout, now: now)
    rows[place(slot)].admin?.poll(now: now, into: &adminEffects)
    drainAdmin(slot, into: &effects)
  }

  mutating func drainAdmin(_ slot: ClientSlot, into effects: inout [WorkerEffect]) {
    let cluster = cluster(of: slot)
    for effect in adminEffects {
      switch effect {
      case .connect(let node): effects.append(.connect(slot, Self.node(node)))
      case .close(let node): effects.append(.close(slot, Self.node(node)))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(
          .send(slot, Self.node(node), correlation: correlation, request, bytes: bytes))
      case .wake(let at): effects.append(.wakeClient(slot, at: at))
      case .returned(let id, let answer): answers.append((slot, .admin(id, answer)))
      case .journal(let event): effects.append(.journal(.client(cluster, event)))
      }
    }
    adminEffects.removeAll(keepingCapacity: true)
    if rows[place(slot)].admin?.isClosed == true { rows[place(slot)].isClosed = true }
  }

  private static func node(_ id: NodeID) -> ConsumerNode { ConsumerNode(id) }
}

extension AdminClient {
  var isClosed: Bool { life == .closed }
}

/// A process of Connect: its herders, the connectors and tasks that they run, and the clients of all of them.
///
/// A worker of a Connect cluster has one herder, a dedicated MirrorMaker one for each of its flows. The shell reports what
/// the network brings to a client (`connected`, `disconnected`, `responseArrived`) and calls `wakeClient` after it and at
/// the client's last `.wakeClient`; it calls `wake` at the last `.wake`.
/// Source: `org.apache.kafka.connect.cli.ConnectDistributed`, `org.apache.kafka.connect.mirror.MirrorMaker`.
package struct ConnectWorker: Sendable {
  /// What the REST API and the status topic call it.
  package let name: String
  package var clients: WorkerClients
  /// From the moment that a task is to start until the connector's half of it begins: what a virtual machine needs to
  /// load its classes and make its clients. An input, as the start of the process is.
  package var tasksStartIn = Milliseconds.zero
  var herders: [HerderNode] = []
  var logs: [TopicLog] = []
  var connectors: [ConnectorNode] = []
  /// Tasks of source connectors.
  var tasks: [TaskNode] = []
  var sinks: [SinkTaskNode] = []
  var phase = Phase.running

  enum Phase: Hashable, Sendable {
    case running
    /// SIGTERM: every herder stops what it runs and leaves its group.
    case stopping
    case over
  }
}

// MARK: Inputs

extension ConnectWorker {
  package mutating func connected(_ slot: ClientSlot, _ node: ConsumerNode) {
    if case .member(let herder) = clients.owner(of: slot) {
      herders[herder].herder.connected(node)
    } else {
      clients.connected(slot, node)
    }
  }

  package mutating func disconnected(_ slot: ClientSlot, _ node: ConsumerNode) {
    if case .member(let herder) = clients.owner(of: slot) {
      herders[herder].herder.disconnected(node)
    } else {
      clients.disconnected(slot, node)
    }
  }

  package mutating func responseArrived(
    _ slot: ClientSlot, _ node: ConsumerNode, correlation: Int32, _ response: Response
  ) {
    if case .member(let herder) = clients.owner(of: slot) {
      herders[herder].herder.responseArrived(node, correlation: correlation, response)
    } else {
      clients.responseArrived(slot, node, correlation: correlation, response)
    }
  }

  package mutating func wakeClient(
    _ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    if case .member(let herder) = clients.owner(of: slot) {
      drive(herder, now: now, into: &effects) { $0.run(now: now, into: &$1) }
    } else {
      clients.wake(slot, now: now, into: &effects)
      // Nobody is told anything, so no thread's next time can have changed.
      guard !clients.answers.isEmpty else { return }
    }
    settle(now: now, into: &effects)
  }

  package mutating func wake(now: Milliseconds, into effects: inout [WorkerEffect]) {
    wakeThreads(now: now, into: &effects)
    settle(now: now, into: &effects)
  }

  /// After a pause: every client and every thread looks at the clock and at what has come.
  package mutating func wakeAll(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for slot in clients.all { wakeClient(slot, now: now, into: &effects) }
    wake(now: now, into: &effects)
  }
}

// MARK: What the shell asks

extension ConnectWorker {
  package func cluster(of slot: ClientSlot) -> ClusterIndex { clients.cluster(of: slot) }

  package func clientSettings(of slot: ClientSlot) -> ClientSettings {
    if case .member(let herder) = clients.owner(of: slot) {
      return herders[herder].specification.settings.groupClient
    }
    return clients.settings(of: slot)
  }

  /// The client's place among those of this life.
  package func place(of slot: ClientSlot) -> Int { clients.place(slot) }

  /// The number that the first client of the next life gets.
  package var nextClient: Int32 { clients.next }

  package func recordNumbers(of content: BatchContent, by slot: ClientSlot) -> ArraySlice<Int32> {
    clients.recordNumbers(of: content, by: slot)
  }

  /// The batches of every producer that is not closed.
  package var writtenContents: [(ClientSlot, BatchContents)] { clients.writtenContents }
}

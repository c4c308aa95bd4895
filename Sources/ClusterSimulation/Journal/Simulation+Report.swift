import KafkaModel
import SimulationKernel

extension Simulation {
  /// Enters what a machine reports, with the entry that explains it.
  mutating func report(_ event: JournalEvent, by process: ProcessIndex) {
    drill.mayHaveChanged = true
    let cluster = cluster(of: process)
    let entry = journal.append(
      JournalEntry(
        at: now, process: process, happening: .machine(event),
        cause: cause(of: event, by: process, in: cluster)))
    switch event {
    case .brokerRegistered(let node, _), .brokerFenced(let node), .brokerUnfenced(let node):
      causes.note(entry, broker: node, of: cluster)
    case .leaderElected(let partition, _, _, let isr, _):
      causes.note(entry, partition: partition, of: cluster)
      causes.note(isr: isr, of: partition, in: cluster)
    case .isrChanged(let partition, let isr, _):
      causes.note(isr: isr, of: partition, in: cluster)
    case .topicMadeForClient(let topic):
      noteAutomaticTopic(topic, in: cluster)
    case .recovered(_, let end, let lost):
      // No event of the run tells it, where nothing else comes of it.
      if lost > 0 { fingerprint.fold(21 << 56 | UInt64(bitPattern: end.raw)) }
    case .becameLeader, .becameFollower, .isrShrinkAsked, .isrExpandAsked, .truncated,
      .fetchRefused, .produceRefused, .shutdownGranted, .stopped, .disconnected, .requestTimedOut,
      .learnedLeader, .epochBumped, .consumer(.coordinatorLost), .consumer(.fenced),
      .consumer(.positionMoved):
      break
    case .consumer(.named(let member)):
      causes.note(member, is: process, in: cluster)
    case .worker(.client(let cluster, .consumer(.named(let member)))):
      causes.note(member, is: process, in: cluster)
    case .worker:
      break
    case .consumer(.pollTimerExpired):
      processes[Int(process.raw)].trouble = entry
    case .group(let id, .generationCompleted(let generation, let members)):
      if let group = group(of: id, in: cluster) {
        groups[group].generations.append(
          GroupRecord.Generation(at: now, id: generation, members: members))
      }
    case .group(_, .loaded), .group(_, .rebalanceBegan), .group(_, .memberExpired),
      .group(_, .memberLeft), .group(_, .offsetsExpired):
      break
    }
  }

  private func cause(
    of event: JournalEvent, by process: ProcessIndex, in cluster: ClusterIndex
  ) -> JournalIndex? {
    switch event {
    case .brokerRegistered(let node, _), .brokerFenced(let node), .brokerUnfenced(let node):
      processes[Int(self.process(ofNode: node, in: cluster).raw)].trouble
    case .isrChanged(let partition, let isr, _):
      cause(ofReplicasBetween: causes.isr(of: partition, in: cluster), and: isr, in: cluster)
    case .leaderElected(let partition, _, _, _, _):
      [causes.latest(in: cluster), trouble(ofLeaderOf: partition, in: cluster)].compactMap { $0 }
        .max()
    case .becameLeader(let partition, _, _, _), .becameFollower(let partition, _, _),
      .truncated(let partition, _, _, _), .learnedLeader(let partition, _, _):
      causes.entry(of: partition, in: cluster)
    case .fetchRefused(let partition, _, _), .produceRefused(let partition, _),
      .isrShrinkAsked(let partition, _), .isrExpandAsked(let partition, _):
      causes.entry(of: partition, in: cluster)
    case .recovered, .shutdownGranted, .stopped:
      processes[Int(process.raw)].trouble
    case .disconnected(let node), .requestTimedOut(let node):
      node.raw < 0
        ? nil : processes[Int(self.process(ofNode: node, in: cluster).raw)].trouble
    case .group(let id, let event):
      self.cause(of: event, in: id, by: process, cluster)
    case .consumer(.coordinatorLost):
      group(of: process).flatMap { coordinator(of: $0) }.flatMap {
        processes[Int(brokers[$0].process.raw)].trouble
      }
    case .consumer(.fenced):
      processes[Int(process.raw)].trouble
    case .consumer(.pollTimerExpired):
      // An earlier one explains nothing: what made the member slow then does so now.
      absence(of: process).flatMap {
        journal[$0].happening == .machine(event) ? journal[$0].cause : $0
      }
    case .consumer(.positionMoved(let partition, _, _, .truncated)):
      causes.entry(of: partition, in: cluster)
    case .consumer(.positionMoved), .consumer(.named), .epochBumped, .topicMadeForClient: nil
    case .worker(.client(let cluster, let event)):
      self.cause(of: event, by: process, in: cluster)
    case .worker(.coordinatorLost), .worker(.gaveUp), .worker(.revoked), .worker(.joined),
      .worker(.taskChanged),
      .worker(.connectorChanged), .worker(.taskStarted), .worker(.taskStopping),
      .worker(.taskNotStopped), .worker(.commitBegan), .worker(.commitStored),
      .worker(.putFailed), .worker(.recordsDropped), .worker(.groupsFound):
      processes[Int(process.raw)].trouble
    }
  }

  /// What a coordinator reports is explained by the member's process, or by its own election.
  private func cause(
    of event: GroupEvent, in id: GroupID, by process: ProcessIndex, _ cluster: ClusterIndex
  ) -> JournalIndex? {
    switch event {
    case .memberExpired(let member, _), .memberLeft(let member):
      causes.process(of: member, in: cluster).flatMap { absence(of: $0) }
    case .rebalanceBegan(_, let member?, _):
      causes.process(of: member, in: cluster).flatMap { processes[Int($0.raw)].trouble }
    case .generationCompleted:
      latestRebalance(of: id, in: cluster)
    case .loaded:
      topic(named: Broker.offsetsTopicName, in: cluster).flatMap { topic in
        let image = controllers[Int(cluster.raw)].machine.image
        let count = Int32(image.partitions.topics[Int(topic.raw)].count)
        return causes.entry(
          of: TopicPartition(topic, id.offsetsPartition(of: count)), in: cluster)
      }
    case .rebalanceBegan(_, nil, _), .offsetsExpired: nil
    }
  }

  /// The beginning of the join phase that has just ended; looked for among the latest entries.
  private func latestRebalance(of id: GroupID, in cluster: ClusterIndex) -> JournalIndex? {
    for index in journal.entries.indices.reversed().prefix(1_000) {
      guard case .machine(.group(id, .rebalanceBegan)) = journal.entries[index].happening,
        let process = journal.entries[index].process, self.cluster(of: process) == cluster
      else { continue }
      return JournalIndex(Int32(index))
    }
    return nil
  }

  /// What kept a process from speaking: not that it started, but what it had to be started after.
  private func absence(of process: ProcessIndex) -> JournalIndex? {
    processes[Int(process.raw)].trouble.flatMap {
      journal[$0].happening == .processStarted ? journal[$0].cause : $0
    }
  }

  private func group(of process: ProcessIndex) -> Int? {
    guard case .member(let group, _) = processes[Int(process.raw)].role else { return nil }
    return group
  }

  /// What happened last to a broker that left the in-sync replicas, or that came back to them.
  private func cause(
    ofReplicasBetween before: [NodeID], and after: [NodeID], in cluster: ClusterIndex
  ) -> JournalIndex? {
    let left = before.filter { !after.contains($0) }
    let joined = after.filter { !before.contains($0) }
    return (left + joined).flatMap { broker in
      let change: JournalEvent =
        left.contains(broker) ? .brokerFenced(broker) : .brokerUnfenced(broker)
      let standing = causes.entry(of: broker, in: cluster).flatMap {
        journal[$0].happening == .machine(change) ? $0 : nil
      }
      return [standing, processes[Int(process(ofNode: broker, in: cluster).raw)].trouble]
    }.compactMap { $0 }.max()
  }

  /// What happened last to the broker that led the partition until now.
  private func trouble(
    ofLeaderOf partition: TopicPartition, in cluster: ClusterIndex
  ) -> JournalIndex? {
    guard let entry = causes.entry(of: partition, in: cluster),
      case .machine(.leaderElected(_, let leader?, _, _, _)) = journal[entry].happening
    else { return nil }
    return processes[Int(process(ofNode: leader, in: cluster).raw)].trouble
  }

  private func cluster(of process: ProcessIndex) -> ClusterIndex {
    switch processes[Int(process.raw)].role {
    case .broker(let broker): brokers[broker].cluster
    case .controller(let cluster): ClusterIndex(Int32(cluster))
    case .producer(let producer): producers[producer].cluster
    case .member(let group, _): plan.groups[group].cluster
    // What it says of a cluster names the cluster.
    case .worker(let worker): plan.connect[plan.workers[worker].herders[0]].cluster
    }
  }
}

extension JournalEvent {
  /// A change of a broker's registration, which explains what follows from it.
  var isAboutBroker: Bool {
    switch self {
    case .brokerRegistered, .brokerFenced, .brokerUnfenced: true
    case .leaderElected, .isrChanged, .becameLeader, .becameFollower, .isrShrinkAsked,
      .isrExpandAsked, .truncated, .recovered, .fetchRefused, .produceRefused, .shutdownGranted,
      .stopped, .disconnected, .requestTimedOut, .learnedLeader, .epochBumped,
      .topicMadeForClient, .group, .consumer, .worker:
      false
    }
  }
}

package import ClusterSimulation
import KafkaModel
import SimulationKernel

/// The journal in words.
extension Evidence {
  /// A process as people call it.
  func name(of process: ProcessIndex?) -> String {
    switch cast.role(of: process) {
    case .broker(let cluster, let id): "broker \(prefix(cluster))\(id)"
    case .controller(let cluster, _):
      record.plan.clusters.count > 1
        ? "the controller of \(record.plan.clusters[Int(cluster.raw)].name)" : "the controller"
    case .producer(let producer): record.plan.producers[producer].name
    case .member(let group, let member): name(ofMember: member, of: group)
    case .worker(let worker): record.plan.workers[worker].name
    case nil: "the estate"
    }
  }

  /// "billing/a"
  package func name(ofMember member: Int, of group: Int) -> String {
    "\(record.plan.groups[group].name)/\(record.plan.groups[group].members[member].name)"
  }

  /// Hosts by the sites that they are all of, or by their own names.
  private func name(of hosts: [HostIndex]) -> String {
    let sites = record.plan.sites.indices.filter { site in
      record.plan.hosts.contains { $0.site == site }
        && record.plan.hosts.indices.allSatisfy {
          record.plan.hosts[$0].site != site || hosts.contains(HostIndex(Int32($0)))
        }
    }
    let others = hosts.filter { !sites.contains(record.plan.hosts[Int($0.raw)].site) }
    return Quantities.listed(
      sites.map { record.plan.sites[$0].name } + others.map { record.plan.hosts[Int($0.raw)].name },
      atMost: 4)
  }

  /// Brokers are numbered in their cluster; with several clusters the name says which.
  private func prefix(_ cluster: ClusterIndex) -> String {
    record.plan.clusters.count > 1 ? record.plan.clusters[Int(cluster.raw)].name + "/" : ""
  }

  /// One entry with its time; a partition that the reader knows already is not named again.
  package func sentence(_ index: JournalIndex, about known: PartitionRef?) -> String {
    let entry = record.journal[index]
    return phrase(entry, of: [sufferer(of: entry)], about: known)
      + " at \(clock(entry.at.nanoseconds))"
  }

  /// A step by its name; one that its drill gave none is told by what it does.
  private func name(of step: PlannedStep) -> String {
    guard step.name.hasPrefix("step "), let wording = step.wording else {
      return shortName(of: step)
    }
    return "\(step.name) (\(wording.verb) \(wording.object))"
  }

  /// The name alone; in quotes where the drill gave it.
  func shortName(of step: PlannedStep) -> String {
    step.name.hasPrefix("step ") ? step.name : "step '\(step.name)'"
  }

  /// An entry without its time, as what befell these.
  func phrase(_ entry: JournalEntry, of names: [String], about known: PartitionRef?) -> String {
    let who = Subject(names)
    switch entry.happening {
    case .step(let step): return name(of: record.plan.steps[step])
    case .undone(let step): return "the end of \(shortName(of: record.plan.steps[step]))"
    case .processKilled: return "\(who) \(who.was) killed"
    case .processStopped: return "\(who) \(who.was) told to stop"
    case .processStarted: return "\(who) started"
    case .processPaused: return "\(who) \(who.was) paused"
    case .processResumed: return "\(who) went on"
    case .hostSilent: return "\(who.of("host")) fell silent"
    case .hostBack: return "\(who.of("host")) answered again"
    case .powerLost: return "\(who) lost power"
    case .isolated: return "\(who) \(who.was) cut off"
    case .parted(let hosts): return "\(who) \(who.was) cut off from \(name(of: hosts))"
    case .healed: return "the network was healed"
    case .machine(let event): return phrase(event, by: who, entry, about: known)
    }
  }

  private func phrase(
    _ event: JournalEvent, by who: Subject, _ entry: JournalEntry, about known: PartitionRef?,
    in named: ClusterIndex? = nil
  ) -> String {
    let cluster = named ?? cluster(of: entry.process)
    func broker(_ id: NodeID) -> String { "broker \(cluster.map { prefix($0) } ?? "")\(id)" }
    func of(_ partition: TopicPartition) -> String { place(partition, in: cluster, known) }
    switch event {
    case .brokerRegistered(let id, _): return "\(broker(id)) registered"
    case .brokerFenced(let id): return "\(broker(id)) was fenced"
    case .brokerUnfenced(let id): return "\(broker(id)) was unfenced"
    case .leaderElected(let partition, let leader?, let epoch, let isr, let kind):
      return "\(broker(leader)) was elected leader \(of(partition))at epoch \(epoch) "
        + "(\(kind.text), ISR \(list(isr))\(minimum(above: isr, partition, cluster)))"
    case .leaderElected(let partition, nil, let epoch, let isr, _):
      return "\(of(partition))no leader was left at epoch \(epoch) (ISR \(list(isr)))"
    case .isrChanged(let partition, let isr, _):
      let below = minimum(above: isr, partition, cluster)
      return "the ISR \(of(partition))became \(list(isr))\(below)" + (below.isEmpty ? "" : ",")
    case .becameLeader(let partition, let epoch, let end, _):
      return "\(who) began to lead \(of(partition))at epoch \(epoch) with log end \(end)"
    case .becameFollower(let partition, let epoch, let leader):
      return "\(who) began to follow \(leader.map { broker($0) } ?? "nobody") "
        + "\(of(partition))at epoch \(epoch)"
    case .isrShrinkAsked(let partition, let isr):
      return "\(who) asked for the ISR \(of(partition))\(list(isr))"
    case .isrExpandAsked(let partition, let isr):
      return "\(who) asked for the ISR \(of(partition))\(list(isr))"
    case .truncated(let partition, let from, let to, _):
      return "\(who) truncated \(of(partition))its log from \(from) to \(to)"
    case .recovered(let partition, let end, let lost):
      return "\(who) recovered \(of(partition))its log up to \(end)"
        + (lost > 0 ? " (\(Quantities.counted(lost, "record")) had not reached the disk)" : "")
    case .fetchRefused(let partition, let leader, let error):
      return "\(broker(leader)) refused a fetch of \(who) \(of(partition))(\(error.protocolName))"
    case .produceRefused(let partition, let error):
      return "\(who) refused a write \(of(partition))(\(error.protocolName))"
    case .shutdownGranted: return "the controller let \(who) shut down"
    case .stopped: return "\(who) exited"
    case .disconnected(let node): return "\(who) lost its connection to \(peer(node, broker))"
    case .requestTimedOut(let node):
      return "a request of \(who) to \(peer(node, broker)) timed out"
    case .learnedLeader(let partition, let leader, let epoch):
      return "\(who) learned of \(leader.map { broker($0) } ?? "no leader") "
        + "\(of(partition))at epoch \(epoch)"
    case .group(let group, let event): return phrase(event, of: group, by: who, entry, of)
    case .consumer(let event): return phrase(event, by: who, of)
    case .worker(let event): return phrase(event, by: who, entry, about: known)
    case .topicMadeForClient(let topic):
      return phrase(forTopic: topic, of: cluster) ?? "a topic was made for a client"
    case .epochBumped(let epoch): return "\(who) got producer epoch \(epoch)"
    }
  }

  private func phrase(
    _ event: GroupEvent, of group: GroupID, by who: Subject, _ entry: JournalEntry,
    _ place: (TopicPartition) -> String
  ) -> String {
    let cluster = cluster(of: entry.process)
    let name =
      record.plan.groups.first { $0.id == group && $0.cluster == cluster }?.name
      ?? record.plan.groupIDs[Int(group.index)]
    switch event {
    case .loaded(let generation, let members):
      return "\(who) loaded \(name) with \(Quantities.counted(Int64(members), "member"))"
        + " at generation \(generation.raw)"
    case .rebalanceBegan(let generation, let member, let why):
      return "a rebalance of \(name) began after generation \(generation.raw) (\(why.text)"
        + (member.map { ": " + self.name(of: $0, by: entry.process) } ?? "") + ")"
    case .generationCompleted(let generation, let members):
      return "generation \(generation.raw) of \(name) was complete with "
        + Quantities.counted(Int64(members), "member")
    case .memberExpired(_, .session): return "\(who.of("session")) in \(name) expired"
    case .memberExpired(_, .join):
      return "\(who) had not joined \(name) again in time and \(who.was) removed"
    case .memberExpired(_, .sync):
      return "\(who) had not asked \(name) for \(who.its) partitions "
        + "in time and \(who.was) removed"
    case .memberLeft: return "\(who) left \(name)"
    case .offsetsExpired(let partition, let offset):
      return "offset \(offset) of \(name) \(place(partition))expired"
    }
  }

  private func phrase(
    _ event: ConsumerEvent, by who: Subject, _ place: (TopicPartition) -> String
  ) -> String {
    switch event {
    case .named(let member): "\(who) got the member id \(member)"
    case .coordinatorLost: "\(who) lost \(who.its) coordinator"
    case .fenced(let error):
      "\(who) \(who.was) refused by \(who.its) coordinator (\(error.protocolName))"
    case .pollTimerExpired: "\(who) had not polled for max.poll.interval.ms and left"
    case .positionMoved(let partition, let from, let to, let why):
      "\(who) moved its position \(place(partition))"
        + (from == .none ? "" : "from \(from) ") + "to \(to) (\(why.text))"
    }
  }

  private func phrase(
    _ event: WorkerEvent, by who: Subject, _ entry: JournalEntry, about known: PartitionRef?
  ) -> String {
    switch event {
    case .client(let cluster, let event):
      return phrase(event, by: who, entry, about: known, in: cluster)
    case .coordinatorLost(let group): return "\(who) lost the coordinator of \(group)"
    case .gaveUp(let group):
      return "\(who) found no coordinator of \(group) and stopped all that it ran"
    case .revoked(let group, let connectors, let tasks):
      return "\(who) gave up \(Quantities.counted(Int64(connectors), "connector")) and "
        + "\(Quantities.counted(Int64(tasks), "task")) of \(group)"
    case .joined(let group, let generation, let connectors, let tasks, let delay):
      return "\(who) joined \(group) at generation \(generation.raw) with "
        + Quantities.counted(Int64(connectors), "connector") + " and "
        + Quantities.counted(Int64(tasks), "task")
        + (delay > .zero ? ", the rest in \(Quantities.time(delay.raw * 1_000_000))" : "")
    case .taskChanged(let task, let state):
      return "task \(task.connector)-\(task.task) on \(who) became \(state.rawValue)"
    case .connectorChanged(_, let connector, let state):
      return "connector \(connector) on \(who) became \(state.rawValue)"
    case .groupsFound(_, let connector, let groups):
      return "\(connector) on \(who) found "
        + (groups.isEmpty
          ? "no group" : groups.map { record.plan.groupIDs[Int($0.index)] }.joined(separator: ", "))
    case .taskStarted(let task): return "\(who) started task \(task.connector)-\(task.task)"
    case .taskStopping(let task):
      return "\(who) told task \(task.connector)-\(task.task) to stop"
    case .taskNotStopped(let task):
      return "task \(task.connector)-\(task.task) on \(who) did not stop in time"
    case .commitBegan(let task, let partitions):
      return "task \(task.connector)-\(task.task) on \(who) began to commit offsets of "
        + Quantities.counted(Int64(partitions), "partition")
    case .putFailed(let task, let exception):
      return "put of task \(task.connector)-\(task.task) on \(who) threw \(simple(exception))"
    case .recordsDropped(let task, let records):
      return "task \(task.connector)-\(task.task) on \(who) left "
        + Quantities.counted(Int64(records), "record")
        + " of a poll, after a wakeup in the commit inside of it"
    case .commitStored(let task):
      return "task \(task.connector)-\(task.task) on \(who) committed its offsets"
    }
  }

  /// The simple name of a class.
  private func simple(_ name: String) -> Substring { name.split(separator: ".").last ?? "" }

  private func peer(_ node: NodeID, _ broker: (NodeID) -> String) -> String {
    node.raw < 0 ? "a bootstrap server" : broker(node)
  }

  /// "of upstream/orders/0 " unless the reader knows which partition is meant.
  private func place(
    _ partition: TopicPartition, in cluster: ClusterIndex?, _ known: PartitionRef?
  ) -> String {
    guard let cluster, let reference = reference(partition, in: cluster), reference != known
    else { return "" }
    return "of \(name(of: reference)) "
  }

  /// ", below min.insync.replicas=2": with fewer in-sync replicas `acks=all` is refused.
  private func minimum(
    above isr: [NodeID], _ partition: TopicPartition, _ cluster: ClusterIndex?
  ) -> String {
    guard let reference = cluster.flatMap({ reference(partition, in: $0) }),
      let minimum = minInsyncReplicas(of: reference), isr.count < minimum, minimum > 1
    else { return "" }
    return ", below min.insync.replicas=\(minimum)"
  }

  private func list(_ nodes: [NodeID]) -> String {
    "{" + nodes.sorted().map(\.description).joined(separator: ",") + "}"
  }
}

extension RebalanceReason {
  var text: String {
    switch self {
    case .memberJoined: "a member joined"
    case .memberRejoined: "a member joined again"
    case .memberLeft: "a member left"
    case .memberExpired: "a session expired"
    case .syncTimedOut: "a member sent no SyncGroup"
    case .staticMemberReplaced: "a static member came back"
    case .storeFailed: "the assignment could not be stored"
    }
  }
}

extension PositionChange {
  var text: String {
    switch self {
    case .reset: "nothing was committed: auto.offset.reset"
    case .outOfRange: "offset out of range: auto.offset.reset"
    case .truncated: "the log was truncated"
    case .sought: "the application sought"
    }
  }
}

extension ElectedHow {
  var text: String {
    switch self {
    case .created: "at creation"
    case .clean: "clean"
    case .unclean: "unclean"
    case .preferred: "preferred"
    case .none: "no leader"
    }
  }
}

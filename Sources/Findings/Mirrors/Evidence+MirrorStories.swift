import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What the stories of a mirror share, and those of the gaps in its copies.
extension Evidence {
  func name(ofWorker index: Int32) -> String { record.plan.workers[Int(index)].name }

  /// The chunk that holds a copy.
  func chunk(of copy: Int, in reading: MirrorReading) -> MirrorReading.Chunk? {
    reading.chunks.first { $0.start <= copy && copy < $0.start + $0.count }
  }

  /// When a chunk arrived and where it stands.
  func arrival(_ chunk: MirrorReading.Chunk) -> String {
    let count = Int64(chunk.count)
    let last = chunk.targetOffset + count - 1
    return "arrived at \(clock(chunk.at)) at "
      + (count == 1
        ? "offset \(chunk.targetOffset)" : "offsets \(chunk.targetOffset)..\(last)")
      + " of \(name(of: chunk.target))"
  }

  /// What broke a worker's connections first between two moments.
  func clientBreaks(of worker: Int32, _ times: ClosedRange<Int64>) -> [JournalIndex] {
    let found = record.journal.entries.indices.first { index in
      let entry = record.journal.entries[index]
      guard times.contains(entry.at.nanoseconds),
        cast.role(of: entry.process) == .worker(Int(worker)),
        case .machine(.worker(.client(_, let event))) = entry.happening
      else { return false }
      return event.isBreak
    }
    return found.map { [JournalIndex(Int32($0))] } ?? []
  }

  func connectorName(of flow: MirrorReading.Flow) -> String {
    name(ofConnector: ConnectorRef(cluster: flow.cluster, connector: flow.connector))
  }

  // MARK: Gaps.

  /// Steps that touch the flow's workers or the partition's brokers on both sides, and what happened to the workers, from shortly
  /// before a gap to its end.
  func mirrorStory(
    of gap: WriteGap, in partition: PartitionRef, _ flow: MirrorReading.Flow
  ) -> [String] {
    let span = gap.begins - Availability.threshold...gap.ends
    let steps = Set(steps(in: span, about: concerned(partition, flow)))
    let told = journal(in: span).filter { index in
      let entry = record.journal[index]
      switch entry.happening {
      case .step, .undone: return steps.contains(index)
      case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
        .powerLost:
        return isWorker(entry.process, of: flow)
      case .machine(.worker(let event)):
        return isWorker(entry.process, of: flow)
          && event.interrupts(connectorName(of: flow), of: group(of: flow.cluster))
      case .hostSilent, .hostBack, .isolated, .parted, .healed, .machine: return false
      }
    }
    return told.map { sentence($0, about: nil) }
  }

  /// Workers store offsets and meet in the Connect cluster's own Kafka cluster: all of its brokers may keep them waiting.
  func concerned(_ partition: PartitionRef, _ flow: MirrorReading.Flow) -> Concerned {
    let home = record.plan.connect[flow.cluster].cluster
    let targets = Set(
      mirrors.filter { $0.flow == flow }.flatMap(\.chunks)
        .filter { Int($0.place) == places[partition] }.map(\.target))
    let partitions = [partition] + targets
    let others = cast.roles.indices.map { ProcessIndex(Int32($0)) }.filter { process in
      if case .broker(home, _) = cast.role(of: process) { return true }
      return isWorker(process, of: flow)
    }
    return Concerned(
      processes: partitions.flatMap { replicas(of: $0) } + others, partitions: partitions,
      connectors: [ConnectorRef(cluster: flow.cluster, connector: flow.connector)])
  }

  private func isWorker(_ process: ProcessIndex?, of flow: MirrorReading.Flow) -> Bool {
    guard case .worker(let worker) = cast.role(of: process) else { return false }
    return record.plan.workers[worker].herders.contains(flow.cluster)
  }
}

extension WorkerEvent {
  /// Whether it interrupts or resumes what the connector's tasks do.
  func interrupts(_ connector: String, of group: String) -> Bool {
    switch self {
    case .coordinatorLost(let its), .gaveUp(let its), .revoked(let its, _, _),
      .joined(let its, _, _, _, _):
      its == group
    case .taskChanged(let task, let state):
      task.group == group && task.connector == connector && state != .running
    case .taskStarted(let task), .taskNotStopped(let task):
      task.group == group && task.connector == connector
    case .client, .connectorChanged, .taskStopping, .commitBegan, .commitStored, .putFailed,
      .recordsDropped, .groupsFound:
      false
    }
  }
}

extension JournalEvent {
  /// A request that got no answer.
  fileprivate var isBreak: Bool {
    switch self {
    case .disconnected(let node), .requestTimedOut(let node): node.raw >= 0
    case .brokerRegistered, .brokerFenced, .brokerUnfenced, .leaderElected, .isrChanged,
      .becameLeader, .becameFollower, .isrShrinkAsked, .isrExpandAsked, .truncated, .recovered,
      .fetchRefused, .produceRefused, .shutdownGranted, .stopped, .learnedLeader, .epochBumped,
      .topicMadeForClient,
      .group, .consumer, .worker:
      false
    }
  }
}

import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What would have made outages shorter.
extension Evidence {
  /// What writers wait for while a partition takes no writes.
  private enum Wait: Hashable {
    /// The controller, until the session of a broker that is gone has ended (KIP-631).
    case fencing
    /// The leader, until it takes a silent follower out of the in-sync replicas (`Partition.maybeShrinkIsr`).
    case shrinking
    /// More in-sync replicas than these: `acks=all` needs `min.insync.replicas` (`Partition.appendRecordsToLeader`).
    case replicas([NodeID])
    /// A writer, until it gives up a request that nobody answers; only then it asks who leads
    /// (`NetworkClient.handleTimedOutRequests`).
    case answer(producer: Int)

    /// Whether it ends with another leader or other in-sync replicas.
    var needsChange: Bool {
      switch self {
      case .fencing, .shrinking: true
      case .replicas, .answer: false
      }
    }
  }

  /// Of a setting that is certain to have made it shorter, if what it governs was waited for longer than for all the rest.
  func remark(
    on span: ClosedRange<Int64>, of partition: PartitionRef, writers: [Int]
  ) -> String? {
    let states = history(of: partition).states
    var waits: [(wait: Wait, time: Int64)] = []
    for (index, state) in states.enumerated() {
      let next = index + 1 < states.count ? states[index + 1] : nil
      let (from, until) = (max(state.at, span.lowerBound), min(next?.at ?? .max, span.upperBound))
      guard from < until, let wait = wait(in: state, until: next, span, partition, writers) else {
        continue
      }
      let rest = states[(index + 1)...].prefix { $0.at < span.upperBound }
      guard !wait.needsChange || rest.allSatisfy({ takesWrites($0, of: partition, writers) }) else {
        continue
      }
      let time = until - from - unsettled(wait, in: state, from...until, of: partition)
      if let known = waits.firstIndex(where: { $0.wait == wait }) {
        waits[known].time += time
      } else {
        waits.append((wait, time))
      }
    }
    let all = span.upperBound - span.lowerBound
    return waits.first { $0.time > all / 2 }.flatMap { remark(on: $0.wait, partition) }
  }

  /// Whether writers are served in a state: where they are not, an earlier change of leader would have ended nothing.
  private func takesWrites(
    _ state: PartitionHistory.State, of partition: PartitionRef, _ writers: [Int]
  ) -> Bool {
    guard state.leader != nil else { return false }
    guard writers.contains(where: asksForAll) else { return true }
    return minInsyncReplicas(of: partition).map { state.isr.count >= $0 } ?? false
  }

  /// How much of a wait its setting would not have spared: nobody is fenced and no in-sync replicas change while there is no
  /// controller, and a leader that is gone takes no writes, however few replicas they need.
  private func unsettled(
    _ wait: Wait, in state: PartitionHistory.State, _ span: ClosedRange<Int64>,
    of partition: PartitionRef
  ) -> Int64 {
    let cluster = record.plan.topics[partition.topic].cluster
    return switch wait {
    case .fencing, .shrinking: gone(absences(ofController: cluster), in: span)
    case .replicas:
      state.leader.map { gone(absences(ofBroker: $0, in: cluster), in: span) } ?? 0
    case .answer: 0
    }
  }

  /// What was waited for while a state held; nil where no setting governs it.
  private func wait(
    in state: PartitionHistory.State, until next: PartitionHistory.State?,
    _ span: ClosedRange<Int64>, _ partition: PartitionRef, _ writers: [Int]
  ) -> Wait? {
    guard state.leader != nil else { return nil }
    if let minimum = minInsyncReplicas(of: partition), state.isr.count < minimum,
      writers.allSatisfy(asksForAll)
    {
      return .replicas(state.isr)
    }
    guard let next, next.at <= span.upperBound else {
      let end = span.upperBound
      let ended = givenUpRequests(
        of: writers, in: max(state.at, span.lowerBound, end - Availability.threshold)...end)
      guard
        case .producer(let producer) = ended.first.flatMap({
          cast.role(of: record.journal[$0].process)
        })
      else { return nil }
      return .answer(producer: producer)
    }
    if let cause = record.journal[next.entry].cause,
      case .machine(.brokerFenced(let broker)) = record.journal[cause].happening,
      isSilent(broker, until: cause)
    {
      return .fencing
    }
    let isAsked = record.journal.entries[..<Int(next.entry.raw)].reversed().prefix {
      $0.at.nanoseconds >= next.at - Availability.threshold
    }.contains {
      guard case .machine(.isrShrinkAsked(let key, let isr)) = $0.happening,
        let cluster = cluster(of: $0.process)
      else { return false }
      return reference(key, in: cluster) == partition && isr.sorted() == next.isr
    }
    return isAsked ? .shrinking : nil
  }

  /// Requests of writers that timed out.
  func givenUpRequests(of writers: [Int], in span: ClosedRange<Int64>) -> [JournalIndex] {
    journal(in: span).filter { index in
      let entry = record.journal[index]
      guard case .machine(.requestTimedOut) = entry.happening,
        case .producer(let producer) = cast.role(of: entry.process)
      else { return false }
      return writers.contains(producer)
    }
  }

  private func asksForAll(_ producer: Int) -> Bool {
    record.plan.producers[producer].settings.acks == .all
  }

  /// Whether a broker was fenced because it was not heard of: not because it stopped or had started again.
  private func isSilent(_ broker: NodeID, until fencing: JournalIndex) -> Bool {
    let entry = record.journal[fencing]
    guard let trouble = entry.cause else { return false }
    switch record.journal[trouble].happening {
    case .processKilled, .processPaused, .hostSilent, .powerLost, .isolated, .parted: break
    case .step, .undone, .processStopped, .processStarted, .processResumed, .hostBack, .healed,
      .machine:
      return false
    }
    return !record.journal.entries[Int(trouble.raw)..<Int(fencing.raw)].contains {
      $0.happening == .processStarted && $0.process == record.journal[trouble].process
    }
  }

  private func remark(on wait: Wait, _ partition: PartitionRef) -> String? {
    let cluster = record.plan.clusters[Int(record.plan.topics[partition.topic].cluster.raw)]
    switch wait {
    case .fencing:
      let session = cluster.controller.settings.sessionTimeout
      return
        "with a shorter broker.session.timeout.ms than \(session.raw) the controller gives up a silent "
        + "broker sooner"
    case .shrinking:
      let lags = Set(cluster.brokers.map(\.settings.replicaLagTimeMax))
      guard lags.count == 1, let lag = lags.first else { return nil }
      return
        "with a shorter replica.lag.time.max.ms than \(lag.raw) a leader does without a silent follower "
        + "sooner"
    case .answer(let producer):
      let planned = record.plan.producers[producer]
      return
        "with a shorter request.timeout.ms than \(planned.settings.client.requestTimeout.raw) "
        + "\(planned.name) gives up a request to a silent broker, and asks who leads, sooner"
    case .replicas(let isr):
      guard let minimum = minInsyncReplicas(of: partition) else { return nil }
      return
        "min.insync.replicas=\(isr.count) instead of \(minimum) would have gone on with "
        + Quantities.listed(isr.map { "broker \($0)" }, atMost: 4)
        + " in sync; what nobody else has is lost with "
        + (isr.count == 1 ? "it" : "them")
    }
  }

  /// nil where a step changes the topic's settings.
  func minInsyncReplicas(of partition: PartitionRef) -> Int? {
    let isChanged = record.plan.steps.contains {
      guard case .setTopicConfig(partition.topic, _) = $0.action else { return false }
      return true
    }
    return isChanged
      ? nil : Int(record.plan.topics[partition.topic].settings.minInsyncReplicas)
  }
}

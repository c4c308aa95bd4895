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
  /// controller, and a leader that is gone takes no writes, whoever is in sync.
  private func unsettled(
    _ wait: Wait, in state: PartitionHistory.State, _ span: ClosedRange<Int64>,
    of partition: PartitionRef
  ) -> Int64 {
    let cluster = record.plan.topics[partition.topic].cluster
    let leader = state.leader.map { gone(absences(ofBroker: $0, in: cluster), in: span) } ?? 0
    let controller = gone(absences(ofController: cluster), in: span)
    return switch wait {
    case .fencing: controller
    case .shrinking: max(controller, leader)
    case .replicas: leader
    case .answer: 0
    }
  }

  /// Whether a leader with too few replicas in sync has writers that would have gone on: it led when they began to wait, or it
  /// refused one of them, and more than a moment before the end.
  private func isReached(
    _ state: PartitionHistory.State, until end: Int64, _ span: ClosedRange<Int64>,
    _ partition: PartitionRef
  ) -> Bool {
    guard history(of: partition).state(at: span.lowerBound)?.leader != state.leader else {
      return true
    }
    let cluster = record.plan.topics[partition.topic].cluster
    let from = max(state.at, span.lowerBound)
    return journal(in: from...max(from, end - Availability.threshold)).contains { index in
      let entry = record.journal[index]
      guard case .machine(.produceRefused(let key, let error)) = entry.happening,
        error == .notEnoughReplicas || error == .notEnoughReplicasAfterAppend,
        case .broker(_, state.leader) = cast.role(of: entry.process)
      else { return false }
      return reference(key, in: cluster) == partition
    }
  }

  /// Whether a writer would have seen it sooner had a broker been fenced sooner. Of a follower it is enough that the leader is
  /// there. For another leader it must have asked before there was one: a request that lies with a silent host until it
  /// times out, or a connection that lasts until the host is back, ends no sooner for an earlier election. It must have ended
  /// in the second half of the wait, so that half the session would have been enough, and more than a moment before the
  /// end; and so it must again where the next leader is silent as well.
  private func isFencingSeen(
    of fenced: NodeID, after state: PartitionHistory.State, at time: Int64,
    _ span: ClosedRange<Int64>, _ partition: PartitionRef, _ writers: [Int]
  ) -> Bool {
    let cluster = record.plan.topics[partition.topic].cluster
    func absences(of broker: NodeID, at time: Int64) -> [NodeAbsence] {
      self.absences(ofBroker: broker, in: cluster).filter { $0.holds(at: time) }
    }
    let states = history(of: partition).states
    guard let leader = state.leader else { return false }
    guard
      let next = states.first(where: { $0.at > state.at && $0.leader != leader }),
      next.at <= span.upperBound
    else { return fenced != leader && absences(of: leader, at: time).isEmpty }
    let led = states.last { $0.at <= state.at && $0.elected != nil }
    let from = max(led?.at ?? 0, span.lowerBound)
    let half = from + (next.at - from) / 2
    guard let first = partings(of: writers, from: leader, in: half...next.at).first,
      span.upperBound - record.journal[first].at.nanoseconds > Availability.threshold
    else { return false }
    guard let other = next.leader, absences(of: other, at: next.at).contains(where: hangs) else {
      return true
    }
    return isFencingSeen(of: other, after: next, at: next.at, span, partition, writers)
  }

  /// Whether requests to it stay open: a host whose process alone has ended refuses them at once.
  private func hangs(_ absence: NodeAbsence) -> Bool {
    switch record.journal[absence.entries[0]].happening {
    case .processKilled, .processStopped: false
    case .step, .undone, .processStarted, .processPaused, .processResumed, .hostSilent, .hostBack,
      .powerLost, .isolated, .parted, .healed, .machine:
      true
    }
  }

  /// Ends of requests and connections of writers to a broker.
  private func partings(
    of writers: [Int], from broker: NodeID, in span: ClosedRange<Int64>
  ) -> [JournalIndex] {
    journal(in: span).filter { index in
      let entry = record.journal[index]
      guard case .producer(let producer) = cast.role(of: entry.process) else { return false }
      switch entry.happening {
      case .machine(.disconnected(broker)), .machine(.requestTimedOut(broker)):
        return writers.contains(producer)
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        return false
      }
    }
  }

  /// What was waited for while a state held; nil where no setting governs it.
  private func wait(
    in state: PartitionHistory.State, until next: PartitionHistory.State?,
    _ span: ClosedRange<Int64>, _ partition: PartitionRef, _ writers: [Int]
  ) -> Wait? {
    guard let leader = state.leader else { return nil }
    if let minimum = minInsyncReplicas(of: partition), state.isr.count < minimum,
      writers.allSatisfy(asksForAll)
    {
      let end = min(next?.at ?? .max, span.upperBound)
      return isReached(state, until: end, span, partition) ? .replicas(state.isr) : nil
    }
    guard let next, next.at <= span.upperBound else {
      let end = span.upperBound
      // Of a leader that stayed a request says nothing: it would have been sent there again.
      let old = history(of: partition).states.last { $0.at < state.at && $0.leader != leader }
      let ended = givenUpRequests(
        of: writers, in: max(state.at, span.lowerBound, end - Availability.threshold)...end)
      guard
        let first = ended.first(where: {
          guard case .machine(.requestTimedOut(let node)) = record.journal[$0].happening else {
            return false
          }
          return node == old?.leader
        }), case .producer(let producer) = cast.role(of: record.journal[first].process)
      else { return nil }
      return .answer(producer: producer)
    }
    if let cause = record.journal[next.entry].cause,
      case .machine(.brokerFenced(let broker)) = record.journal[cause].happening,
      isSilent(broker, until: cause)
    {
      let isSeen = isFencingSeen(of: broker, after: state, at: next.at, span, partition, writers)
      return isSeen ? .fencing : nil
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

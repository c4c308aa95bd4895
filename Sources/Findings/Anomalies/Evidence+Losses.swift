import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why acknowledged records are in no surviving log.
extension Evidence {
  func tellLoss(_ run: inout Anomaly) {
    let settings = record.plan.producers[run.producer].settings
    guard let partition = run.partition, let acknowledged = run.completed else { return }
    let broker = record.producers[run.producer].acknowledgedBy[Int(run.records.lowerBound)]
    let isr = history(of: partition).state(at: acknowledged.lowerBound)?.isr ?? []
    guard let offsets = run.offsets, broker.raw >= 0 else {
      run.story = [
        "counted as sent at \(clock(acknowledged)) without waiting for any broker (acks=0)"
      ]
      run.remark =
        "acks=0 takes a record as acknowledged once it is written to a socket; acks=1 waits for the "
        + "leader, acks=all for every replica in sync"
      return
    }
    run.story = [
      "acknowledged by broker \(broker) at \(clock(acknowledged)) under ISR \(braces(isr))"
        + " (acks=\(settings.acks.text))"
    ]
    let deleted = record.deletedLogs.first {
      $0.log.topic == partition.topic && $0.log.partition.partition == partition.partition
        && $0.at.nanoseconds >= acknowledged.lowerBound
    }
    if let deleted {
      run.story.append("its topic was deleted at \(clock(deleted.at.nanoseconds))")
      return
    }
    let removal = removal(of: offsets, from: broker, in: partition, after: run.sent.lowerBound)
    run.story += sentences(removal.entries, about: partition)
    if removal.entries.isEmpty {
      run.story.append("the journal has no entry that took the copy away")
    }
    run.remark = lossRemark(
      removal, acks: settings.acks, isr: isr, broker: broker, partition: partition)
  }

  /// What took acknowledged offsets out of the log that counts.
  struct Removal {
    /// Journal entries from the first cause to the last effect, each once.
    var entries: [JournalIndex] = []
    var election: PartitionHistory.State?
    /// The new leader's log ended here, at or below the lost offsets.
    var leaderEnd: Offset?
    /// The broker that acknowledged lost it with its page cache.
    var tookPower = false
    /// The new leader had lost it with its own page cache, or is the same broker.
    var leaderLostPower = false
  }

  private func removal(
    of offsets: ClosedRange<Int64>, from broker: NodeID, in partition: PartitionRef,
    after start: Int64
  ) -> Removal {
    var removal = Removal()
    var found: [JournalIndex] = []
    for (number, entry) in record.journal.entries.enumerated() where entry.at.nanoseconds >= start {
      let index = JournalIndex(Int32(number))
      let node: NodeID? =
        if case .broker(_, let id) = cast.role(of: entry.process) { id } else { nil }
      switch entry.happening {
      case .machine(.recovered(let key, let end, let lost))
      where node == broker && lost > 0 && end.raw <= offsets.upperBound
        && isMeant(partition, by: key, of: entry.process):
        removal.tookPower = true
        found.append(index)
      case .machine(.becameLeader(let key, let epoch, let end, _))
      where end.raw <= offsets.upperBound && isMeant(partition, by: key, of: entry.process)
        && removal.leaderEnd == nil:
        removal.leaderEnd = end
        removal.leaderLostPower =
          node.map { lostPages($0, offsets, of: partition, in: start...entry.at.nanoseconds) }
          ?? false
        let election = history(of: partition).states.last {
          $0.elected != nil && $0.epoch <= epoch && $0.at <= entry.at.nanoseconds
        }
        removal.election = election
        if let election, !found.contains(election.entry) { found.append(election.entry) }
        found.append(index)
      case .machine(.truncated(let key, _, let to, _))
      where node == broker && to.raw <= offsets.upperBound
        && isMeant(partition, by: key, of: entry.process):
        found.append(index)
        removal.entries = withCauses(found)
        return removal
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        continue
      }
    }
    removal.entries = withCauses(found)
    return removal
  }

  /// Whether a broker's page cache, with some of these offsets, was lost between two moments.
  private func lostPages(
    _ broker: NodeID, _ offsets: ClosedRange<Int64>, of partition: PartitionRef,
    in times: ClosedRange<Int64>
  ) -> Bool {
    record.journal.entries.contains { entry in
      guard times.contains(entry.at.nanoseconds),
        case .broker(_, broker) = cast.role(of: entry.process)
      else { return false }
      switch entry.happening {
      case .machine(.recovered(let key, let end, let lost)):
        return lost > 0 && end.raw <= offsets.upperBound
          && isMeant(partition, by: key, of: entry.process)
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        return false
      }
    }
  }

  /// Only what is certain: a rule of Kafka's that would have refused the acknowledgement or the election.
  private func lossRemark(
    _ removal: Removal, acks: Acks, isr: [NodeID], broker: NodeID, partition: PartitionRef
  ) -> String? {
    let topic = record.plan.topics[partition.topic]
    // A follower that had the record and lost its page cache as well: no acks would have helped.
    if removal.leaderLostPower, acks != .zero {
      return topic.settings.flushMessages != nil
        ? nil
        : "flush.messages=1 writes every append to the disk at once; here the page cache was lost "
          + "with the power"
    }
    switch acks {
    case .zero:
      return "acks=0 waits for no broker; acks=all waits for every replica in sync"
    case .leader where isr.count > 1:
      return
        "acks=all acknowledges a record only when every replica in sync has it; with acks=1 broker "
        + "\(broker) alone had it"
    case .leader:
      return
        "acks=all with min.insync.replicas=2 refuses writes while only broker \(broker) is in sync"
    case .all:
      if isr.count == 1, topic.settings.minInsyncReplicas < 2 {
        return
          "min.insync.replicas=2 refuses writes while only broker \(broker) is in sync"
          + " (here it is \(topic.settings.minInsyncReplicas))"
      }
      if removal.election?.elected == .unclean {
        return
          "unclean.leader.election.enable=false leaves the partition without a leader rather than "
          + "elect a replica out of sync"
      }
      return nil
    }
  }

  private func braces(_ nodes: [NodeID]) -> String {
    "{" + nodes.map(\.description).joined(separator: ",") + "}"
  }
}

extension Acks {
  var text: String {
    switch self {
    case .zero: "0"
    case .leader: "1"
    case .all: "all"
    }
  }
}

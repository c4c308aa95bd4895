import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why records have no copy.
extension Evidence {
  func tellMirrorLoss(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    if let attempt = attempts(of: run.first, by: reading.flow).last {
      tellLostCopy(attempt, &run)
      return
    }
    let moves = record.journal.entries.indices.filter { index in
      let entry = record.journal.entries[index]
      guard case .worker(let worker) = cast.role(of: entry.process),
        record.plan.workers[worker].herders.contains(reading.flow.cluster),
        case .machine(
          .worker(
            .client(
              reading.flow.source, .consumer(.positionMoved(let partition, let from, let to, _))))) =
          entry.happening
      else { return false }
      return reference(partition, in: reading.flow.source) == run.partition
        && from.raw <= run.offsets.upperBound && to.raw > run.offsets.lowerBound
    }
    run.story = story(moves.map { JournalIndex(Int32($0)) }, about: run.partition)
    if origins.isDeleted[run.first] {
      let start = log(of: run.partition)?.logStart.raw ?? 0
      run.story.append(
        "the source deleted them before they were read: its log begins at offset \(start)")
      run.remark = "a longer retention at the source outlasts longer outages of the mirror"
    } else {
      run.story.append("no task of the mirror read them")
    }
  }

  /// A copy that a worker sent, by its ledger.
  private struct Attempt {
    var worker: Int32
    var outcome: RecordOutcome
    var completedAt: Int64
    var by: NodeID
    /// Where the copy went, as the target's cluster numbers it.
    var to: TopicPartition
  }

  private func attempts(of dense: Int, by flow: MirrorReading.Flow) -> [Attempt] {
    var found: [Attempt] = []
    for (worker, ledger) in record.workers.enumerated()
    where record.plan.workers[worker].herders.contains(flow.cluster) {
      for case let client? in ledger.clients where client.cluster == flow.target {
        for copies in client.copies where copies.cluster == flow.source {
          guard let batch = origins.run(of: copies.of.content, in: record) else { continue }
          for index in 0..<copies.of.count
          where batch.number(at: copies.of.skippedInBatch + index) == dense {
            let number = Int(copies.first + index)
            found.append(
              Attempt(
                worker: Int32(worker), outcome: client.records.entries[number].outcome,
                completedAt: client.records.entries[number].completedAt,
                by: client.acknowledgedBy[number],
                to: client.records.entries[number].partition))
          }
        }
      }
    }
    return found
  }

  private func tellLostCopy(_ attempt: Attempt, _ run: inout MirrorAnomaly) {
    switch attempt.outcome {
    case .failed(let exception):
      run.story = story(
        clientBreaks(of: attempt.worker, run.sent.lowerBound...attempt.completedAt), about: nil)
      run.story.append(
        "\(name(ofWorker: attempt.worker)) read them and gave the copies up at \(clock(attempt.completedAt)): "
          + "\(exception.kafkaClass), \(exception.reason)")
    case .acknowledged:
      let flow = mirrors[run.mirror].flow
      let cluster = record.plan.clusters[Int(flow.target.raw)].name
      run.story.append(
        "broker \(cluster)/\(attempt.by) acknowledged the copies to \(name(ofWorker: attempt.worker)) at "
          + clock(attempt.completedAt))
      let deletion = record.deletedLogs.first {
        $0.log.partition.topic == attempt.to.topic && $0.at.nanoseconds >= attempt.completedAt
          && record.plan.topics[$0.log.topic].cluster == flow.target
      }
      if let deletion {
        run.story.append("their topic was deleted at \(clock(deletion.at.nanoseconds))")
        return
      }
      if let target = target(of: run) {
        let changes = history(of: target).states.filter {
          $0.at >= attempt.completedAt && $0.elected != nil
        }.prefix(2)
        run.story += story(changes.map(\.entry), about: target)
        run.story.append("the log of \(name(of: target)) that survived does not hold them")
      }
      run.remark =
        "acks=all for the task's producer with min.insync.replicas of 2 at the target survives the "
        + "loss of one broker"
    case .open:
      run.story.append(
        "\(name(ofWorker: attempt.worker)) read them and never got an answer for the copies")
    }
  }

  /// Where copies of the partition go.
  private func target(of run: MirrorAnomaly) -> PartitionRef? {
    mirrors[run.mirror].chunks.first { Int($0.place) == places[run.partition] }?.target
  }
}

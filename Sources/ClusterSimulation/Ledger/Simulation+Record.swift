import KafkaModel
import SimulationKernel

extension Simulation {
  /// What the run leaves behind; the simulation can go on afterwards.
  package func record() -> RunRecord {
    var record = RunRecord(
      plan: planWithSinkTasks, seed: seed, fingerprint: fingerprint.value, events: eventCount,
      origin: origin,
      end: now,
      producers: producers.map { producer in
        RunRecord.ProducerRecord(
          ledger: producer.ledger, contents: producer.machine.contents, blocks: producer.blocks,
          acknowledgedBy: producer.acknowledgedBy)
      },
      topicNumbers: plan.topics.indices.map { number(ofLife: $0) },
      logs: logs(withBatches: true), probes: drill.probes,
      journal: journal,
      steps: drill.steps.map { step in
        RunRecord.StepRecord(
          firedAt: step.firedAt, processes: step.processes, refusals: step.refusals)
      },
      notes: notes)
    record.hasLoad = drill.hasLoad
    record.workers = workers.indices.map { workerRecord($0) }
    record.deletedLogs = drill.deletedLogs
    record.logStartMoves = drill.logStartMoves
    record.automaticTopics = drill.automaticTopics
    // Members are not closed at the end of a run: their leaving would add rebalances to its figures.
    record.groups = groups.enumerated().map { index, group in
      GroupRecord(
        members: memberRecords(of: index), commits: group.commits, generations: group.generations,
        samples: group.samples)
    }
    return record
  }

  /// The number under which a topic of the plan came up; that of a name which never did is the one that clients wait for.
  private func number(ofLife topic: Int) -> TopicIndex {
    guard drill.topicIndex[topic].raw < 0 else { return drill.topicLife[topic] }
    let planned = plan.topics[topic]
    return controllers[Int(planned.cluster.raw)].machine.awaitedNumber(of: planned.name)
      ?? TopicIndex(-1)
  }

  /// A worker's ledger, with the record numbers of the clients that still run.
  private func workerRecord(_ worker: Int) -> WorkerLedger {
    var ledger = workers[worker].ledger
    for (slot, contents) in workers[worker].machine.writtenContents {
      guard let cluster = ledger[slot]?.cluster else { continue }
      ledger.change(slot, at: cluster) { $0.contents = contents }
    }
    return ledger
  }

  /// Every partition's log as it stands now; of a topic with several lives only the present one's.
  func logs(withBatches: Bool) -> [RunRecord.PartitionLog] {
    plan.topics.indices.filter { drill.topicLife[$0] == drill.topicIndex[$0] }.flatMap { topic in
      (0..<partitionCount(of: topic)).compactMap {
        log(
          of: PartitionRef(topic: topic, partition: PartitionIndex($0)), withBatches: withBatches)
      }
    }
  }

  /// The log that counts: the leader's, or without a leader that of the first in-sync replica.
  private func log(
    of reference: PartitionRef, withBatches: Bool
  ) -> RunRecord.PartitionLog? {
    guard let state = registration(of: reference) else { return nil }
    let cluster = plan.topics[reference.topic].cluster
    let keeper = state.leader ?? state.isr.first ?? state.replicas[0]
    let key = TopicPartition(drill.topicIndex[reference.topic], reference.partition)
    guard let log = brokers[broker(keeper, of: cluster)].machine.replica(of: key)?.log else {
      return nil
    }
    return RunRecord.PartitionLog(
      topic: reference.topic, partition: key, leader: state.leader, isr: state.isr,
      leaderEpoch: state.leaderEpoch, logStart: log.logStart, logEnd: log.logEnd,
      highWatermark: log.highWatermark,
      batches: withBatches ? Array(log.batches) : [])
  }
}

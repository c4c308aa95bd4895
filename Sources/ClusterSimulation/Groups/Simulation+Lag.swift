import KafkaModel
import SimulationKernel

/// Samples of every group's lag, by all views at the same moment.
extension Simulation {
  mutating func sampleLag() {
    for group in groups.indices {
      let coordinator = coordinator(of: group)
      for partition in partitionsRead(by: group) {
        let stored = coordinator.flatMap { committed(partition, of: group, at: $0) }
        groups[group].samples.append(
          lag(of: partition, committed: stored?.offset ?? .none, in: group))
      }
    }
    if let interval = plan.lagSampling { push(.lagSample, at: after(interval)) }
  }

  func lag(
    of partition: TopicPartition, committed: Offset, in group: Int
  ) -> GroupRecord.LagSample {
    let log = leadersLog(of: partition, in: plan.groups[group].cluster)
    var sample = GroupRecord.LagSample(
      at: now, partition: partition,
      committed: committed,
      endOffset: log?.highWatermark ?? .none, logStart: log?.logStart ?? .none, owner: -1,
      position: .none, recordsLag: -1, recordsLead: -1, recordsLagMax: -1)
    if plan.groups[group].sink != nil {
      fill(&sample, of: group)
      return sample
    }
    guard let owner = owner(of: partition, in: group) else { return sample }
    sample.owner = Int32(members[owner].member)
    // A process that is stopped answers nobody's question for its metrics.
    guard processStates[Int(members[owner].process.raw)] != .paused else { return sample }
    let consumer = members[owner].machine
    sample.position = consumer.position(of: partition) ?? .none
    sample.recordsLag = consumer.lag(of: partition) ?? -1
    sample.recordsLead = consumer.lead(of: partition) ?? -1
    sample.recordsLagMax = consumer.recordsLagMax(now: clock(ofMember: owner)) ?? -1
    return sample
  }

  /// What the task of a sink connector that has the partition knows.
  private func fill(_ sample: inout GroupRecord.LagSample, of group: Int) {
    for number in groups[group].sinkTasks.indices {
      guard let consumer = sinkConsumer(ofTask: number, in: group),
        consumer.machine.assignment.contains(sample.partition)
      else { continue }
      sample.owner = Int32(number)
      guard processStates[Int(workers[consumer.worker].process.raw)] != .paused else { return }
      sample.position = consumer.machine.position(of: sample.partition) ?? .none
      sample.recordsLag = consumer.machine.lag(of: sample.partition) ?? -1
      sample.recordsLead = consumer.machine.lead(of: sample.partition) ?? -1
      sample.recordsLagMax =
        consumer.machine.recordsLagMax(now: clock(ofWorker: consumer.worker)) ?? -1
      return
    }
  }

  /// The member that believes to own the partition; of two, the one that runs.
  private func owner(of partition: TopicPartition, in group: Int) -> Int? {
    var found: Int?
    for member in groups[group].members {
      let state = processStates[Int(members[member].process.raw)]
      switch state {
      case .notStarted, .dead: continue
      case .running, .stopping, .paused: break
      }
      guard members[member].machine.assignment.contains(partition) else { continue }
      if state != .paused { return member }
      found = found ?? member
    }
    return found
  }
}

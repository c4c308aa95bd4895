import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a mirror copied records twice, not at all, behind later ones, or though the source lost them.
extension Evidence {
  private func worker(_ index: Int32) -> String { record.plan.workers[Int(index)].name }

  /// The chunk that holds a copy.
  private func chunk(of copy: Int, in reading: MirrorReading) -> MirrorReading.Chunk? {
    reading.chunks.first { $0.start <= copy && copy < $0.start + $0.count }
  }

  private func arrival(_ chunk: MirrorReading.Chunk, _ run: MirrorAnomaly) -> String {
    let count = Int64(chunk.count)
    let last = chunk.targetOffset + count - 1
    return "arrived at \(clock(chunk.at)) at "
      + (count == 1
        ? "offset \(chunk.targetOffset)" : "offsets \(chunk.targetOffset)..\(last)")
      + " of \(name(of: chunk.target))"
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

  // MARK: Twice.

  func tellMirrorDuplicate(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let again = chunk(of: copy, in: reading),
      let first = reading.records.firstIndex(of: Int32(run.first)).flatMap({
        chunk(of: $0, in: reading)
      })
    else { return }
    run.story = [
      "\(worker(first.writer.worker)) read them at \(clock(first.readAt)); the first copy "
        + arrival(first, run)
    ]
    let isSameSend =
      first.writer == again.writer
      && first.written + Int32(run.offsets.lowerBound - first.sourceOffset) == again.written
        + Int32(run.offsets.lowerBound - again.sourceOffset)
    if isSameSend {
      run.story += story(clientBreaks(of: first.writer.worker, first.readAt...again.at), about: nil)
      run.story.append(
        "its producer got no answer and sent the batch again; the copy \(arrival(again, run))")
      run.remark =
        "enable.idempotence=true for the task's producer numbers the batches, so that the leader "
        + "recognises one it already has"
    } else {
      // A batch that waited for an answer may arrive behind the one that was read again.
      let wasReadBefore = again.readAt < first.readAt
      let readings =
        min(first.readAt, again.readAt)...max(first.readAt, again.readAt)
      run.story += story(
        restarts(reading.flow, of: run.partition, readings, again.writer), about: nil)
      let committed = lastCommit(of: run.partition, by: reading.flow, before: readings.upperBound)
      run.story.append(
        committed.map {
          "offset \($0.offset) of \(name(of: run.partition)) had last been committed, at \(clock($0.at))"
        } ?? "no offset of \(name(of: run.partition)) had been committed before")
      run.story.append(
        "\(worker(again.writer.worker)) \(wasReadBefore ? "had read them before," : "read them again")"
          + " at \(clock(again.readAt)); the copy " + arrival(again, run))
      run.remark = "a smaller offset.flush.interval.ms leaves less to be copied again"
    }
  }

  /// What broke a worker's connections first between two moments.
  private func clientBreaks(of worker: Int32, _ times: ClosedRange<Int64>) -> [JournalIndex] {
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

  /// What ended the first reading of records and began the second.
  private func restarts(
    _ flow: MirrorReading.Flow, of partition: PartitionRef, _ times: ClosedRange<Int64>,
    _ writer: WorkerClientID
  ) -> [JournalIndex] {
    let number = task(of: partition, in: flow, at: times.upperBound)
    var found: [JournalIndex] = []
    var start: JournalIndex?
    for (index, entry) in record.journal.entries.enumerated()
    where times.contains(entry.at.nanoseconds) {
      guard case .worker(let worker) = cast.role(of: entry.process),
        record.plan.workers[worker].herders.contains(flow.cluster)
      else { continue }
      let place = JournalIndex(Int32(index))
      switch entry.happening {
      case .processKilled, .processStopped, .processPaused, .processResumed, .powerLost:
        found.append(place)
      case .machine(.worker(let event)):
        switch event {
        case .gaveUp(group(of: flow.cluster)), .revoked(group(of: flow.cluster), _, _):
          found.append(place)
        case .taskChanged(let task, .failed) where isTask(task, of: flow, number),
          .taskNotStopped(let task) where isTask(task, of: flow, number):
          found.append(place)
        case .taskStarted(let task):
          if worker == Int(writer.worker), isTask(task, of: flow, number) { start = place }
        case .gaveUp, .revoked, .taskNotStopped, .client, .coordinatorLost, .joined, .taskChanged,
          .connectorChanged, .taskStopping,
          .commitBegan, .commitStored, .putFailed, .recordsDropped, .groupsFound:
          break
        }
      case .step, .undone, .processStarted, .hostSilent, .hostBack, .isolated, .parted, .healed,
        .machine:
        break
      }
    }
    return Array(found.prefix(4)) + (start.map { [$0] } ?? [])
  }

  private func connectorName(of flow: MirrorReading.Flow) -> String {
    name(ofConnector: ConnectorRef(cluster: flow.cluster, connector: flow.connector))
  }

  private func isTask(_ task: TaskName, of flow: MirrorReading.Flow, _ number: Int32?) -> Bool {
    task.group == group(of: flow.cluster) && task.connector == connectorName(of: flow)
      && (number.map { $0 == task.task } ?? true)
  }

  /// What the flow's workers wrote to their internal topics and had acknowledged until then.
  private func forEachWritten(
    by flow: MirrorReading.Flow, until moment: Int64, _ body: (ConnectRecord, _ at: Int64) -> Void
  ) {
    let home = record.plan.connect[flow.cluster].cluster
    for (worker, ledger) in record.workers.enumerated()
    where record.plan.workers[worker].herders.contains(flow.cluster) {
      for case let client? in ledger.clients where client.cluster == home {
        for (number, written) in client.written.enumerated()
        where client.records.entries[number].outcome == .acknowledged
          && client.records.entries[number].completedAt <= moment
        {
          body(written, client.records.entries[number].completedAt)
        }
      }
    }
  }

  /// The offset of the last record of a source partition that the flow had committed, and when.
  private func lastCommit(
    of partition: PartitionRef, by flow: MirrorReading.Flow, before moment: Int64
  ) -> (offset: Offset, at: Int64)? {
    let (connector, alias) = (connectorName(of: flow), sourceAlias(of: flow))
    let wanted = named(partition)
    var last: (offset: Offset, at: Int64)?
    forEachWritten(by: flow, until: moment) { written, at in
      if case .sourceOffset(connector, alias, wanted, let offset) = written, at >= last?.at ?? 0 {
        last = (offset, at)
      }
    }
    return last
  }

  /// The number of the task that had a partition of the source, by the last configurations until then.
  private func task(
    of partition: PartitionRef, in flow: MirrorReading.Flow, at moment: Int64
  ) -> Int32? {
    let connector = connectorName(of: flow)
    let wanted = named(partition)
    var last: (number: Int32?, at: Int64)?
    forEachWritten(by: flow, until: moment) { written, at in
      guard case .taskConfigurations(connector, let tasks) = written, at >= last?.at ?? 0 else {
        return
      }
      let place = tasks.firstIndex { task in
        if case .partitions(let partitions) = task { partitions.contains(wanted) } else { false }
      }
      last = (place.map { Int32($0) }, at)
    }
    return last?.number
  }

  private func sourceAlias(of flow: MirrorReading.Flow) -> String {
    record.plan.connect[flow.cluster].connectors[flow.connector].mirror.sourceAlias
  }

  private func named(_ partition: PartitionRef) -> NamedPartition {
    NamedPartition(
      topic: record.plan.topics[partition.topic].name, partition: partition.partition)
  }

  // MARK: Not at all.

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
                by: client.acknowledgedBy[number]))
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
        "\(worker(attempt.worker)) read them and gave the copies up at \(clock(attempt.completedAt)): "
          + "\(exception.kafkaClass), \(exception.reason)")
    case .acknowledged:
      let flow = mirrors[run.mirror].flow
      let cluster = record.plan.clusters[Int(flow.target.raw)].name
      run.story.append(
        "broker \(cluster)/\(attempt.by) acknowledged the copies to \(worker(attempt.worker)) at "
          + clock(attempt.completedAt))
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
      run.story.append("\(worker(attempt.worker)) read them and never got an answer for the copies")
    }
  }

  /// Where copies of the partition go.
  private func target(of run: MirrorAnomaly) -> PartitionRef? {
    mirrors[run.mirror].chunks.first { Int($0.place) == places[run.partition] }?.target
  }

  // MARK: Out of order, and gone from the source.

  func tellMirrorInversion(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    run.story = story(clientBreaks(of: chunk.writer.worker, chunk.readAt...chunk.at), about: nil)
    run.story.append(
      "\(worker(chunk.writer.worker)) read them at \(clock(chunk.readAt)); they "
        + arrival(chunk, run) + ", behind later ones")
  }

  func tellMirrorPhantom(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    run.story = ["\(worker(chunk.writer.worker)) read them at \(clock(chunk.readAt))"]
    let elections = history(of: run.partition).states.filter {
      $0.at >= chunk.readAt && $0.elected == .unclean
    }
    run.story += story(elections.prefix(1).map(\.entry), about: run.partition)
    run.story.append("the source's log that survived does not hold them")
    if !elections.isEmpty {
      run.remark =
        "unclean.leader.election.enable=false at the source keeps what was acknowledged, and the "
        + "partition without a leader meanwhile"
    }
  }

  func tellMirrorReturn(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    let sent = origins.sentAt[Int(reading.records[copy])]
    run.story = [
      "the first was sent to \(name(of: chunk.target)) at \(clock(sent))",
      "\(worker(chunk.writer.worker)) read its copy from \(name(of: run.partition)) at "
        + "\(clock(chunk.readAt)); it " + arrival(chunk, run),
    ]
    if record.plan.connect[reading.flow.cluster].connectors[reading.flow.connector].mirror.policy
      == .identity
    {
      run.remark =
        "DefaultReplicationPolicy names copies after their source, and leaves those alone that would "
        + "go back"
    }
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
      .group, .consumer, .worker:
      false
    }
  }
}

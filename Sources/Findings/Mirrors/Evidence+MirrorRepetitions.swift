import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a mirror copied records twice.
extension Evidence {
  func tellMirrorDuplicate(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let again = chunk(of: copy, in: reading),
      let first = reading.records.firstIndex(of: Int32(run.first)).flatMap({
        chunk(of: $0, in: reading)
      })
    else { return }
    run.story = [
      "\(name(ofWorker: first.writer.worker)) read them at \(clock(first.readAt)); the first copy "
        + arrival(first)
    ]
    let isSameSend =
      first.writer == again.writer
      && first.written + Int32(run.offsets.lowerBound - first.sourceOffset) == again.written
        + Int32(run.offsets.lowerBound - again.sourceOffset)
    if isSameSend {
      let refusal =
        first.target == again.target
        ? lastRefusalOfAppended(to: first.target, in: first.at...again.at) : nil
      run.story += story(
        refusal.map { [$0] } ?? clientBreaks(of: first.writer.worker, first.readAt...again.at),
        about: nil)
      run.story.append(
        (refusal == nil ? "its producer got no answer and" : "its producer")
          + " sent the batch again; the copy \(arrival(again))")
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
        "\(name(ofWorker: again.writer.worker)) \(wasReadBefore ? "had read them before," : "read them again")"
          + " at \(clock(again.readAt)); the copy " + arrival(again))
      run.remark = "a smaller offset.flush.interval.ms leaves less to be copied again"
    }
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
}

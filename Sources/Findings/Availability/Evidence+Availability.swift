import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

extension Evidence {
  /// Every partition that something was sent to.
  package func availability() -> [Availability] {
    partitions.compactMap { availability(of: $0) }
  }

  private func availability(of partition: PartitionRef) -> Availability? {
    let topic = record.plan.topics[partition.topic]
    let cluster = record.plan.clusters[Int(topic.cluster.raw)].name
    var selection = Selection(
      Question(
        .writeGap,
        of: .partition(
          Scenario.PartitionName(
            topic: Scenario.TopicName(cluster: cluster, topic: topic.name),
            partition: partition.partition.raw))), in: self)
    // The name means the last life of a topic that was made again.
    selection.topic = partition.topic
    var result = Availability(
      partition: partition, acknowledged: 0, writable: nil, gaps: [],
      buckets: [Int](repeating: 0, count: Availability.width))
    let origin = record.origin.nanoseconds
    let span = max(record.end.nanoseconds - origin, 1)
    var writers: [Int] = []
    var waits: [ClosedRange<Int64>] = []
    var refusals: [ClosedRange<Int64>] = []
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      if writers.last != row.producer { writers.append(row.producer) }
      let outcome = ledger[number].outcome
      let end = outcome == .open ? record.end.nanoseconds : ledger[number].completedAt
      let waited =
        end - ledger[number].sentAt > Availability.threshold ? waitEnds(for: row) : end
      if waited - ledger[number].sentAt > Availability.threshold {
        waits.append(ledger[number].sentAt...waited)
      } else if case .failed(let exception) = outcome, exception.isRefusal {
        refusals.append(ledger[number].sentAt...end)
      }
      guard outcome == .acknowledged else { return }
      result.acknowledged += 1
      result.writable =
        result.writable.map { min($0.lowerBound, end)...max($0.upperBound, end) } ?? end...end
      result.buckets[bucket(of: end - origin, in: span)] += 1
    }
    guard !writers.isEmpty else { return nil }
    for gap in gaps(selection) where gap.length > Availability.threshold {
      let changes = changes(around: gap, of: partition)
      var felt = waits.filter { $0.overlap(gap) > Availability.threshold }
      felt += refusals.filter { $0.upperBound > gap.begins && $0.upperBound <= gap.ends }
      if !changes.isEmpty {
        felt += blocks(of: writers).filter { $0.overlap(gap) > Availability.threshold }
      }
      guard let first = felt.map(\.lowerBound).min() else { continue }
      let entries = causes(of: gap, in: partition, changes, writers: writers)
      let feltFrom = max(first, gap.begins)
      result.gaps.append(
        Availability.Gap(
          gap: gap, feltFrom: feltFrom, story: sentences(entries, about: partition),
          roots: sentences(entries.filter { !isAboutPartition($0) }, about: nil),
          remark: remark(on: feltFrom...gap.ends, of: partition, writers: writers)))
    }
    return result
  }

  /// What changed in a gap; and what took in-sync replicas away shortly before it, when answers under way still came.
  private func changes(
    around gap: WriteGap, of partition: PartitionRef
  ) -> [PartitionHistory.State] {
    let states = history(of: partition).states
    return states.indices.filter { index in
      let state = states[index]
      guard state.elected != .created, state.at <= gap.ends else { return false }
      return state.at >= gap.begins
        || state.at >= gap.begins - Availability.threshold && index > 0
          && state.isr.count < states[index - 1].isr.count
    }.map { states[$0] }
  }

  /// The column of the picture that a time since the start of the load belongs to.
  package func bucket(of time: Int64, in span: Int64) -> Int {
    let width = Int64(Availability.width)
    let (high, low) = min(max(time, 0), span).multipliedFullWidth(by: width)
    return Int(min(span.dividingFullWidth((high, low)).quotient, width - 1))
  }

  /// Times in which a caller stood in send(), before its record had a partition.
  private func blocks(of writers: [Int]) -> [ClosedRange<Int64>] {
    writers.flatMap { record.producers[$0].blocks }.map {
      $0.began.nanoseconds...$0.ended.nanoseconds
    }
  }

  /// Changes of the partition's leader or in-sync replicas, its writers' coming and going, the requests that they gave up, and
  /// what caused them; where nothing changed, who was away, and a step that fired shortly before or inside and is about the
  /// partition or its writers. What came after the gap explains nothing of it.
  private func causes(
    of gap: WriteGap, in partition: PartitionRef, _ changes: [PartitionHistory.State],
    writers: [Int]
  ) -> [JournalIndex] {
    let span = gap.begins...gap.ends
    let givenUp = givenUpRequests(of: writers, in: span)
    guard !changes.isEmpty else {
      return withCauses(
        steps(around: gap, of: partition, writers) + awayMeanwhile(span, of: partition) + givenUp)
    }
    let away = writers.flatMap { absences[$0] }.filter {
      $0.begins < gap.ends && $0.ends ?? .max > gap.begins
    }
    let told = withCauses(changes.map(\.entry) + away.flatMap(\.entries) + givenUp)
    return withCauses(told + controllerAbsences(behind: told, in: span)).filter {
      record.journal[$0].at.nanoseconds <= gap.ends
    }
  }

  private func steps(
    around gap: WriteGap, of partition: PartitionRef, _ writers: [Int]
  ) -> [JournalIndex] {
    // An answer to a request of several partitions waits for the slowest of them: any of the brokers may be it.
    let cluster = record.plan.topics[partition.topic].cluster
    let brokers = record.plan.clusters[Int(cluster.raw)].brokers.map(\.id)
    let concerned = Concerned(
      processes: writers.compactMap { process(playing: .producer($0)) }
        + brokers.compactMap { process(playing: .broker(cluster, $0)) },
      partitions: [partition])
    return steps(in: gap.begins - Availability.threshold...gap.ends, about: concerned)
  }

  private func isAboutPartition(_ index: JournalIndex) -> Bool {
    switch record.journal[index].happening {
    case .machine(.leaderElected), .machine(.isrChanged): true
    case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
      .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      false
    }
  }
}

extension ClosedRange<Int64> {
  /// How much of the gap lies in this wait.
  fileprivate func overlap(_ gap: WriteGap) -> Int64 {
    Swift.min(upperBound, gap.ends) - Swift.max(lowerBound, gap.begins)
  }
}

extension ProducerException {
  /// A producer without retries was told that the partition could not be written then.
  fileprivate var isRefusal: Bool {
    switch self {
    case .answered(let error): error.isRetriable
    case .disconnected, .disconnectedByTimeout: true
    case .expired, .topicNotInMetadata, .partitionNotInMetadata, .bufferExhausted, .recordTooLarge,
      .batchAboveBufferMemory, .closedForcefully, .closedDuringSend, .alreadyClosed:
      false
    }
  }
}

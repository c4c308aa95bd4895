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
    let selection = Selection(
      Question(
        .writeGap,
        of: .partition(
          Scenario.PartitionName(
            topic: Scenario.TopicName(cluster: cluster, topic: topic.name),
            partition: partition.partition.raw))), in: self)
    var result = Availability(
      partition: partition, acknowledged: 0, writable: nil, gaps: [],
      buckets: [Int](repeating: 0, count: Availability.width))
    let origin = record.origin.nanoseconds
    let span = max(record.end.nanoseconds - origin, 1)
    var sent = 0
    var waits: [ClosedRange<Int64>] = []
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      sent += 1
      let (sentAt, completedAt) = (ledger.sentAt[number], ledger.completedAt[number])
      let end = ledger.outcome[number] == .open ? record.end.nanoseconds : completedAt
      if end - sentAt > Availability.threshold { waits.append(sentAt...end) }
      guard ledger.outcome[number] == .acknowledged else { return }
      let time = ledger.completedAt[number]
      result.acknowledged += 1
      result.writable =
        result.writable.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
      result.buckets[bucket(of: time - origin, in: span)] += 1
    }
    guard sent > 0 else { return nil }
    for gap in gaps(selection) where gap.length > Availability.threshold {
      let changes = changes(in: gap, partition)
      guard !changes.isEmpty || waits.contains(where: { $0.overlap(gap) > Availability.threshold })
      else { continue }
      result.gaps.append(
        Availability.Gap(gap: gap, story: changes.isEmpty ? steps(around: gap, partition) : changes)
      )
    }
    return result
  }

  /// The column of the picture that a time since the start of the load belongs to.
  package func bucket(of time: Int64, in span: Int64) -> Int {
    let width = Int64(Availability.width)
    let (high, low) = min(max(time, 0), span).multipliedFullWidth(by: width)
    return Int(min(span.dividingFullWidth((high, low)).quotient, width - 1))
  }

  /// Changes of the partition's leader or in-sync replicas in the gap, and what caused them.
  private func changes(in gap: WriteGap, _ partition: PartitionRef) -> [String] {
    let changes = history(of: partition).states.filter {
      $0.at >= gap.begins && $0.at <= gap.ends && $0.elected != .created
    }
    return withCauses(changes.map(\.entry)).map { sentence($0, about: partition) }
  }

  /// Nothing changed: a step that fired shortly before or inside is the best there is to say.
  private func steps(around gap: WriteGap, _ partition: PartitionRef) -> [String] {
    let steps = record.journal.entries.indices.filter { index in
      let entry = record.journal.entries[index]
      guard entry.at.nanoseconds >= gap.begins - Availability.threshold,
        entry.at.nanoseconds <= gap.ends
      else { return false }
      switch entry.happening {
      case .step, .undone: return true
      case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
        .hostSilent, .hostBack, .powerLost, .isolated, .healed, .machine:
        return false
      }
    }
    return steps.map { sentence(JournalIndex(Int32($0)), about: partition) }
  }
}

extension ClosedRange<Int64> {
  /// How much of the gap lies in this wait.
  fileprivate func overlap(_ gap: WriteGap) -> Int64 {
    Swift.min(upperBound, gap.ends) - Swift.max(lowerBound, gap.begins)
  }
}

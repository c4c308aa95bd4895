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
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      sent += 1
      guard ledger.outcome[number] == .acknowledged else { return }
      let time = ledger.completedAt[number]
      result.acknowledged += 1
      result.writable =
        result.writable.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
      result.buckets[bucket(of: time - origin, in: span)] += 1
    }
    guard sent > 0 else { return nil }
    result.gaps = gaps(selection).filter { $0.length > Availability.threshold }.map { gap in
      Availability.Gap(gap: gap, story: story(of: gap, partition))
    }
    return result
  }

  /// The column of the picture that a time since the start of the load belongs to.
  package func bucket(of time: Int64, in span: Int64) -> Int {
    let width = Int64(Availability.width)
    let (high, low) = min(max(time, 0), span).multipliedFullWidth(by: width)
    return Int(min(span.dividingFullWidth((high, low)).quotient, width - 1))
  }

  /// Changes of the partition's leader or in-sync replicas around the gap, and what caused them.
  private func story(of gap: WriteGap, _ partition: PartitionRef) -> [String] {
    let changes = history(of: partition).states.filter {
      $0.at >= gap.begins && $0.at <= gap.ends && $0.elected != .created
    }
    let told = withCauses(changes.map(\.entry))
    guard told.isEmpty else { return told.map { sentence($0, about: partition) } }
    // Nothing changed: a step that fired shortly before or inside is the best there is to say.
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

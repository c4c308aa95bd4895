import ClusterSimulation
import KafkaModel
import SimulationKernel

extension Evidence {
  /// The last answer that refused writes of a partition which the answering leader had appended: it stopped leading, or its
  /// followers came too late. A producer sends such batches again, and the log holds them already.
  func lastRefusalOfAppended(
    to partition: PartitionRef, in times: ClosedRange<Int64>
  ) -> JournalIndex? {
    let entries = record.journal.entries
    let last = entries.indices.last { index in
      guard times.contains(entries[index].at.nanoseconds),
        case .machine(.produceRefused(let refused, let error)) = entries[index].happening,
        let cluster = cluster(of: entries[index].process),
        reference(refused, in: cluster) == partition
      else { return false }
      switch error {
      case .requestTimedOut, .notEnoughReplicasAfterAppend: return true
      case .notLeaderOrFollower: return hasStoppedLeading(refused, at: index)
      case _: return false
      }
    }
    return last.map { JournalIndex(Int32($0)) }
  }

  /// A broker refuses what waits at the moment at which it becomes a follower; one that was a follower before has appended
  /// nothing.
  private func hasStoppedLeading(_ partition: TopicPartition, at index: Int) -> Bool {
    let entries = record.journal.entries
    let refusal = entries[index]
    let before = entries[..<index].reversed().prefix { $0.at == refusal.at }
    let after = entries[index...].prefix { $0.at == refusal.at }
    return (before + after).contains { entry in
      guard entry.process == refusal.process,
        case .machine(.becameFollower(partition, _, _)) = entry.happening
      else { return false }
      return true
    }
  }
}

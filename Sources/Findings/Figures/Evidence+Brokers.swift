import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of brokers and their replicas, from the journal.
extension Evidence {
  func replicaFigure(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    var shrinks: Int64 = 0
    var truncations: Int64 = 0
    var last: Offset?
    for entry in record.journal.entries where window.includes(entry.at.nanoseconds) {
      guard case .machine(let event) = entry.happening,
        case .broker(let cluster, let id) = cast.role(of: entry.process),
        selection.includes(id, of: cluster)
      else { continue }
      switch event {
      case .isrShrinkAsked(let partition, _):
        guard isSelected(partition, in: cluster, selection) else { continue }
        shrinks += 1
      case .truncated(let partition, _, let to, _):
        guard isSelected(partition, in: cluster, selection) else { continue }
        truncations += 1
        last = to
      case .brokerRegistered, .brokerFenced, .brokerUnfenced, .leaderElected, .isrChanged,
        .becameLeader, .becameFollower, .isrExpandAsked, .recovered, .fetchRefused,
        .produceRefused, .shutdownGranted, .stopped, .disconnected, .requestTimedOut,
        .learnedLeader, .epochBumped, .topicMadeForClient,
        .group, .consumer, .worker:
        continue
      }
    }
    switch figure {
    case .shrinksAskedByLeader: return .count(shrinks)
    case .truncations: return .count(truncations)
    case _: return last.map { .count($0.raw) } ?? .none(.neverHappened)
    }
  }

  private func isSelected(
    _ partition: TopicPartition, in cluster: ClusterIndex, _ selection: Selection
  ) -> Bool {
    reference(partition, in: cluster).map { selection.includes($0, in: self) } ?? false
  }

  /// The first time that it happened to any of the subject's brokers.
  func brokerFigure(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    let entry = record.journal.entries.first { entry in
      guard window.includes(entry.at.nanoseconds) else { return false }
      switch (figure, entry.happening) {
      case (.fencedAfter, .machine(.brokerFenced(let id))),
        (.unfencedAfter, .machine(.brokerUnfenced(let id))):
        return cluster(of: entry.process).map { isNamed(id, of: $0, selection) } ?? false
      case (.exitedAfter, .processKilled), (.exitedAfter, .machine(.stopped)):
        return isNamed(entry.process, selection)
      case (.exitedAfter, .processStopped):
        // A controller ends at once; a broker that is told to stop ends later and says so itself.
        guard case .controller = cast.role(of: entry.process) else { return false }
        return isNamed(entry.process, selection)
      case _: return false
      }
    }
    return time(entry?.at.nanoseconds, in: window)
  }

  private func isNamed(
    _ id: NodeID, of cluster: ClusterIndex, _ selection: Selection
  ) -> Bool {
    selection.nodes.contains { $0.id == id && $0.cluster == cluster }
  }

  private func isNamed(_ process: ProcessIndex?, _ selection: Selection) -> Bool {
    switch cast.role(of: process) {
    case .broker(let cluster, let id), .controller(let cluster, let id):
      isNamed(id, of: cluster, selection)
    case .producer, .member, .worker, nil: false
    }
  }
}

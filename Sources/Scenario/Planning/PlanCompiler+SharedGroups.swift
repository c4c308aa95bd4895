import ClusterSimulation
import KafkaModel

/// Mirrors whose processes meet in one Connect group.
extension PlanCompiler {
  /// Two dedicated mirrors with herders for the same flow are one group, whose connectors have the settings of the process
  /// that leads it.
  ///
  /// Source: `MirrorMakerConfig.workerConfig` (`group.id`), `MirrorMaker.configureConnectors`.
  var notesOnSharedGroups: [String] {
    var notes: [String] = []
    for (place, second) in plan.connect.enumerated() where second.flow != nil {
      for first in plan.connect[..<place]
      where first.cluster == second.cluster && first.group == second.group
        && first.connectors.map(\.configuration) != second.connectors.map(\.configuration)
      {
        let idle = [first, second].filter { !$0.connectors.contains { $0.mirror.isEnabled } }
        notes.append(
          "'\(first.name)' and '\(second.name)' are one Connect group: its connectors have the settings "
            + "of the process that leads it"
            + (idle.count == 1 ? ", and nothing is copied by those of '\(idle[0].name)'" : "")
            + ". Without emit.heartbeats.enabled=false a mirror takes part in the other way as well"
        )
      }
    }
    return notes
  }
}

import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a group that goes on elsewhere begins where it does.
extension Evidence {
  /// Says where it found its offsets; for partitions without any, why no mirror had stored them.
  func tell(_ move: inout GroupMove, of reading: GroupReading) {
    let planned = record.plan.groups[reading.group]
    let cluster = record.plan.clusters[Int(planned.cluster.raw)].name
    var stored: [Int64] = []
    var without = 0
    for partition in partitions {
      let first = reading.tenures.first { $0.partition == partition && $0.from >= move.began }
      guard let first else { continue }
      if let commit = self.stored(reading.group, partition, at: first.from) {
        stored.append(commit.at.nanoseconds)
      } else {
        without += 1
      }
    }
    func counted(_ partitions: Int) -> String {
      Quantities.counted(Int64(partitions), "partition")
    }
    if let first = stored.min(), let last = stored.max() {
      move.story.append(
        "it began \(counted(stored.count)) at offsets that were stored on \(cluster) at "
          + clock(first...last))
    }
    guard without > 0 else { return }
    move.story.append(
      "it found no offset for \(counted(without)) on \(cluster) and began there where "
        + "auto.offset.reset says")
    for sibling in move.from {
      tell(&move, why: sibling, isUnknownOn: planned.cluster, at: move.began)
    }
  }

  /// What kept the checkpoint connectors between two clusters from storing offsets of a group.
  private func tell(
    _ move: inout GroupMove, why sibling: Int, isUnknownOn target: ClusterIndex, at began: Int64
  ) {
    let planned = record.plan.groups[sibling]
    var isMirrored = false
    for (herd, connect) in record.plan.connect.enumerated() {
      for (index, connector) in connect.connectors.enumerated()
      where connector.settings.connectorClass == .mirrorCheckpoint
        && connector.source == planned.cluster && connector.target == target
      {
        isMirrored = true
        tell(
          &move, why: sibling, isUnknownTo: ConnectorRef(cluster: herd, connector: index),
          connector.mirror, at: began)
      }
    }
    if !isMirrored {
      let names = [planned.cluster, target].map { record.plan.clusters[Int($0.raw)].name }
      move.story.append(
        "no MirrorCheckpointConnector runs from \(names[0]) to \(names[1]): nothing translates offsets"
      )
    }
  }

  /// Source: `MirrorCheckpointConnector` (`refreshConsumerGroups`), `MirrorCheckpointTask` (`syncGroupOffset`).
  private func tell(
    _ move: inout GroupMove, why sibling: Int, isUnknownTo reference: ConnectorRef,
    _ mirror: MirrorSettings, at began: Int64
  ) {
    guard let id = record.plan.groups[sibling].id else { return }
    let name =
      "\(record.plan.connect[reference.cluster].name)'s \(self.name(ofConnector: reference))"
    let group = record.plan.groupIDs[Int(id.index)]
    guard mirror.isEnabled, mirror.emitCheckpointsInterval != nil else {
      move.remark = "emit.checkpoints.enabled=true has \(name) translate offsets"
      return
    }
    guard mirror.groupFilter.wants(group) else {
      move.remark = "a list of groups (groups, groups.exclude) of \(name) that has \(group)"
      return
    }
    let looks = record.journal.entries.filter { entry in
      guard
        case .machine(.worker(.groupsFound(self.group(of: reference.cluster), let its, _))) =
          entry.happening
      else { return false }
      return its == self.name(ofConnector: reference) && entry.at.nanoseconds < began
    }
    let found = looks.first { look in
      if case .machine(.worker(.groupsFound(_, _, let groups))) = look.happening {
        groups.contains(id)
      } else {
        false
      }
    }
    guard let found else {
      guard let last = looks.last?.at.nanoseconds else {
        move.story.append("\(name) had not looked for groups by then")
        return
      }
      let committed = record.groups[sibling].commits.first?.at.nanoseconds
      move.story.append(
        "\(name) looked for groups at \(clock(last)) for the last time and did not find \(group)"
          + (committed.map { ", which committed first at \(clock($0))" } ?? ""))
      // A group that it saw and left out for another reason would not be found by looking again.
      if let committed, committed > last, let interval = mirror.refreshGroupsInterval {
        move.remark =
          "a shorter refresh.groups.interval.seconds than \(interval.raw / 1_000) finds a new group sooner"
      }
      return
    }
    move.story.append("\(name) had found \(group) at \(clock(found.at.nanoseconds))")
    if mirror.syncGroupOffsetsInterval == nil {
      move.remark =
        "sync.group.offsets.enabled=true stores translated offsets at the target; without it they stand "
        + "in the checkpoints topic, and the application has to fetch them (RemoteClusterUtils)"
    }
  }
}

import ClusterSimulation
import Findings

/// What it cost a group that it went on with the work of one of the same `group.id` on another cluster, behind a mirror.
public struct GroupMove: Hashable, Sendable {
  /// The groups that it went on for, by their names in the scenario.
  public let from: [String]
  /// Original records that it was handed although they had been handed there before it began.
  public let again: Int
  /// Originals before its positions that were handed to neither, without those that the others had gone past themselves.
  public let missed: Int
  /// Where the offsets that it began at came from or, where it found none, what kept a mirror from storing them
  /// (`MirrorCheckpointConnector`), a sentence each.
  public let causes: [String]
  /// The setting that would have had them stored; nil where nothing certain can be said.
  public let remedy: String?
}

extension GroupOutcome {
  /// nil where it went on with nobody's work.
  public var move: GroupMove? {
    let groups = evidence.record.plan.groups
    guard let reading = evidence.readings.first(where: { groups[$0.group].name == name }),
      let move = evidence.move(of: reading)
    else { return nil }
    return GroupMove(
      from: move.from.map { groups[$0].name }, again: Int(move.again), missed: Int(move.missed),
      causes: move.story, remedy: move.remark)
  }
}

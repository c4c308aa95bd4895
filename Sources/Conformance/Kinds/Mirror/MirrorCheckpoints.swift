import KafkaModel
import Scenario

/// Vectors of kind checkpoints: what the checkpoint task of a flow A to B emits, and sets at the target.
///
/// The cases were recorded from 3.9.1; 4.1.1 answered all of them alike.
enum MirrorCheckpoints {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    for version in [KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)] {
      var estate = try RecordedCheckpoints(recorded, MirrorBehaviour(version))
      for (index, step) in try recorded.needElements("steps").enumerated() {
        guard let difference = try estate.difference(in: step) else { continue }
        return .differ(
          wanted: "\(version), step \(index): \(difference.wanted)",
          got: "\(version), step \(index): \(difference.got)")
      }
    }
    return .agree
  }
}

/// The task of a case, and the groups of its target.
private struct RecordedCheckpoints {
  private var task: GroupTranslation
  private let groups: [String]
  /// By the place of the group in `groups`.
  private var targets: [Target]

  /// A group at the target.
  private struct Target {
    var state = "DEAD"
    var offsets: [MirroredOffset] = []
  }

  init(_ recorded: Node, _ behaviour: MirrorBehaviour) throws(VectorFault) {
    let policy =
      switch try recorded.needString("policy") {
      case "DefaultReplicationPolicy": ReplicationPolicy(.prefixed, behaviour)
      case "IdentityReplicationPolicy": ReplicationPolicy(.unchanged(source: "A"), behaviour)
      case let other: throw VectorFault(message: "'\(other)' is no policy")
      }
    var syncs = OffsetSyncStore(
      mustReadToEnd: try recorded.needBool("must_read_to_end"), behaviour)
    let steps = try recorded.needElements("steps")
    if !steps.contains(where: { $0[0]?.string == "read_to_end" }) { syncs.readToEnd() }
    let selection = TopicSelection(
      MirrorFlow(source: "A", target: "B"), policy: policy,
      filter: TopicFilter(exclude: []), behaviour)
    task = GroupTranslation(selection, syncs: syncs, behaviour)
    groups = try recorded.needElements("groups").compactMap(\.string)
    targets = groups.map { _ in Target() }
  }

  /// Takes a step; what Kafka and the model answered, if that is not the same.
  mutating func difference(in step: Node) throws(VectorFault) -> (wanted: String, got: String)? {
    switch try step.needString(at: 0) {
    case "offset_sync":
      task.syncs.add(
        try step.needSync(at: 2), of: try NamedPartition(recorded: try step.needString(at: 1)))
      return nil
    case "read_to_end":
      task.syncs.readToEnd()
      return nil
    case "checkpoint":
      let group = try place(of: try step.needString(at: 1))
      let made = task.checkpoints(
        for: id(group), committed: try Self.offsets(step[2]))
      return Self.compare(
        step[3],
        StepAnswers.list(
          made.map { "[\($0.partition.recorded), \($0.upstream), \($0.downstream)]" }.sorted()))
    case "target_group":
      let group = try place(of: try step.needString(at: 1))
      targets[group] = Target(
        state: try step.needString(at: 2), offsets: try Self.offsets(step[3]))
      return nil
    case "sync_group_offsets":
      return synchronize(step)
    case let other:
      throw VectorFault(message: "'\(other)' is no step")
    }
  }

  /// One look at the target and one request to it.
  private mutating func synchronize(_ step: Node) -> (wanted: String, got: String)? {
    for group in groups.indices where targets[group].state == "EMPTY" {
      task.foundIdle(id(group), offsets: targets[group].offsets)
    }
    var asked: [String] = []
    var accepted: [String] = []
    for due in task.groupOffsetsToSet() {
      let group = Int(due.group.index)
      let offsets = due.offsets.map { "\($0.partition.recorded): \($0.offset)" }
      asked.append("\(groups[group]): {\(offsets.joined(separator: ", "))}")
      // The coordinator's rule, and no part of the mirror: members guard their group's offsets.
      let isTaken = targets[group].state != "STABLE"
      accepted.append("\(groups[group]): \(isTaken)")
      guard isTaken else { continue }
      targets[group].state = "EMPTY"
      for offset in due.offsets {
        targets[group].offsets.removeAll { $0.partition == offset.partition }
        targets[group].offsets.append(offset)
      }
    }
    return Self.compare(step[1], "{\(asked.joined(separator: ", "))}")
      ?? Self.compare(step[2], "{\(accepted.joined(separator: ", "))}")
  }

  private func id(_ group: Int) -> GroupID { GroupID(index: Int32(group), name: groups[group]) }

  private func place(of group: String) throws(VectorFault) -> Int {
    guard let place = groups.firstIndex(of: group) else {
      throw VectorFault(message: "'\(group)' is none of the groups")
    }
    return place
  }

  /// What a group has committed; partitions without an offset are left out.
  private static func offsets(_ node: Node?) throws(VectorFault) -> [MirroredOffset] {
    guard let members = node?.members else { throw VectorFault(message: "a step lacks offsets") }
    var offsets: [MirroredOffset] = []
    for member in members {
      guard let offset = member.value.integer else { continue }
      offsets.append(MirroredOffset(try NamedPartition(recorded: member.key), Offset(offset)))
    }
    return offsets
  }

  private static func compare(_ wanted: Node?, _ got: String) -> (wanted: String, got: String)? {
    let wanted = wanted.map(StepAnswers.text(of:)) ?? "nothing recorded"
    return wanted == got ? nil : (wanted, got)
  }
}

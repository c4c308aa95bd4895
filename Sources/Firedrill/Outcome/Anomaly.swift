import ClusterSimulation
import Findings
import Scenario

/// Records that lie together and to which the same thing happened, with what caused it.
public struct Anomaly: Hashable, Sendable {
  /// What happened to them.
  public let kind: Kind
  /// The producer that sent them; nil for anomalies of readers.
  public let producer: String?
  /// The group that was or was not handed them; nil for anomalies of producers.
  public let group: String?
  /// The mirror that copied them or should have; nil for all other anomalies.
  public let mirror: String?
  /// The member that was handed them, by its name in the group; nil where nobody was, and for other anomalies.
  public let member: String?
  /// The partition that they are in, of a mirror that of the source; nil for records whose partition was never chosen.
  public let partition: Scenario.PartitionName?
  /// How many records are meant; at least one.
  public let count: Int
  /// Their offsets, both ends included; nil if they never had any.
  public let offsets: ClosedRange<Int>?
  /// What happened, from the first cause to the last effect, a sentence each.
  public let causes: [String]
  /// Which setting would have changed it, in a sentence; nil where that is not certain.
  public let remedy: String?

  /// Kinds of anomalies, with the names that reports have; Jepsen's where the meaning is the same.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Acknowledged, and in no surviving log.
    case lostWrite = "lost-write"
    /// More than once in the surviving log.
    case duplicate
    /// Behind a record that was sent later.
    case orderInversion = "order-inversion"
    /// Reported as failed, and not in the log.
    case expired
    /// Reported as failed, and in the log all the same.
    case falseFailure = "false-failure"
    /// Without any outcome at the end.
    case unresolved
    /// Handed to the group again.
    case reRead = "re-read"
    /// Never handed out, though the group went past them.
    case skipped
    /// Handed out and committed, and never processed.
    case unprocessed
    /// Handed out, and in no final log.
    case phantom
    /// A member's next poll went back.
    case nonmonotonicPoll = "nonmonotonic-poll"
    /// A member's next poll left records out.
    case pollSkip = "poll-skip"
    /// One poll's records went back.
    case internalNonmonotonicPoll = "int-nonmonotonic-poll"
    /// One poll's records left some out.
    case internalPollSkip = "int-poll-skip"
    /// Acknowledged at the source, and passed over by the mirror.
    case mirrorLost = "mirror-lost"
    /// More than once at the target.
    case mirrorDuplicated = "mirror-duplicated"
    /// At the target behind a later record of the source.
    case mirrorOutOfOrder = "mirror-out-of-order"
    /// At the target, and gone from the source's log.
    case mirrorPhantom = "mirror-phantom"
    /// Brought back to the topic that it was sent to.
    case mirrorReturned = "mirror-returned"

    init(named name: String) {
      guard let kind = Self(rawValue: name) else {
        preconditionFailure("anomaly \(name) is not public")
      }
      self = kind
    }
  }
}

extension DrillOutcome {
  /// Everything odd that happened to records: first on their way to logs, then on their way to groups,
  /// then through mirrors.
  public var anomalies: [Anomaly] {
    findings.anomalies.map { Anomaly($0, in: findings.evidence) }
      + findings.readings.map { Anomaly($0, in: findings.evidence) }
      + findings.mirrorAnomalies.map { Anomaly($0, in: findings.evidence) }
  }
}

extension Anomaly {
  init(_ anomaly: Findings.Anomaly, in evidence: Evidence) {
    kind = Kind(named: anomaly.kind.rawValue)
    producer = evidence.record.plan.producers[anomaly.producer].name
    group = nil
    mirror = nil
    member = nil
    partition = anomaly.partition.map { Scenario.PartitionName(evidence.name(of: $0)) }
    count = anomaly.count
    offsets = anomaly.offsets.map { Int($0.lowerBound)...Int($0.upperBound) }
    causes = anomaly.story
    remedy = anomaly.remark
  }

  init(_ anomaly: MirrorAnomaly, in evidence: Evidence) {
    kind = Kind(named: anomaly.kind.rawValue)
    producer = nil
    group = nil
    mirror = evidence.mirrors[anomaly.mirror].flow.name
    member = nil
    partition = Scenario.PartitionName(evidence.name(of: anomaly.partition))
    count = anomaly.count
    offsets = Int(anomaly.offsets.lowerBound)...Int(anomaly.offsets.upperBound)
    causes = anomaly.story
    remedy = anomaly.remark
  }

  init(_ anomaly: ReadingAnomaly, in evidence: Evidence) {
    let planned = evidence.record.plan.groups[anomaly.group]
    kind = Kind(named: anomaly.kind.rawValue)
    producer = nil
    group = planned.name
    mirror = nil
    member = anomaly.member.map { planned.members[$0].name }
    partition = Scenario.PartitionName(evidence.name(of: anomaly.partition))
    count = anomaly.count
    offsets = Int(anomaly.offsets.lowerBound)...Int(anomaly.offsets.upperBound)
    causes = anomaly.story
    remedy = anomaly.remark
  }
}

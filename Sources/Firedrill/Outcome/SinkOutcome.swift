import ClusterSimulation
import Findings
import KafkaModel
import Scenario

/// What one sink connector of the test author's was given in a run, and what it took.
public struct SinkOutcome: Sendable {
  /// Its name in its Connect cluster.
  public let name: String
  /// The consumer group that its tasks read in: `connect-` and its name, unless its settings name another.
  public let group: String
  /// Every record that a put took without a failure, by partition and offset.
  public let puts: [Put]
  private let evidence: Evidence

  /// A record that was put.
  public struct Put: Hashable, Sendable {
    /// Where it stands.
    public let partition: SinkPartition
    /// Its offset there.
    public let offset: Int
    /// How many calls of put took it: more than 1 is a repetition that the system behind the sink has seen.
    public let times: Int
  }

  init(_ name: String, of cluster: String, group: Int, in evidence: Evidence) {
    self.name = name
    self.group = evidence.record.plan.groups[group].name
    self.evidence = evidence
    puts = Self.puts(of: evidence.readings[group], in: evidence)
  }

  /// Records that a put took, repetitions counted.
  public var taken: Int { total(.processed) }
  /// Records that more than one put took, each counted once.
  public var takenTwice: Int { total(.processedTwice) }
  /// Records given to put, failed calls and repetitions counted.
  public var given: Int { total(.delivered) }
  /// Records before an offset that the sink reached that no put was given.
  public var skipped: Int { total(.skipped) }
  /// Records of the surviving logs that no put was given.
  public var neverGiven: Int { total(.neverDelivered) }
  /// Join phases of the group that began.
  public var rebalances: Int { total(.rebalances) }
  /// Offsets between what is committed and the logs' ends, summed, as tools show it; nil without a commit.
  public var lag: Int? { evidence.count(.groupLag, of: .group(group)) }

  private func total(_ figure: WrittenScenario.Figure) -> Int {
    evidence.count(figure, of: .group(group)) ?? 0
  }

  private static func puts(of reading: GroupReading, in evidence: Evidence) -> [Put] {
    let taken = reading.handed.flatMap { handed in
      (0..<Int64(handed.processed)).map { place in
        (handed.partition, offset: handed.firstOffset + place)
      }
    }.sorted { left, right in
      (left.0.topic, left.0.partition.raw, left.offset)
        < (right.0.topic, right.0.partition.raw, right.offset)
    }
    var puts: [Put] = []
    for (partition, offset) in taken {
      let named = SinkPartition(
        evidence.record.plan.topics[partition.topic].name, Int(partition.partition.raw))
      if let last = puts.last, last.partition == named, last.offset == Int(offset) {
        puts[puts.count - 1] = Put(
          partition: named, offset: Int(offset), times: last.times + 1)
      } else {
        puts.append(Put(partition: named, offset: Int(offset), times: 1))
      }
    }
    return puts
  }
}

extension DrillOutcome {
  /// What the sink connector of a Connect cluster was given; nil if the run has no sink of this name.
  public func sink(_ connector: String, of cluster: String) -> SinkOutcome? {
    let plan = findings.record.plan
    let group = plan.groups.firstIndex { group in
      guard let reference = group.sink?.connector else { return false }
      let herd = plan.connect[reference.cluster]
      return herd.name == cluster && herd.connectors[reference.connector].settings.name == connector
    }
    return group.map { SinkOutcome(connector, of: cluster, group: $0, in: findings.evidence) }
  }
}

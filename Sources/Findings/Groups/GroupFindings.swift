package import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// What a report says of one group beside its anomalies.
package struct GroupFindings: Sendable {
  /// Its place in the plan.
  package let group: Int
  package let name: String
  package let members: [String]
  /// Whether the members share partitions out; readers without a group do not.
  package let isGroup: Bool
  /// Partitions that it reads or has committed, in the plan's order.
  package let partitions: [PartitionRef]
  package let tenures: [GroupReading.Tenure]
  package let lag: LagCurve
  /// In order of time.
  package let stalls: [Stall]
  /// nil where it goes on with nobody's work.
  package let move: GroupMove?

  init(_ reading: GroupReading, in evidence: Evidence) {
    let planned = evidence.record.plan.groups[reading.group]
    group = reading.group
    name = planned.name
    members = planned.members.map(\.name)
    isGroup = planned.id != nil
    tenures = reading.tenures
    var isRead = [Bool](repeating: false, count: evidence.places.count)
    for handed in reading.handed { isRead[handed.place] = true }
    for tenure in reading.tenures { isRead[tenure.place] = true }
    for commit in evidence.record.groups[reading.group].commits {
      if let partition = evidence.places.reference(commit.partition, in: reading.cluster) {
        isRead[evidence.places[partition]] = true
      }
    }
    partitions = evidence.partitions.filter {
      isRead[evidence.places[$0]] && evidence.isLastLife[$0.topic]
    }
    lag = LagCurve(evidence.whole(reading), in: evidence)
    stalls = evidence.stalls(of: reading)
    move = evidence.move(of: reading)
  }

  /// Who owned a partition in each equal part of the time from the start of the load to the end: `.` nobody, a letter
  /// for a member, `*` several at once.
  package func owners(of partition: PartitionRef, in evidence: Evidence) -> String {
    let origin = evidence.record.origin.nanoseconds
    let end = evidence.record.end.nanoseconds
    let span = max(end - origin, 1)
    var marks = [Character](repeating: ".", count: Availability.width)
    var holder = [Int?](repeating: nil, count: Availability.width)
    for tenure in tenures where tenure.partition == partition {
      let until = tenure.until ?? end
      guard until >= origin else { continue }
      let first = evidence.bucket(of: max(tenure.from, origin) - origin, in: span)
      let last = evidence.bucket(of: until - origin, in: span)
      for column in first...max(first, last) {
        // In the column of a change the next owner stands; two that own it there at once are several.
        if let other = holder[column], other != tenure.member,
          overlaps(tenure, other, partition)
        {
          marks[column] = "*"
        } else if marks[column] != "*" {
          marks[column] = Self.mark(tenure.member)
          holder[column] = tenure.member
        }
      }
    }
    return String(marks)
  }

  private func overlaps(
    _ tenure: GroupReading.Tenure, _ other: Int, _ partition: PartitionRef
  ) -> Bool {
    tenures.contains {
      $0.member == other && $0.partition == partition && $0.from < (tenure.until ?? .max)
        && ($0.until ?? .max) > tenure.from
    }
  }

  /// a, b, ... z, A, ... Z, then a sign for all the others.
  package static func mark(_ member: Int) -> Character {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return member < letters.count ? letters[member] : "+"
  }
}

extension Evidence {
  /// What is to be said of every group.
  package func groupFindings() -> [GroupFindings] {
    readings.map { GroupFindings($0, in: self) }
  }

  /// A partition's name in a figure's question.
  func scenarioName(of partition: PartitionRef) -> Scenario.PartitionName {
    let topic = record.plan.topics[partition.topic]
    return Scenario.PartitionName(
      topic: Scenario.TopicName(
        cluster: record.plan.clusters[Int(topic.cluster.raw)].name, topic: topic.name),
      partition: partition.partition.raw)
  }
}

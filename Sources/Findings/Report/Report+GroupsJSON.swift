import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Consumer groups in the JSON report.
extension Report {
  private static let groupFigures: [Scenario.Figure] = [
    .delivered, .deliveredDistinct, .deliveredAgain, .skipped, .neverDelivered, .phantoms,
    .processed, .processedTwice, .neverProcessed, .deliveryGap, .deliveryStall, .deliveryAgeP50,
    .deliveryAgeP99, .deliveryAgeMax, .rebalances, .rebalanceLongest, .generations, .assignments,
    .revocations,
    .losses, .memberErrors, .commitSyncLongest, .groupLag, .largestGroupLag, .largestRecordsLag,
    .largestRecordsLagMax,
  ]
  private static let memberFigures: [Scenario.Figure] = [
    .delivered, .deliveredAgain, .processed, .processedTwice, .assignments, .revocations, .losses,
    .memberErrors, .commitSyncLongest, .deliveryAgeP50, .deliveryAgeP99, .deliveryAgeMax,
  ]
  private static let partitionFigures: [Scenario.Figure] = [
    .delivered, .deliveredAgain, .skipped, .phantoms, .neverProcessed, .deliveryGap, .deliveryStall,
    .committedOffset, .position, .groupLag,
  ]

  func writeGroup(_ group: GroupFindings, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("name", group.name)
      writer.key("isGroup", group.isGroup)
      if let sink = evidence.sinkName(of: group.group) {
        writer.key("sink", sink)
        writer.key("failures")
        writer.list(evidence.failures(ofSink: group.group).flatMap(\.self)) { writer, entry in
          writer.string(evidence.sentence(entry, about: nil))
        }
      }
      if let move = group.move {
        writer.key("move")
        writer.object { writer in
          writer.key("from")
          writer.list(move.from) { $0.string(record.plan.groups[$1].name) }
          writer.key("again", move.again)
          writer.key("missed", move.missed)
          writer.key("story")
          writer.list(move.story) { $0.string($1) }
          if let remark = move.remark { writer.key("remark", remark) }
        }
      }
      write(Self.groupFigures, of: .group(group.name), in: nil, to: &writer)
      writer.key("members")
      writer.list(Array(group.members.indices)) { writer, index in
        let member = group.members[index]
        writer.object { writer in
          writer.key("name", "\(group.name)/\(member)")
          write(
            Self.memberFigures,
            of: .member(Scenario.MemberName(group: group.name, member: member)), in: nil,
            to: &writer)
          writer.key("exceptions")
          writer.list(evidence.errors(ofMember: index, of: group.group)) { writer, error in
            writer.object { writer in
              writer.key("class", error.exception)
              writer.key("count", error.count)
              writer.key("firstNs", error.first - origin)
            }
          }
        }
      }
      writer.key("partitions")
      writer.list(group.partitions) { writer, partition in
        writer.object { writer in
          writer.key("name", evidence.name(of: partition))
          write(
            Self.partitionFigures, of: .partition(evidence.scenarioName(of: partition)),
            in: group.name, to: &writer)
          writer.key("owners")
          writer.list(group.tenures.filter { $0.partition == partition }) { writer, tenure in
            writer.object { writer in
              writer.key("member", evidence.name(ofMember: tenure.member, of: group.group))
              writer.key("fromNs", tenure.from - origin)
              writer.key("untilNs")
              if let until = tenure.until { writer.integer(until - origin) } else { writer.null() }
              if let end = tenure.end { writer.key("end", end.text) }
            }
          }
        }
      }
      writer.key("stalls")
      writer.list(group.stalls) { writer, stall in
        writer.object { writer in
          writer.key("partitions")
          writer.list(stall.partitions) { $0.string(evidence.name(of: $1)) }
          writer.key("beginsNs", stall.begins - origin)
          writer.key("endsNs", stall.ends - origin)
          writer.key("feltFromNs", stall.waitsFrom - origin)
          writer.key("lengthNs", stall.length)
          writer.key("isOver", stall.isOver)
          writer.key("story")
          writer.list(stall.story) { $0.string($1) }
          if let remark = stall.remark { writer.key("remark", remark) }
        }
      }
      writer.key("lag")
      writer.list(group.lag.points) { writer, point in
        writer.object { writer in
          writer.key("atNs", point.at - origin)
          Self.write("group", point.group, to: &writer)
          Self.write("recordsLag", point.client, to: &writer)
          Self.write("recordsLagMax", point.clientMax, to: &writer)
          Self.write("recordsLead", point.lead, to: &writer)
          writer.key("silentPartitions", Int64(point.silent))
        }
      }
    }
  }

  private func write(
    _ figures: [Scenario.Figure], of subject: Scenario.Expectation.Subject, in group: String?,
    to writer: inout JSONWriter
  ) {
    for figure in figures {
      var question = Question(figure, of: subject)
      question.filter.group = group
      writer.key(figure.jsonKey)
      evidence.answer(to: question).write(to: &writer)
    }
  }

  private static func write(_ key: String, _ value: Int64?, to writer: inout JSONWriter) {
    writer.key(key)
    if let value { writer.integer(value) } else { writer.null() }
  }

  func writeReading(_ anomaly: ReadingAnomaly, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("kind", anomaly.kind.rawValue)
      writer.key("group", record.plan.groups[anomaly.group].name)
      writer.key("member")
      if let member = anomaly.member {
        writer.string(evidence.name(ofMember: member, of: anomaly.group))
      } else {
        writer.null()
      }
      writer.key("partition", evidence.name(of: anomaly.partition))
      writer.key("firstOffset", anomaly.offsets.lowerBound)
      writer.key("lastOffset", anomaly.offsets.upperBound)
      writer.key("count", Int64(anomaly.count))
      if let at = anomaly.at {
        writer.key("firstNs", at.lowerBound - origin)
        writer.key("lastNs", at.upperBound - origin)
      }
      writer.key("story")
      writer.list(anomaly.story) { $0.string($1) }
      if let remark = anomaly.remark { writer.key("remark", remark) }
    }
  }
}

extension GroupReading.Tenure.End {
  var text: String {
    switch self {
    case .revoked: "revoked"
    case .lost: "lost"
    case .died: "died"
    }
  }
}

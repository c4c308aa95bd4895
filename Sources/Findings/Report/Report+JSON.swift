import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Times in JSON are whole nanoseconds since the start of the load, under keys that end in `Ns`.
extension Report {
  /// Writes the report as one JSON object.
  package func write(to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("file", file)
      writer.key("variation", variation)
      writer.key("title", record.plan.title)
      writer.key("seed")
      writer.unsigned(record.seed)
      writer.key("fingerprint", fingerprint)
      writer.key("replay", replay)
      writer.key("events", Int64(record.events))
      writer.key("lengthNs", record.end.nanoseconds - origin)
      writer.key("holds", holds)
      writer.key("expectations")
      writer.list(judgements) { writer, judgement in
        writer.object { writer in
          writer.key("name", judgement.title)
          writer.key("figure", judgement.expectation.figure.rawValue)
          writer.key("unit", judgement.expectation.figure.unit.name)
          writer.key("holds", judgement.holds)
          writer.key("got")
          judgement.got.write(to: &writer)
          if case .none(let reason) = judgement.got { writer.key("why", reason.sentence) }
          writer.key("wanted")
          judgement.expectation.bound.write(to: &writer)
        }
      }
      writer.key("steps")
      writer.list(Array(record.steps.enumerated())) { writer, numbered in
        writer.object { writer in
          writer.key("name", record.plan.steps[numbered.offset].name)
          if let wording = record.plan.steps[numbered.offset].wording {
            writer.key("do", wording.verb)
            writer.key("of", wording.object)
          }
          writer.key("firedNs")
          if let fired = numbered.element.firedAt {
            writer.integer(fired.nanoseconds - origin)
          } else {
            writer.null()
          }
          writer.key("processes")
          writer.list(numbered.element.processes) { $0.string(evidence.name(of: $1)) }
          writer.key("refused")
          if let refusal = evidence.refusal(ofStep: numbered.offset) {
            writer.string(refusal)
          } else {
            writer.null()
          }
        }
      }
      writer.key("producers")
      writer.list(record.plan.producers) { writeProducer($1, to: &$0) }
      writer.key("anomalies")
      writer.list(anomalies) { writeAnomaly($1, to: &$0) }
      if !groups.isEmpty {
        writer.key("groups")
        writer.list(groups) { writeGroup($1, to: &$0) }
        writer.key("readings")
        writer.list(readings) { writeReading($1, to: &$0) }
      }
      if !mirrors.isEmpty {
        writer.key("mirrors")
        writer.list(mirrors) { writeMirror($1, to: &$0) }
        writer.key("mirrorAnomalies")
        writer.list(mirrorAnomalies) { writeMirrorAnomaly($1, to: &$0) }
      }
      writer.key("availability")
      writer.list(availability) { writeAvailability($1, to: &$0) }
      writer.key("absences")
      writer.list(evidence.absences.flatMap { $0 }) { writeAbsence($1, to: &$0) }
      writer.key("impossibleTopics")
      writer.list(record.plan.impossibleTopics) { $0.string($1.sentence) }
      writer.key("notes")
      writer.list(evidence.notes) { $0.string($1) }
    }
  }

  private func writeProducer(_ producer: PlannedProducer, to writer: inout JSONWriter) {
    let figures: [Scenario.Figure] = [
      .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .failedButInLog, .duplicated,
      .extraCopies, .outOfOrder, .latencyP50, .latencyP90, .latencyP99, .latencyMax,
    ]
    writer.object { writer in
      writer.key("name", producer.name)
      for figure in figures {
        writer.key(figure.jsonKey)
        evidence.answer(to: Question(figure, of: .producer(producer.name))).write(to: &writer)
      }
    }
  }

  private func writeAnomaly(_ anomaly: Anomaly, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("kind", anomaly.kind.rawValue)
      writer.key("producer", record.plan.producers[anomaly.producer].name)
      writer.key("partition")
      if let partition = anomaly.partition {
        writer.string(evidence.name(of: partition))
      } else {
        writer.null()
      }
      writer.key("firstRecord", Int64(anomaly.records.lowerBound))
      writer.key("lastRecord", Int64(anomaly.records.upperBound))
      writer.key("count", Int64(anomaly.count))
      if let offsets = anomaly.offsets {
        writer.key("firstOffset", offsets.lowerBound)
        writer.key("lastOffset", offsets.upperBound)
      }
      writer.key("firstSentNs", anomaly.sent.lowerBound - origin)
      writer.key("lastSentNs", anomaly.sent.upperBound - origin)
      if let completed = anomaly.completed {
        writer.key("firstCompletedNs", completed.lowerBound - origin)
        writer.key("lastCompletedNs", completed.upperBound - origin)
      }
      writer.key("story")
      writer.list(anomaly.story) { $0.string($1) }
      if let remark = anomaly.remark { writer.key("remark", remark) }
    }
  }

  private func writeAvailability(_ one: Availability, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("partition", evidence.name(of: one.partition))
      writer.key("acknowledged", Int64(one.acknowledged))
      if let writable = one.writable {
        writer.key("firstAckNs", writable.lowerBound - origin)
        writer.key("lastAckNs", writable.upperBound - origin)
      }
      writer.key("gaps")
      write(one.gaps, to: &writer)
    }
  }

  private func writeAbsence(_ absence: Absence, to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.object { writer in
      writer.key("producer", record.plan.producers[absence.producer].name)
      writer.key("beginsNs", absence.begins - origin)
      writer.key("endsNs")
      if let ends = absence.ends { writer.integer(ends - origin) } else { writer.null() }
      writer.key("story")
      writer.list(evidence.story(of: absence)) { $0.string($1) }
    }
  }

  /// Gaps with what led to them, as a list.
  func write(_ gaps: [Availability.Gap], to writer: inout JSONWriter) {
    let origin = record.origin.nanoseconds
    writer.list(gaps) { writer, gap in
      writer.object { writer in
        writer.key("beginsNs", gap.gap.begins - origin)
        writer.key("endsNs", gap.gap.ends - origin)
        writer.key("feltFromNs", gap.feltFrom - origin)
        writer.key("isOver", gap.gap.isOver)
        writer.key("story")
        writer.list(gap.story) { $0.string($1) }
        if let remark = gap.remark { writer.key("remark", remark) }
      }
    }
  }
}

extension FigureValue {
  /// A number in the unit that `Scenario.Figure.Unit.name` gives, exactly; null where there is none.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .count(let value), .time(let value), .bandwidth(let value): writer.integer(value)
    case .thousandths(let value): writer.decimal(value, digits: 3)
    case .share(let value): writer.decimal(value, digits: 9)
    case .word(let word): writer.string(word)
    case .node(let node):
      if let node { writer.integer(Int64(node.raw)) } else { writer.string("none") }
    case .nodes(let nodes): writer.list(nodes) { $0.integer(Int64($1.raw)) }
    case .none: writer.null()
    }
  }
}

extension Scenario.Figure {
  /// The figure's name with its unit: `latencyP50Ns`.
  var jsonKey: String {
    switch unit {
    case .time: rawValue + "Ns"
    case .bandwidth: rawValue + "BitsPerSecond"
    case .count, .decimal, .share, .node, .nodes, .word: rawValue
    }
  }
}

extension Scenario.Figure.Unit {
  /// What a number in JSON counts, beside it under `unit`.
  var name: String {
    switch self {
    case .count: "count"
    case .decimal: "number"
    case .time: "ns"
    case .share: "share of 1"
    case .node: "broker id"
    case .nodes: "broker ids"
    case .bandwidth: "bit/s"
    case .word: "state"
    }
  }
}

extension Scenario.Bound {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .equals(let quantity):
        writer.key("equals")
        quantity.value.write(to: &writer)
      case .atMost(let quantity):
        writer.key("atMost")
        quantity.value.write(to: &writer)
      case .atLeast(let quantity):
        writer.key("atLeast")
        quantity.value.write(to: &writer)
      case .between(let low, let high):
        writer.key("atLeast")
        low.value.write(to: &writer)
        writer.key("atMost")
        high.value.write(to: &writer)
      }
    }
  }
}

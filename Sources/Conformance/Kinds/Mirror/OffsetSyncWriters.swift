import KafkaModel
import Scenario

/// Vectors of kind offset-sync-writer: when a sync is due in each version, and what 3.9.1's writer sends when.
enum OffsetSyncWriters {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    switch try recorded.needString("kind") {
    case "partition-state": return try checkTrigger(recorded)
    case "writer": return try checkWriter(recorded)
    case let other: throw VectorFault(message: "'\(other)' is no kind of case")
    }
  }

  private static func checkTrigger(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let maxLag = try recorded.needInteger("offset_lag_max")
    var records: [OffsetSync] = []
    for record in try recorded.needElements("records") {
      records.append(try record.needSync(at: 0))
    }
    for member in try recorded.need("should_sync").members ?? [] {
      let version = try KafkaVersion(recordedMirror: member.key)
      let behaviour = MirrorBehaviour(version)
      var trigger = OffsetSyncTrigger()
      let got = records.map { record in
        trigger.take(
          record, maxLag: maxLag, countsTranslationLag: behaviour.countsTranslationLag) ? "1" : "0"
      }
      let wanted = StepAnswers.text(of: member.value)
      if wanted != StepAnswers.list(got) {
        return .differ(
          wanted: "\(version): \(wanted)", got: "\(version): \(StepAnswers.list(got))")
      }
    }
    return .agree
  }

  /// The whole writer was asked of 3.9.1 alone.
  private static func checkWriter(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let steps = try recorded.needElements("steps")
    var writer = OffsetSyncWriter(
      partitions: try partitions(steps), maxLag: try recorded.needInteger("offset_lag_max"),
      MirrorBehaviour(KafkaVersion(3, 9, 1)))
    for (index, step) in steps.enumerated() {
      var sent: [OutgoingOffsetSync] = []
      var wanted: Node?
      switch try step.needString(at: 0) {
      case "commit_record":
        let sync = try step.needSync(at: 2)
        writer.acked(
          MirroredPartition(Int32(try step.needInteger(at: 1))), upstream: sync.upstream,
          downstream: sync.downstream, into: &sent)
        wanted = step[4]
      case "commit":
        writer.commit(into: &sent)
        wanted = step[1]
      case "acked":
        for _ in 0..<max(0, try step.needInteger(at: 1)) { writer.sendDone() }
        wanted = step[2]
      case let other:
        throw VectorFault(message: "'\(other)' is no step")
      }
      guard let wanted else { throw VectorFault(message: "step \(index) lacks what was sent") }
      let got = StepAnswers.list(
        sent.map { "[\($0.partition), \($0.sync.upstream), \($0.sync.downstream)]" })
      if StepAnswers.text(of: wanted) != got {
        return .differ(
          wanted: "step \(index): \(StepAnswers.text(of: wanted))", got: "step \(index): \(got)")
      }
    }
    return .compare(
      wanted: "in flight: \(try recorded.needInteger("in_flight_at_end"))",
      got: "in flight: \(writer.outstanding)")
  }

  private static func partitions(_ steps: [Node]) throws(VectorFault) -> Int {
    var count: Int64 = 0
    for step in steps where step[0]?.string == "commit_record" {
      let partition = try step.needInteger(at: 1)
      guard (0..<1000).contains(partition) else {
        throw VectorFault(message: "\(partition) is no partition")
      }
      count = max(count, partition + 1)
    }
    return Int(count)
  }
}

import KafkaModel
package import Scenario

/// Vectors of kind producer-state: what a log knows of idempotent producers, step by step.
package enum ProducerState {
  /// False for cases with transactions, which are not modelled.
  package static func isModelled(_ recorded: Node) -> Bool {
    if recorded["settings"]?["transaction_verification"]?.bool == true { return false }
    return (recorded["steps"]?.elements ?? []).allSatisfy { step in
      step["op"]?.string != "marker" && step["transactional"]?.bool != true
    }
  }

  /// The first difference between a recorded case and the model; nil if they agree.
  package static func difference(in recorded: Node) -> StepDifference? {
    var bench = ProducerBench(recorded["settings"])
    let steps = recorded["steps"]?.elements ?? []
    for (index, step) in steps.enumerated() {
      let wanted = StepAnswers(recorded: step, inputs: inputs(of: step))
      let got = bench.answers(to: step)
      if let difference = wanted.difference(from: got, at: index) { return difference }
    }
    var wanted = StepAnswers()
    wanted["segments"] = recorded["segments"].map(StepAnswers.text(of:))
    var got = StepAnswers()
    got["segments"] = bench.segments
    return wanted.difference(from: got, at: steps.count)
  }

  private static func inputs(of step: Node) -> [String] {
    switch step["op"]?.string {
    case "append":
      [
        "op", "producer_id", "epoch", "base_sequence", "count", "transactional", "timestamp",
        "verified",
      ]
    case "sleep": ["op", "ms"]
    case "reload": ["op", "clean"]
    default: ["op", "offset"]
    }
  }
}

/// One log on a manual clock.
private struct ProducerBench {
  private var log: ReplicaLog
  private var now = Milliseconds.zero
  private var reported = ""

  init(_ given: Node?) {
    var settings = TopicSettings()
    settings.segmentBytes = Int32(given?["segment_bytes"]?.integer ?? 1_048_576)
    log = ReplicaLog(
      settings: settings,
      producerIDExpiration: Milliseconds(given?["producer_id_expiration_ms"]?.integer ?? 0))
  }

  var segments: String {
    StepAnswers.list(log.segments.map { "[\($0.baseOffset), \($0.sizeInBytes)]" })
  }

  mutating func answers(to step: Node) -> StepAnswers {
    var answers = StepAnswers()
    let offset = Offset(step["offset"]?.integer ?? 0)
    switch step["op"]?.string {
    case "append":
      switch log.appendAsLeader(batch(of: step), epoch: LeaderEpoch(0)) {
      case .appended(let first, let last): answers["appended"] = "[\(first), \(last)]"
      case .duplicate(let first, let last): answers["duplicate"] = "[\(first), \(last)]"
      case .refused(let error): answers["error"] = error.protocolName
      }
    case "high_watermark": log.updateHighWatermark(to: offset)
    case "sleep": now = now + Milliseconds(step["ms"]?.integer ?? 0)
    case "expire": log.expireProducers(now: now)
    case "roll": log.roll()
    case "truncate": log.truncate(to: offset, now: now)
    case "truncate_fully": log.restart(at: offset)
    case "delete_records":
      if !log.raiseLogStart(to: offset) { answers["error"] = "OFFSET_OUT_OF_RANGE" }
      answers["segments_deleted"] = String(log.deleteSegmentsBelowLogStart())
    case "reload":
      log.checkpointHighWatermark()
      log.checkpointOffsets()
      log.reload(after: step["clean"]?.bool == true ? .clean : .processCrash, now: now)
    case let other: answers["unknown step"] = other ?? "none"
    }
    report(&answers)
    return answers
  }

  private mutating func report(_ answers: inout StepAnswers) {
    answers["leo"] = log.logEnd.description
    answers["hw"] = log.highWatermark.description
    answers["lso"] = log.highWatermark.description
    answers["first_unstable"] = "null"
    answers["log_start"] = log.logStart.description
    let producers = StepAnswers.list(log.producers.entries.map(Self.text(of:)))
    if producers != reported { answers["producers"] = producers }
    reported = producers
  }

  private func batch(of step: Node) -> RecordBatch {
    let count = Int32(step["count"]?.integer ?? 1)
    return RecordBatch(
      content: .anonymous, recordCount: count, sizeInBytes: 61 + 17 * count,
      maxTimestamp: step["timestamp"]?.integer.map { Milliseconds($0) } ?? now,
      producerID: ProducerID(step["producer_id"]?.integer ?? -1),
      producerEpoch: ProducerEpoch(Int16(step["epoch"]?.integer ?? -1)),
      baseSequence: SequenceNumber(Int32(step["base_sequence"]?.integer ?? -1)))
  }

  private static func text(of entry: ProducerEntry) -> String {
    let batches = entry.batches.map {
      "[\($0.firstSequence), \($0.lastSequence), \($0.firstOffset), \($0.lastOffset)]"
    }
    return StepAnswers.list([
      entry.id.description, entry.epoch.description, "-1", "null",
      String(entry.lastTimestamp.raw), StepAnswers.list(batches),
    ])
  }
}

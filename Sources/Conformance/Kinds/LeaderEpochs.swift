import KafkaModel
package import Scenario

/// Vectors of kind leader-epochs: the leader epoch cache of one log, step by step.
package enum LeaderEpochs {
  /// The first difference between a recorded case and the model; nil if they agree.
  package static func difference(in recorded: Node) -> StepDifference? {
    var cache = LeaderEpochCache()
    for (index, step) in (recorded["steps"]?.elements ?? []).enumerated() {
      let inputs =
        step["op"]?.string == "lookup" || step["op"]?.string == "end_offset_for"
        ? ["op", "epoch", "offset", "leo"] : ["op", "epoch", "offset"]
      let wanted = StepAnswers(recorded: step, inputs: inputs)
      let got = answers(to: step, cache: &cache)
      if let difference = wanted.difference(from: got, at: index) { return difference }
    }
    return nil
  }

  private static func answers(to step: Node, cache: inout LeaderEpochCache) -> StepAnswers {
    var answers = StepAnswers()
    let epoch = LeaderEpoch(Int32(step["epoch"]?.integer ?? -1))
    let offset = Offset(step["offset"]?.integer ?? -1)
    switch step["op"]?.string {
    case "end_offset_for":
      let end = cache.endOffset(of: epoch, logEnd: Offset(step["leo"]?.integer ?? 0))
      answers["answer"] = "[\(end?.epoch.raw ?? -1), \(end?.endOffset.raw ?? -1)]"
      return answers
    case "lookup":
      answers["epoch_for_offset"] = text(cache.epoch(at: offset))
      answers["previous_epoch_of"] = text(cache.epoch(below: epoch))
      answers["next_epoch_of"] = text(cache.epoch(above: epoch))
      return answers
    case "assign":
      if cache.assign(epoch, startOffset: offset) == .refused {
        answers["error"] = "IllegalArgumentException"
      }
    case "truncate_from_end":
      cache.truncateFromEnd(offset)
    case "truncate_from_start":
      cache.truncateFromStart(offset)
    case "clear":
      cache.removeAll()
    case let other:
      answers["unknown step"] = other ?? "none"
    }
    answers["entries"] = StepAnswers.list(
      cache.entries.map { "[\($0.epoch), \($0.startOffset)]" })
    answers["latest_epoch"] = text(cache.latestEpoch)
    answers["previous_epoch"] = text(cache.previousEpoch)
    return answers
  }

  private static func text(_ epoch: LeaderEpoch?) -> String { epoch?.description ?? "null" }
}

import KafkaModel
import Scenario

/// Vectors of kind connect-worker: the worker's side of Connect, on 3.9.1 and, where it differs, 4.1.1.
enum ConnectWorker {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    switch try recorded.needString("part") {
    case "submitted-records":
      return CaseResult(try SubmittedRecordsCase.difference(in: recorded))
    case "errors":
      return try onBothVersions(recorded, ["answers", "metrics"], ErrorsCase.answers)
    case "source-task":
      return try onBothVersions(recorded, ["log", "stored", "error_metrics"]) {
        (recorded, behaviour) throws(VectorFault) in
        var run = try SourceTaskRun(recorded, behaviour)
        return run.answers()
      }
    case "sink-task":
      return try onBothVersions(
        recorded, ["log", "committed", "commit_failures", "error_metrics"]
      ) { (recorded, behaviour) throws(VectorFault) in
        var run = try SinkTaskRun(recorded, behaviour)
        return run.answers()
      }
    case "task-config-split": return try TaskConfigSplit.check(recorded)
    case let other: throw VectorFault(message: "'\(other)' is no part of this kind")
    }
  }

  /// Asks as 3.9.1 and as 4.1.1, whose own answers stand in an object of their own.
  private static func onBothVersions(
    _ recorded: Node, _ keys: [String],
    _ ask: (Node, ConnectBehaviour) throws(VectorFault) -> StepAnswers
  ) throws(VectorFault) -> CaseResult {
    for version in [KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)] {
      var wanted = StepAnswers()
      for key in keys {
        let both = try recorded.need(key)
        let own = version.major == 4 ? recorded["kafka_4_1_1"]?[key] : nil
        wanted[key] = StepAnswers.text(of: own ?? both)
      }
      let got = try ask(recorded, ConnectBehaviour(version))
      if wanted != got {
        return .differ(
          wanted: "\(version): \(wanted.description)", got: "\(version): \(got.description)")
      }
    }
    return .agree
  }
}

extension TaskException {
  /// An exception by its recorded name.
  init(recorded name: String) throws(VectorFault) {
    let family: Family
    switch name {
    case "connect.errors.RetriableException": family = .connectRetriable
    case "connect.errors.ConnectException", "connect.errors.DataException": family = .connect
    case "common.errors.TimeoutException", "common.errors.NotEnoughReplicasException",
      "clients.consumer.RetriableCommitFailedException":
      family = .clientRetriable
    case "common.KafkaException", "common.errors.SerializationException",
      "common.errors.RecordTooLargeException", "common.errors.TopicAuthorizationException",
      "common.errors.RebalanceInProgressException", "clients.consumer.CommitFailedException":
      family = .client
    case "java.lang.IllegalStateException", "java.lang.NullPointerException": family = .other
    default: throw VectorFault(message: "'\(name)' is no exception known here")
    }
    self.init(name, family)
  }
}

extension TaskException {
  /// With its message.
  var recordedText: String {
    name == "java.lang.IllegalArgumentException"
      ? "\(name): bound must be positive" : "\(name): scripted"
  }
}

extension TaskFailure {
  /// The chain of exceptions as it is recorded.
  var recordedChain: [String] {
    (wrapper.map { ["connect.errors.ConnectException: \($0)"] } ?? [])
      + [cause.recordedText]
  }
}

extension ErrorCounts {
  /// The counters that are not zero, in the order of their names.
  func text(withTimestamps: Bool, deadLetters: Int64 = 0, deadLetterFailures: Int64 = 0) -> String {
    var counters = [
      ("dlq_failures", deadLetterFailures), ("dlq_requests", deadLetters),
      ("errors", errors), ("failures", failures), ("retries", retries), ("skipped", skipped),
    ]
    if withTimestamps { counters.insert(("error_timestamps", errorTimestamps), at: 2) }
    return "{" + counters.filter { $0.1 != 0 }.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
      + "}"
  }
}

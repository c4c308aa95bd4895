import KafkaModel
import Scenario

/// Operations one after the other on one operator and one clock.
enum ErrorsCase {
  static func answers(
    _ recorded: Node, _ behaviour: ConnectBehaviour
  ) throws(VectorFault) -> StepAnswers {
    var run = try Run(recorded, behaviour)
    var texts: [String] = []
    for operation in try recorded.needElements("operations") {
      texts.append(try run.answer(operation))
    }
    var answers = StepAnswers()
    answers["answers"] = StepAnswers.list(texts)
    answers["metrics"] = run.metrics
    return answers
  }

  private struct Run {
    private var retries: RetryOperator
    private var contexts: [RetryOperator.Context] = []
    private var now = Milliseconds.zero
    private let stopAt: Milliseconds
    private let hasDeadLetters: Bool
    private let hasHeaders: Bool
    private let failsDeadLetters: Bool
    private var deadLetters: Int64 = 0

    init(_ recorded: Node, _ behaviour: ConnectBehaviour) throws(VectorFault) {
      let settings = ErrorSettings(
        tolerance: try recorded.needString("tolerance") == "all" ? .all : .none,
        retryTimeout: Milliseconds(try recorded.needInteger("retry_timeout_ms")),
        retryDelayMax: Milliseconds(try recorded.needInteger("retry_delay_max_ms")))
      retries = RetryOperator(
        settings, behaviour, draws: .recorded(try recorded.needInt32s("draws"), next: 0))
      stopAt = try recorded.need("trigger_stop_at").integer.map { Milliseconds($0) } ?? .max
      hasDeadLetters = try recorded.need("dead_letter_topic").bool == true
      hasHeaders = try recorded.need("context_headers").bool == true
      failsDeadLetters = try recorded.need("dead_letter_fails").bool == true
    }

    var metrics: String {
      retries.counts.text(
        withTimestamps: true, deadLetters: deadLetters,
        deadLetterFailures: failsDeadLetters ? deadLetters : 0)
    }

    mutating func answer(_ operation: Node) throws(VectorFault) -> String {
      let record = Int(try operation.needInt32("record"))
      while contexts.count <= record { contexts.append(RetryOperator.Context()) }
      let stage = try ErrorStage(recorded: operation.needString("stage"))
      var answer = Answer()
      if let failed = operation["failed"]?.string {
        answer.verdict = retries.failedElsewhere(
          &contexts[record], try TaskException(recorded: failed))
        answer.isElsewhere = true
        answer.isReported = true
      } else if let trial = retries.begin(stage, contexts[record], now: now) {
        try attempt(trial, record, try operation.needElements("attempts"), &answer)
        answer.isReported = contexts[record].hasFailed
      } else {
        answer.verdict = .skip
      }
      if answer.isReported && hasDeadLetters { deadLetters += 1 }
      return text(answer, record, stage)
    }

    private struct Answer {
      var verdict: RetryOperator.Verdict?
      var isElsewhere = false
      var isReported = false
      var times: [Milliseconds] = []
      var waits: [Milliseconds] = []
    }

    private mutating func attempt(
      _ trial: RetryOperator.Trial, _ record: Int, _ attempts: [Node], _ answer: inout Answer
    ) throws(VectorFault) {
      var trial = trial
      for number in 0... {
        answer.times.append(now)
        let script = attempts[min(number, attempts.count - 1)].elements ?? []
        pass(Milliseconds(script.first?.integer ?? 0))
        guard script.count > 1 else {
          retries.succeeded(&trial, &contexts[record])
          return
        }
        let error = try TaskException(recorded: script[1].string ?? "")
        let verdict = retries.failed(&trial, &contexts[record], error, now: now)
        guard case .wait(let pause) = verdict else {
          answer.verdict = verdict
          return
        }
        answer.waits.append(pause)
        if pause > .zero && now < stopAt { pass(stopAt == .max ? pause : min(pause, stopAt - now)) }
        if let final = retries.waited(trial, &contexts[record]) {
          answer.verdict = final
          return
        }
      }
    }

    private mutating func pass(_ span: Milliseconds) {
      // A wait beyond the end of time is none.
      let (later, isBeyond) = now.raw.addingReportingOverflow(span.raw)
      if !isBeyond { now = Milliseconds(later) }
      if now >= stopAt { retries.stop() }
    }

    private func text(_ answer: Answer, _ record: Int, _ stage: ErrorStage) -> String {
      let context = contexts[record]
      var members: [(String, String)] = []
      switch answer.verdict {
      case nil: members.append(("result", "value"))
      case .fail(let failure):
        members.append(("thrown", StepAnswers.list(failure.recordedChain)))
      case .skip, .wait: members.append(("result", answer.isElsewhere ? "reported" : "null"))
      }
      members += [
        ("attempt_times", StepAnswers.list(answer.times.map { String($0.raw) })),
        ("waits", StepAnswers.list(answer.waits.map { String($0.raw) })),
        ("end", String(now.raw)), ("attempt", String(context.attempts)),
        ("failed", String(context.hasFailed)),
      ]
      if let error = context.error { members.append(("error", "[\(error.recordedText)]")) }
      members.append(("within_tolerance", String(retries.isWithinTolerance)))
      if answer.isReported && hasDeadLetters, let error = context.error {
        members.append(("dead_letters", "[\(deadLetter(record, stage, error))]"))
      }
      return Self.object(members)
    }

    private func deadLetter(_ record: Int, _ stage: ErrorStage, _ error: TaskException) -> String {
      let isJava = error.name.hasPrefix("java.")
      let headers = [
        ("topic", "t"), ("partition", "1"), ("offset", String(100 + record)),
        ("connector.name", "c"), ("task.id", "0"), ("stage", stage.recordedName),
        ("class.name", "org.apache.kafka.connect.runtime.errors.ErrorsVectors"),
        ("exception.class.name", isJava ? error.name : "org.apache.kafka.\(error.name)"),
        ("exception.message", "scripted"), ("exception.stacktrace", "(stack trace)"),
      ]
      return Self.object([
        ("topic", "dlq"), ("key", "k\(record)"), ("value", "v\(record)"), ("timestamp", "null"),
        ("headers", hasHeaders ? Self.object(headers) : "{}"),
      ])
    }

    private static func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
    }
  }
}

extension ErrorStage {
  fileprivate var recordedName: String {
    switch self {
    case .taskPoll: "TASK_POLL"
    case .transformation: "TRANSFORMATION"
    case .keyConverter: "KEY_CONVERTER"
    case .valueConverter: "VALUE_CONVERTER"
    case .headerConverter: "HEADER_CONVERTER"
    case .kafkaProduce: "KAFKA_PRODUCE"
    case .kafkaConsume: "KAFKA_CONSUME"
    case .taskPut: "TASK_PUT"
    }
  }

  fileprivate init(recorded name: String) throws(VectorFault) {
    guard let stage = Self.allCases.first(where: { $0.recordedName == name }) else {
      throw VectorFault(message: "'\(name)' is no stage")
    }
    self = stage
  }
}

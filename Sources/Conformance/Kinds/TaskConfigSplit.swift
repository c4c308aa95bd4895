import KafkaModel
import Scenario

/// Part task-config-split of the vectors of kind connect-worker: how MirrorMaker's connectors deal their work.
enum TaskConfigSplit {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let kind = try recorded.needString("kind")
    switch kind {
    case "mirror-source":
      return .compare(
        wanted: StepAnswers.text(of: try recorded.need("tasks")), got: try source(recorded))
    case "mirror-source-listed": return try listed(recorded)
    case "mirror-checkpoint":
      return .compare(
        wanted: StepAnswers.text(of: try recorded.need("tasks")), got: try checkpoint(recorded))
    case "mirror-heartbeat":
      // It does not look whether the flow is enabled.
      return .compare(
        wanted: StepAnswers.text(of: try recorded.need("tasks")),
        got: try recorded.need("emit_heartbeats").bool == true ? "1" : "0")
    case "group-partitions":
      return .compare(
        wanted: StepAnswers.text(of: try recorded.need("answer")), got: try stretches(recorded))
    case _: throw VectorFault(message: "'\(kind)' is no way to deal work")
    }
  }

  private static func source(_ recorded: Node) throws(VectorFault) -> String {
    let partitions = try texts(recorded.need("partitions"))
    guard try recorded.need("enabled").bool == true, !partitions.isEmpty else { return "[]" }
    let maximum = Int(try recorded.needInteger("max_tasks"))
    guard maximum > 0 else { return "exception: ArithmeticException: / by zero" }
    return tasks(TaskSplit.inTurn(partitions, maximum: maximum), of: "partitions")
  }

  private static func listed(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let wanted = try texts(recorded.need("listed_order"))
    var names: [String] = []
    var counts: [Int64] = []
    for topic in try recorded.need("topics").members ?? [] {
      // What the filters leave out has its own vectors.
      guard wanted.contains("\(topic.key)-0") else { continue }
      names.append(topic.key)
      counts.append(topic.value.integer ?? 0)
    }
    let partitions = TaskSplit.found(names).flatMap { topic in
      (0..<counts[topic]).map { "\(names[topic])-\($0)" }
    }
    guard partitions == wanted else {
      return .differ(wanted: StepAnswers.list(wanted), got: StepAnswers.list(partitions))
    }
    let maximum = Int(try recorded.needInteger("max_tasks"))
    return .compare(
      wanted: StepAnswers.text(of: try recorded.need("tasks")),
      got: tasks(TaskSplit.inTurn(partitions, maximum: maximum), of: "partitions"))
  }

  private static func checkpoint(_ recorded: Node) throws(VectorFault) -> String {
    guard let known = try recorded.need("groups_in_set_order").elements else {
      return "exception: RetriableException: Timeout while loading consumer groups."
    }
    let groups = known.compactMap(\.string)
    guard try recorded.need("enabled").bool == true, !groups.isEmpty,
      try recorded.need("emit_checkpoints").bool == true
    else { return "[]" }
    let count = min(Int(try recorded.needInteger("max_tasks")), groups.count)
    guard count > 0 else { return noGroups }
    return tasks(TaskSplit.inStretches(groups, count: count), of: "groups")
  }

  private static func stretches(_ recorded: Node) throws(VectorFault) -> String {
    let count = Int(try recorded.needInteger("groups"))
    guard count > 0 else { return noGroups }
    let elements = try texts(recorded.need("elements"))
    return StepAnswers.list(
      TaskSplit.inStretches(elements, count: count).map { StepAnswers.list($0) })
  }

  private static let noGroups =
    "exception: IllegalArgumentException: Number of groups must be positive."

  private static func tasks(_ split: [[String]], of what: String) -> String {
    StepAnswers.list(
      split.enumerated().map { index, elements in
        "{\(what): \(elements.joined(separator: ",")), task_index: \(index)}"
      })
  }

  private static func texts(_ node: Node) throws(VectorFault) -> [String] {
    guard let elements = node.elements else { throw VectorFault(message: "no list of names") }
    return elements.compactMap(\.string)
  }
}

import KafkaModel
import Scenario

/// Vectors of kind connect-assignor: one leader's rounds with either assignor of Connect, on 3.9.1.
enum ConnectAssignors {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let names = try ConnectNames(recorded)
    switch try recorded.needString("assignor") {
    case "eager": return try eager(recorded, names)
    case "incremental-cooperative": return CaseResult(try incremental(recorded, names))
    case let other: throw VectorFault(message: "'\(other)' is no assignor of Connect's")
    }
  }

  private static func eager(
    _ recorded: Node, _ names: ConnectNames
  ) throws(VectorFault) -> CaseResult {
    var workers: [MemberID] = []
    for worker in try recorded.needElements("workers") {
      workers.append(MemberID(worker.string ?? ""))
    }
    var got = StepAnswers()
    for member in EagerAssignor().assign(try names.configuration(recorded), to: workers) {
      // The order of the lists is that in which the worker reads them.
      let sent = WorkerAssignment(
        leader: MemberID("w0"), leaderURL: "", offset: Offset(0), work: member.work)
      guard let read = WorkerAssignment(encoded: sent.encoded(.eager, names.all), names.all)?.work
      else { throw VectorFault(message: "an assignment cannot be read") }
      got[member.worker.text] = names.text(
        [("connectors", names.texts(read.connectors)), ("tasks", names.texts(read.tasks))])
    }
    let wanted = StepAnswers(recorded: try recorded.need("result"), inputs: [])
    return .compare(wanted: wanted.description, got: got.description)
  }

  private static func incremental(
    _ recorded: Node, _ names: ConnectNames
  ) throws(VectorFault) -> StepDifference? {
    var assignor = IncrementalCooperativeAssignor(
      maxDelay: Milliseconds(try recorded.needInteger("max_delay_ms")),
      behaviour: ConnectBehaviour(KafkaVersion(3, 9, 1)))
    var generation = GenerationID.unknown
    for (index, round) in try recorded.needElements("rounds").enumerated() {
      var workers: [WorkerWork] = []
      for member in try round.need("reported").members ?? [] {
        workers.append(
          WorkerWork(worker: MemberID(member.key), work: try names.work(member.value)))
      }
      let missed = round["leader_missed_generation"]?.bool == true
      let next = GenerationID(Int32(index))
      let changes = assignor.assign(
        try names.configuration(round), to: workers,
        lastCompleted: missed ? GenerationID(-2) : generation, generation: next,
        now: Milliseconds(try round.needInteger("t")))
      generation = next
      var got = StepAnswers()
      for change in changes { got[change.worker.text] = names.text(of: change) }
      got["delay"] = String(assignor.delay.raw)
      got["scheduled_rebalance"] = String(assignor.scheduledRebalance.raw)
      got["candidates"] = StepAnswers.list(assignor.candidates.map(\.text).sorted())
      got["revoked_in_previous"] = String(assignor.revokedInPrevious)
      got["successive_revoking_rebalances"] = String(assignor.successiveRevocations)
      var wanted = StepAnswers(recorded: try round.need("result"), inputs: [])
      for key in [
        "delay", "scheduled_rebalance", "revoked_in_previous", "successive_revoking_rebalances",
      ] { wanted[key] = StepAnswers.text(of: try round.need(key)) }
      wanted["candidates"] = StepAnswers.list(
        try round.needElements("candidates").map { StepAnswers.text(of: $0) }.sorted())
      if let difference = wanted.difference(from: got, at: index) { return difference }
    }
    return nil
  }
}

/// The names of a case's connectors, numbered in their order.
private struct ConnectNames {
  let all: ConnectorNames

  init(_ recorded: Node) throws(VectorFault) {
    var names: [String] = []
    for holder in [recorded] + (recorded["rounds"]?.elements ?? []) {
      for member in holder["connectors"]?.members ?? [] where !names.contains(member.key) {
        names.append(member.key)
      }
    }
    all = ConnectorNames(names)
  }

  func configuration(_ holder: Node) throws(VectorFault) -> ConnectConfiguration {
    var configuration = ConnectConfiguration(offset: Offset(0))
    for member in try holder.need("connectors").members ?? [] {
      configuration.set(
        try index(member.key), taskCount: try member.value.asInt32("'\(member.key)'"))
    }
    return configuration
  }

  func work(_ reported: Node) throws(VectorFault) -> ConnectorsAndTasks {
    var work = ConnectorsAndTasks()
    for connector in try reported.needElements("connectors") {
      work.connectors.append(try index(connector.string ?? ""))
    }
    for task in try reported.needElements("tasks") {
      let text = task.string ?? ""
      guard let dash = text.lastIndex(of: "-"), let number = Int32(text[text.index(after: dash)...])
      else { throw VectorFault(message: "'\(text)' is no task") }
      work.tasks.append(ConnectTask(try index(String(text[..<dash])), number))
    }
    return work
  }

  func texts(_ connectors: [ConnectorIndex]) -> [String] {
    connectors.map { all[$0] }
  }

  func texts(_ tasks: [ConnectTask]) -> [String] {
    tasks.map { "\(all[$0.connector])-\($0.number)" }
  }

  /// As the result of a round has it: sorted, and no empty lists.
  func text(of change: WorkerChange) -> String {
    let lists = [
      ("assigned_connectors", texts(change.assigned.connectors.sorted())),
      ("assigned_tasks", texts(change.assigned.tasks.sorted())),
      ("revoked_connectors", texts(change.revoked.connectors.sorted())),
      ("revoked_tasks", texts(change.revoked.tasks.sorted())),
    ]
    return text(lists.filter { !$0.1.isEmpty })
  }

  func text(_ lists: [(String, [String])]) -> String {
    "{" + lists.map { "\($0.0): \(StepAnswers.list($0.1))" }.joined(separator: ", ") + "}"
  }

  private func index(_ name: String) throws(VectorFault) -> ConnectorIndex {
    guard let connector = all.index(of: name) else {
      throw VectorFault(message: "'\(name)' is not configured")
    }
    return connector
  }
}

import KafkaModel
import Scenario

/// What a recorded sink task's surroundings do.
struct SinkTaskScript {
  struct Record {
    var offset: Offset
    var from: Milliseconds
    var conversion: SourceRun.Conversion
  }

  struct Put {
    var takes = Milliseconds.zero
    var error: TaskException?
    var calls: [Call] = []
  }

  /// A call of the task's context.
  enum Call {
    case timeout(Milliseconds)
    case requestCommit
    case offset(TopicPartition, Offset)
    case pause(TopicPartition)
    case resume(TopicPartition)
  }

  struct PreCommit {
    var answer = Answer.all
    var text = "[all]"
  }

  enum Answer {
    case all
    case none
    case add(Int64)
    case only([TopicPartition])
    case plus(TopicPartition, Offset)
    case throwing(TaskException)
  }

  /// The fate of a commit; without a delay nobody answers.
  struct Commit {
    var delay: Milliseconds? = Milliseconds(5)
    var error: TaskException?
  }

  struct Event {
    var at: Milliseconds
    var what: What
  }

  enum What {
    case rebalance(isLost: Bool, removed: [TopicPartition], assigned: [TopicPartition])
    case pause
    case resume
    case stop
    case graceEnds
  }

  var records: [(partition: TopicPartition, records: [Record])] = []
  var puts: [Put] = []
  var preCommits: [PreCommit] = []
  var asyncCommits: [Commit] = []
  var syncCommits: [Commit] = []
  var events: [Event] = []
  let settings: SinkTaskSettings
  let grace: Milliseconds
  let maxPollRecords: Int

  init(_ recorded: Node) throws(VectorFault) {
    settings = SinkTaskSettings(
      errors: ErrorSettings(
        tolerance: try recorded.needString("errors_tolerance") == "all" ? .all : .none),
      flushInterval: Milliseconds(try recorded.needInteger("offset_flush_interval_ms")),
      flushTimeout: Milliseconds(try recorded.needInteger("offset_flush_timeout_ms")))
    grace = Milliseconds(try recorded.needInteger("graceful_timeout_ms"))
    maxPollRecords = Int(try recorded.needInt32("max_poll_records"))
    for member in try recorded.need("partitions").members ?? [] {
      var list: [Record] = []
      for record in member.value.elements ?? [] {
        list.append(try Self.record(record.elements ?? []))
      }
      records.append((try Self.partition(member.key), list))
    }
    for node in try recorded.needElements("puts") { puts.append(try Self.put(node)) }
    for node in try recorded.needElements("pre_commits") {
      preCommits.append(
        PreCommit(
          answer: try Self.answer(node.elements ?? []), text: StepAnswers.text(of: node)))
    }
    for node in try recorded.needElements("async_commits") {
      asyncCommits.append(try Self.commit(node.elements ?? []))
    }
    for node in try recorded.needElements("sync_commits") {
      syncCommits.append(try Self.commit(node.elements ?? []))
    }
    for node in try recorded.needElements("events") {
      let parts = node.elements ?? []
      let at = Milliseconds(parts[0].integer ?? 0)
      events.append(Event(at: at, what: try Self.event(parts)))
    }
  }

  // MARK: Parts.

  /// Recorded names are a text, `-` and the partition's number; there is one topic.
  static func partition(_ name: String) throws(VectorFault) -> TopicPartition {
    guard let number = name.split(separator: "-").last.flatMap({ Int32($0) }) else {
      throw VectorFault(message: "'\(name)' is no partition")
    }
    return TopicPartition(TopicIndex(0), PartitionIndex(number))
  }

  private static func partitions(_ node: Node) throws(VectorFault) -> [TopicPartition] {
    var all: [TopicPartition] = []
    for name in node.elements ?? [] { all.append(try partition(name.string ?? "")) }
    return all.sorted()
  }

  private static func record(_ parts: [Node]) throws(VectorFault) -> Record {
    Record(
      offset: Offset(parts[0].integer ?? 0), from: Milliseconds(parts[1].integer ?? 0),
      conversion: try SourceTaskScript.conversion(parts[2].string ?? ""))
  }

  private static func put(_ node: Node) throws(VectorFault) -> Put {
    var rest = (node.elements ?? [])[...]
    var put = Put()
    let fails = rest.popFirst()?.string == "throw"
    put.takes = Milliseconds(rest.popFirst()?.integer ?? 0)
    if fails { put.error = try TaskException(recorded: rest.popFirst()?.string ?? "") }
    for call in rest.popFirst()?.elements ?? [] { put.calls.append(try self.call(call)) }
    return put
  }

  private static func call(_ node: Node) throws(VectorFault) -> Call {
    let parts = node.elements ?? []
    let name = parts.count > 1 ? parts[1].string ?? "" : ""
    switch parts.first?.string {
    case "timeout": return .timeout(Milliseconds(parts[1].integer ?? 0))
    case "request_commit": return .requestCommit
    case "offset": return .offset(try partition(name), Offset(parts[2].integer ?? 0))
    case "pause": return .pause(try partition(name))
    case "resume": return .resume(try partition(name))
    default: throw VectorFault(message: "a call of the context that is not known")
    }
  }

  private static func answer(_ parts: [Node]) throws(VectorFault) -> Answer {
    switch parts.first?.string {
    case "all": return .all
    case "none": return .none
    case "add": return .add(parts[1].integer ?? 0)
    case "only": return .only(try partitions(parts[1]))
    case "plus":
      return .plus(try partition(parts[1].string ?? ""), Offset(parts[2].integer ?? 0))
    case "throw": return .throwing(try TaskException(recorded: parts[1].string ?? ""))
    default: throw VectorFault(message: "a preCommit that is not known")
    }
  }

  private static func commit(_ parts: [Node]) throws(VectorFault) -> Commit {
    guard parts.count > 1 else { return Commit(delay: nil) }
    return Commit(
      delay: Milliseconds(parts[1].integer ?? 0),
      error: parts.count > 2 ? try TaskException(recorded: parts[2].string ?? "") : nil)
  }

  private static func event(_ parts: [Node]) throws(VectorFault) -> What {
    switch parts[1].string {
    case "rebalance", "lost":
      return .rebalance(
        isLost: parts[1].string == "lost", removed: try partitions(parts[2]),
        assigned: try partitions(parts[3]))
    case "pause": return .pause
    case "resume": return .resume
    case "stop": return .stop
    default: throw VectorFault(message: "an event that is not known")
    }
  }
}

import KafkaModel
import Scenario

/// What a recorded source task's surroundings do.
struct SourceTaskScript {
  struct Poll {
    var takes: Milliseconds
    var records: [Record]?
    var throwing: TaskException?
  }

  struct Record {
    var id: Int
    var run: SourceRun
    var sends: [Fate]
  }

  /// What the producer does with one send of a record.
  indirect enum Fate {
    case acknowledged(after: Milliseconds)
    case failed(after: Milliseconds, TaskException)
    case failedNow(TaskException)
    case thrown(TaskException)
    case never
    case blocked(Milliseconds, then: Fate)
  }

  /// What the offset store does with one write; without a delay, nothing.
  struct Write {
    var delay: Milliseconds?
    var error: TaskException?
  }

  var polls: [Poll] = []
  var writes: [Write] = []
  let flushInterval: Milliseconds
  let flushTimeout: Milliseconds
  let stopAt: Milliseconds
  let grace: Milliseconds
  let idlePoll: Milliseconds
  let tolerance: ErrorSettings.Tolerance

  init(_ recorded: Node) throws(VectorFault) {
    flushInterval = Milliseconds(try recorded.needInteger("offset_flush_interval_ms"))
    flushTimeout = Milliseconds(try recorded.needInteger("offset_flush_timeout_ms"))
    stopAt = Milliseconds(try recorded.needInteger("stop_at"))
    grace = Milliseconds(try recorded.needInteger("graceful_timeout_ms"))
    idlePoll = Milliseconds(try recorded.needInteger("idle_poll_ms"))
    tolerance = try recorded.needString("errors_tolerance") == "all" ? .all : .none
    for poll in try recorded.needElements("polls") {
      var records: [Record]?
      if let nodes = poll["records"]?.elements {
        records = []
        for node in nodes { records?.append(try Self.record(node)) }
      }
      polls.append(
        Poll(
          takes: Milliseconds(try poll.needInteger("takes")), records: records,
          throwing: try poll["throws"]?.string.map { (name) throws(VectorFault) in
            try TaskException(recorded: name)
          }))
    }
    for write in try recorded.needElements("store_sets") {
      let parts = write.elements ?? []
      guard parts.count > 1 else {
        writes.append(Write())
        continue
      }
      writes.append(
        Write(
          delay: Milliseconds(parts[1].integer ?? 0),
          error: parts.count > 2 ? try TaskException(recorded: parts[2].string ?? "") : nil))
    }
  }

  private static func record(_ node: Node) throws(VectorFault) -> Record {
    var sends: [Fate] = []
    for fate in node["sends"]?.elements ?? [] { sends.append(try self.fate(fate.elements ?? [])) }
    return Record(
      id: Int(try node.needInt32("id")),
      run: SourceRun(
        partition: SourcePartition(try node.needInt32("p")),
        firstOffset: Offset(try node.needInteger("o")), count: 1,
        conversion: try conversion(try node.needString("value"))),
      sends: sends)
  }

  /// What becomes of a record with such a value.
  static func conversion(_ value: String) throws(VectorFault) -> SourceRun.Conversion {
    switch value {
    case "ok": return .fine
    case "bad": return .fails(try TaskException(recorded: "connect.errors.DataException"))
    case "flaky": return .fails(try TaskException(recorded: "connect.errors.RetriableException"))
    case "filtered": return .filtered
    case let other: throw VectorFault(message: "'\(other)' is no value")
    }
  }

  private static func fate(_ parts: [Node]) throws(VectorFault) -> Fate {
    let number = parts.count > 1 ? parts[1].integer : nil
    let after = Milliseconds(number ?? 0)
    switch parts.first?.string {
    case "ack": return .acknowledged(after: after)
    case "fail": return .failed(after: after, try TaskException(recorded: parts[2].string ?? ""))
    case "fail_now": return .failedNow(try TaskException(recorded: parts[1].string ?? ""))
    case "throw": return .thrown(try TaskException(recorded: parts[1].string ?? ""))
    case "never": return .never
    case "block": return .blocked(after, then: try fate(Array(parts.dropFirst(2))))
    default: throw VectorFault(message: "a send that is not known")
    }
  }
}

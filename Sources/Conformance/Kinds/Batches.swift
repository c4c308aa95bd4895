import KafkaModel
import Scenario

/// Vectors of kind batches: sizes of records, batches and requests, and the limits of a send.
enum Batches {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    switch try recorded.needString("kind") {
    case "batches": try checkBatches(recorded)
    case "send_limits": try checkSendLimits(recorded)
    case "request_size": try checkRequestSize(recorded)
    case let other: throw VectorFault(message: "unknown sub-kind '\(other)'")
    }
  }

  /// Records appended in order to one partition while nothing is sent.
  private static func checkBatches(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let batchSize = try recorded.needInt32("batch_size")
    var batches: [OpenBatch] = []
    var recordSizes: [[Int]] = []
    var bounds: [String] = []
    var landed: [String] = []
    var wakes: [String] = []
    for node in try recorded.needElements("records") {
      let (record, timestamp) = try Self.record(node)
      bounds.append(String(record.upperBound))
      let growth = batches.last?.growth(record, timestamp: timestamp)
      if let growth, batches[batches.count - 1].append(record, timestamp: timestamp) {
        recordSizes[batches.count - 1].append(growth)
      } else {
        var batch = OpenBatch(batchSize: batchSize, first: record)
        recordSizes.append([batch.growth(record, timestamp: timestamp)])
        _ = batch.append(record, timestamp: timestamp)
        batches.append(batch)
      }
      landed.append(String(batches.count - 1))
      wakes.append(String(batches.count > 1 || batches.last?.isFull == true))
    }
    var got = StepAnswers()
    got["upper_bounds"] = StepAnswers.list(bounds)
    got["batch_of_record"] = StepAnswers.list(landed)
    got["full_or_more_than_one_queued_after"] = StepAnswers.list(wakes)
    got["batches"] = StepAnswers.list(
      zip(batches, recordSizes).map { batch, sizes in
        "{records: \(batch.recordCount), size_in_bytes: \(batch.sizeInBytes), "
          + "record_sizes: \(StepAnswers.list(sizes.map(\.description))), buffer: \(batch.buffer)}"
      })
    let wanted = StepAnswers(recorded: recorded, inputs: ["name", "kind", "batch_size", "records"])
    return .compare(wanted: wanted.description, got: got.description)
  }

  /// What `KafkaProducer.send` says to records near `max.request.size` and `buffer.memory`.
  private static func checkSendLimits(_ recorded: Node) throws(VectorFault) -> CaseResult {
    var entries: [Setting] = []
    for member in try recorded.need("config").members ?? [] {
      entries.append(Setting(member.key, StepAnswers.text(of: member.value)))
    }
    let settings: ProducerSettings
    do {
      settings = try ProducerSettings(version: KafkaVersion(4, 1, 1), entries)
    } catch {
      throw VectorFault(message: error.description)
    }
    var outcomes: [String] = []
    for node in try recorded.needElements("records") {
      let bound = try Self.record(node).shape.upperBound
      let result =
        RecordLimit(upperBound: bound, settings: settings).map { limit in
          "{how: future_and_callback, exception: RecordTooLargeException, "
            + "message: \(limit.message), callback_offset: -1}"
        } ?? "queued"
      outcomes.append("{upper_bound: \(bound), result: \(result)}")
    }
    return .compare(
      wanted: StepAnswers.text(of: try recorded.need("outcomes")), got: StepAnswers.list(outcomes))
  }

  private static func checkRequestSize(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let wanted = try recorded.need("bytes_by_version")
    let transactionalID = try recorded.need("transactional_id").string
    var sizes: [String] = []
    for member in wanted.members ?? [] {
      guard let version = Int16(member.key), (3...13).contains(version) else {
        throw VectorFault(message: "'\(member.key)' is no Produce version")
      }
      var size = ProduceRequestSize(
        version: version, clientIDBytes: try recorded.needString("client_id").utf8.count,
        transactionalIDBytes: transactionalID?.utf8.count)
      for topic in try recorded.needElements("topics") {
        let batches = try topic.needInt32s("batch_sizes")
        size.addTopic(
          nameBytes: try topic.needString("topic").utf8.count, partitions: batches.count)
        for batch in batches { size.addBatch(Int(batch)) }
      }
      sizes.append("\(version): \(size.bytes)")
    }
    return .compare(
      wanted: StepAnswers.text(of: wanted), got: "{" + sizes.joined(separator: ", ") + "}")
  }

  /// `[key bytes or -1, value bytes or -1, [[header key, value bytes or -1], ...], timestamp]`
  private static func record(
    _ node: Node
  ) throws(VectorFault) -> (shape: RecordShape, timestamp: Milliseconds) {
    guard let key = node[0], let value = node[1], let headers = node[2]?.elements,
      let timestamp = node[3]?.integer
    else { throw VectorFault(message: "a record has not four parts") }
    var shape = RecordShape(keyBytes: try length(key), valueBytes: try length(value))
    for header in headers {
      guard let name = header[0]?.string, let value = header[1] else {
        throw VectorFault(message: "a header has not two parts")
      }
      shape.addHeader(nameBytes: Int32(name.utf8.count), valueBytes: try length(value))
    }
    return (shape, Milliseconds(timestamp))
  }

  private static func length(_ node: Node) throws(VectorFault) -> Int32? {
    let length = try node.asInt32("a length")
    return length < 0 ? nil : length
  }
}

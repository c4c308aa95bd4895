import Conformance
import Scenario
import Testing

/// What a file must give: cases, those that agree, those no machine answers.
struct Expected: Sendable, CustomTestStringConvertible {
  var file: String
  var agree: Int
  var notModelled = 0

  var testDescription: String { file }
}

@Suite struct VectorTests {
  @Test(
    arguments: [
      Expected(file: "murmur2", agree: 296),
      Expected(file: "batches", agree: 155),
      Expected(file: "partitioners-sticky", agree: 72),
      Expected(file: "partitioners-round-robin", agree: 72),
      Expected(file: "producer-config", agree: 224),
      Expected(file: "leader-epochs", agree: 241), Expected(file: "replica-fetch", agree: 196),
      Expected(file: "partitioners-builtin", agree: 146),
      Expected(file: "producer-scripts", agree: 173),
      Expected(file: "assignors", agree: 152), Expected(file: "assignors-differences", agree: 97),
      Expected(file: "coordinator", agree: 138), Expected(file: "consumer-config", agree: 132),
      Expected(file: "offset-sync-store", agree: 116),
      Expected(file: "offset-sync-writer", agree: 210), Expected(file: "checkpoints", agree: 130),
      Expected(file: "replication-policy", agree: 200),
      Expected(file: "mirror-differences-4.1.1", agree: 185),
      Expected(file: "connect-assignor", agree: 150),
      Expected(file: "connect-worker", agree: 540),
      Expected(file: "mm2-properties", agree: 66),
    ])
  func `Every recorded answer of real Kafka is the model's answer too`(
    _ expected: Expected
  ) throws {
    let report = try FileReport(try VectorFolder.bytes(expected.file), file: expected.file)
    #expect(report.agree == expected.agree)
    #expect(report.notModelled == expected.notModelled)
    #expect(report.differ == 0, "\(report.text)")
    #expect(report.cases == expected.agree + expected.notModelled)
  }

  /// A field of a kind's cases that takes part in the answer, and how to spoil it.
  struct Damage: Sendable, CustomTestStringConvertible {
    var file: String
    var field: String

    var testDescription: String { "\(file): \(field)" }
  }

  @Test(
    arguments: [
      Damage(file: "murmur2", field: "key_hex"), Damage(file: "murmur2", field: "murmur2"),
      Damage(file: "murmur2", field: "to_positive"), Damage(file: "murmur2", field: "12"),
      Damage(file: "batches", field: "upper_bounds"), Damage(file: "batches", field: "records"),
      Damage(file: "batches", field: "batch_of_record"),
      Damage(file: "batches", field: "size_in_bytes"),
      Damage(file: "batches", field: "record_sizes"), Damage(file: "batches", field: "buffer"),
      Damage(file: "batches", field: "full_or_more_than_one_queued_after"),
      Damage(file: "batches", field: "upper_bound"),
      Damage(file: "batches", field: "max.request.size"),
      Damage(file: "batches", field: "batch_sizes"), Damage(file: "batches", field: "13"),
      Damage(file: "batches", field: "client_id"),
      Damage(file: "partitioners-sticky", field: "answers"),
      Damage(file: "partitioners-sticky", field: "partition"),
      Damage(file: "partitioners-sticky", field: "draws"),
      Damage(file: "partitioners-sticky", field: "available"),
      Damage(file: "partitioners-sticky", field: "partitioner"),
      Damage(file: "partitioners-round-robin", field: "answers"),
      Damage(file: "partitioners-round-robin", field: "records"),
      Damage(file: "partitioners-round-robin", field: "available"),
      Damage(file: "partitioners-builtin", field: "draws"),
      Damage(file: "partitioners-builtin", field: "next"),
      Damage(file: "partitioners-builtin", field: "switched"),
      Damage(file: "partitioners-builtin", field: "cumulative"),
      Damage(file: "partitioners-builtin", field: "queue_sizes"),
      Damage(file: "producer-config", field: "acks"),
      Damage(file: "producer-config", field: "retries"),
      Damage(file: "producer-config", field: "idempotent"),
      Damage(file: "producer-config", field: "linger_ms"),
      Damage(file: "producer-config", field: "delivery_timeout_ms"),
      Damage(file: "producer-config", field: "message"),
      Damage(file: "producer-config", field: "exception"),
      Damage(file: "mm2-properties", field: "group.id"),
      Damage(file: "mm2-properties", field: "max.block.ms"),
      Damage(file: "mm2-properties", field: "client.id"),
      Damage(file: "mm2-properties", field: "cluster_pairs"),
      Damage(file: "mm2-properties", field: "error"),
      Damage(file: "assignors", field: "t0"), Damage(file: "assignors-differences", field: "t0"),
      Damage(file: "coordinator", field: "id"), Damage(file: "coordinator", field: "java_hash"),
      Damage(file: "consumer-config", field: "auto.commit.interval.ms"),
      Damage(file: "consumer-config", field: "default.api.timeout.ms"),
      Damage(file: "consumer-config", field: "fetch.min.bytes"),
      Damage(file: "consumer-config", field: "message"),
      Damage(file: "consumer-config", field: "exception"),
      Damage(file: "offset-sync-store", field: "3.9.1"),
      Damage(file: "offset-sync-writer", field: "3.9.1"),
      Damage(file: "offset-sync-writer", field: "in_flight_at_end"),
      Damage(file: "checkpoints", field: "steps"),
      Damage(file: "replication-policy", field: "remote"),
      Damage(file: "replication-policy", field: "upstream"),
      Damage(file: "replication-policy", field: "is_internal"),
      Damage(file: "replication-policy", field: "replicated"),
      Damage(file: "replication-policy", field: "offset_syncs_topic"),
      Damage(file: "mirror-differences-4.1.1", field: "is_internal"),
      Damage(file: "connect-assignor", field: "assigned_tasks"),
      Damage(file: "connect-assignor", field: "revoked_in_previous"),
      Damage(file: "connect-assignor", field: "scheduled_rebalance"),
      Damage(file: "connect-assignor", field: "candidates"),
      Damage(file: "connect-worker", field: "committable"),
      Damage(file: "connect-worker", field: "log"),
      Damage(file: "connect-worker", field: "failures"),
      Damage(file: "connect-worker", field: "attempt"),
      Damage(file: "connect-worker", field: "within_tolerance"),
    ])
  func `A case that was damaged on purpose differs`(_ damage: Damage) throws {
    let document = try Reader.read(try VectorFolder.bytes(damage.file), file: damage.file)
    let kindName = try #require(document["kind"]?.string)
    let kind = try #require(VectorKind(rawValue: kindName))
    let cases = try #require(document["cases"]?.elements)
    var damaged = 0
    var noticed = 0
    for recorded in cases where kind.check(recorded) == .agree {
      guard let spoiled = recorded.spoiled(damage.field) else { continue }
      damaged += 1
      if kind.check(spoiled) != .agree { noticed += 1 }
    }
    #expect(damaged > 0)
    // Answers are compared one by one; an input may be changed without changing any answer.
    #expect(noticed > 0)
    let inputs = [
      "draws", "available", "partitioner", "max.request.size", "queue_sizes", "key_hex", "acks",
      "retries", "records", "client_id", "t0", "steps",
    ]
    if !inputs.contains(damage.field) { #expect(noticed == damaged) }
  }

  @Test func `A file of a kind that no machine answers is counted as not modelled`() throws {
    let report = try FileReport(
      Array(#"{"kind": "streams", "cases": [{"name": "a"}, {"name": "b"}]}"#.utf8), file: "x")
    #expect(report.notModelled == 2)
    #expect(report.differ == 0)
  }

  @Test func `A file that is no vector file is refused with the reason`() {
    #expect(throws: VectorFileError.self) { try FileReport(Array("{".utf8), file: "x") }
    #expect(throws: VectorFileError.self) { try FileReport(Array("[]".utf8), file: "x") }
  }

  @Test func `The JSON form is one object with the counts and the first differences`() throws {
    let report = try FileReport(
      Array(
        #"""
        {"kind": "murmur2", "cases": [
          {"name": "a \"b\"", "key_hex": "", "murmur2": 1, "to_positive": 275646681,
           "partition": {"2": 1}}]}
        """#.utf8), file: "m.json")
    #expect(
      report.json == #"""
        {"file": "m.json", "kind": "murmur2", "cases": 1, "agree": 0, "differ": 1, \#
        "not_modelled": 0, "first_differences": [{"case": "a \"b\"", \#
        "wanted": "murmur2: 1, partition: {2: 1}, to_positive: 275646681", \#
        "got": "murmur2: 275646681, partition: {2: 1}, to_positive: 275646681"}]}

        """#)
  }

  @Test(arguments: VectorKind.allCases)
  func `An empty case of any kind differs instead of agreeing in silence`(_ kind: VectorKind) {
    #expect(kind.check(Node(.object([]))) != .agree)
  }

  @Test func `A case without what its kind promises differs`() throws {
    let report = try FileReport(
      Array(#"{"kind": "murmur2", "cases": [{}]}"#.utf8), file: "m.json")
    #expect(report.firstDifferences.first?.name == "#0")
    #expect(report.firstDifferences.first?.got == "no 'key_hex'")
  }
}

extension Node {
  /// This value with the first scalar at or under the first `field` changed; nil if there is none.
  fileprivate func spoiled(_ field: String) -> Node? {
    switch value {
    case .object(var members):
      for index in members.indices {
        if members[index].key == field, let spoiled = members[index].value.spoiledScalar() {
          members[index].value = spoiled
          return Node(.object(members), at: place)
        }
        if let spoiled = members[index].value.spoiled(field) {
          members[index].value = spoiled
          return Node(.object(members), at: place)
        }
      }
      return nil
    case .array(var elements):
      for index in elements.indices {
        if let spoiled = elements[index].spoiled(field) {
          elements[index] = spoiled
          return Node(.array(elements), at: place)
        }
      }
      return nil
    case .string, .number, .bool, .null:
      return nil
    }
  }

  fileprivate func spoiledScalar() -> Node? {
    switch value {
    case .number(let number):
      return Node(.number(Number((number.integer ?? 0) + 1)), at: place)
    case .bool(let bool):
      return Node(.bool(!bool), at: place)
    case .string(let text):
      return Node(.string(text + "00"), at: place)
    case .null:
      return Node(.string("00"), at: place)
    case .array(var elements):
      for index in elements.indices {
        if let spoiled = elements[index].spoiledScalar() {
          elements[index] = spoiled
          return Node(.array(elements), at: place)
        }
      }
      return nil
    case .object:
      return nil
    }
  }
}

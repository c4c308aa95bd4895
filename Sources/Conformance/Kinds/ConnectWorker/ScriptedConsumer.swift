import KafkaModel

/// The consumer of a recorded sink task: it has what the script lets it have, when it lets it.
struct ScriptedConsumer {
  let records: [(partition: TopicPartition, records: [SinkTaskScript.Record])]
  let maxPollRecords: Int
  private(set) var positions = SinkOffsets()
  private(set) var committed = SinkOffsets()
  var paused: Set<TopicPartition> = []
  var isWokenUp = false
  /// Rebalances that the next poll runs.
  var due: [SinkTaskScript.What] = []
  /// Answers of asynchronous commits under way.
  var underWay: [AsyncCommit] = []

  struct AsyncCommit {
    var number: Int
    var sequence: Int32
    var offsets: SinkOffsets
    var at: Milliseconds
    var error: TaskException?
  }

  init(_ script: SinkTaskScript) {
    records = script.records
    maxPollRecords = script.maxPollRecords
  }

  mutating func store(_ offsets: SinkOffsets) {
    for entry in offsets.entries { committed[entry.partition] = entry.offset }
  }

  mutating func seek(_ partition: TopicPartition, _ offset: Offset) {
    positions[partition] = offset
  }

  mutating func assign(_ partitions: [TopicPartition]) -> SinkOffsets {
    var new = SinkOffsets()
    for partition in partitions {
      new[partition] = committed[partition] ?? .zero
      positions[partition] = new[partition]
      paused.remove(partition)
    }
    return new
  }

  mutating func remove(_ partitions: [TopicPartition]) {
    for partition in partitions {
      positions[partition] = nil
      paused.remove(partition)
    }
  }

  /// The first asynchronous commit that has been answered.
  mutating func nextAnswer(now: Milliseconds) -> AsyncCommit? {
    let first = underWay.indices.filter { underWay[$0].at <= now }
      .min { (underWay[$0].at, $0) < (underWay[$1].at, $1) }
    return first.map { underWay.remove(at: $0) }
  }

  /// When a poll that waits has something to do, at the latest at its end.
  func wakes(until deadline: Milliseconds, now: Milliseconds) -> Milliseconds {
    if isWokenUp || !due.isEmpty { return now }
    let answers = underWay.map(\.at).min() ?? .max
    return max(now, min(deadline, answers, nextRecord ?? .max))
  }

  /// When the next record that it may have can be fetched.
  var nextRecord: Milliseconds? { fetchable.map(\.from).min() }

  private var fetchable: [SinkTaskScript.Record] {
    records.flatMap { partition, list -> [SinkTaskScript.Record] in
      guard let position = positions[partition], !paused.contains(partition) else { return [] }
      return list.filter { $0.offset >= position }
    }
  }

  mutating func fetch(now: Milliseconds) -> [SinkRun] {
    var runs: [SinkRun] = []
    for (partition, list) in records where !paused.contains(partition) {
      guard let position = positions[partition] else { continue }
      for record in list where record.offset >= position {
        guard record.from <= now, runs.count < maxPollRecords else { break }
        runs.append(
          SinkRun(
            partition: partition, firstOffset: record.offset, count: 1,
            conversion: record.conversion))
        positions[partition] = record.offset + 1
      }
    }
    return runs
  }
}
